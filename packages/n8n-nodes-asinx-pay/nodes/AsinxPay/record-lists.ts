import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
	callEndpoint,
	type CallOptions,
	type Endpoint,
	type EndpointKey,
	type Ports,
} from '../shared/core';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How many entries a list is to put out. */
export const listProperties: readonly INodeProperties[] = [returnAll, limit];

/** Members of paged requests; the node turns the pages itself. */
export const pagingFields = new Set(['pageNum', 'pageSize']);

const pageSize = 50;
/** Pages of one list that are asked for; more is a loop that does not end. */
const maxPages = 2000;

export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const wanted = Math.trunc(Number(context.getNodeParameter('limit', itemIndex, 50)));
	return wanted >= 1 ? wanted : 50;
}

interface ListRequest {
	endpoint: EndpointKey;
	row: Endpoint;
	input: Record<string, unknown>;
	limit: number;
}

/** Asks for page after page until there are enough entries, or one that is not full says that there are no more. */
export async function listRecords(
	ports: Ports,
	{ endpoint, row, input, limit }: ListRequest,
	options: CallOptions,
): Promise<unknown[]> {
	const ask = async (more: object): Promise<unknown[]> =>
		(await callEndpoint(ports, { endpoint, input: { ...input, ...more } }, options)) as unknown[];
	if (!row.paged) return (await ask({})).slice(0, limit);
	const records: unknown[] = [];
	for (let pageNum = 1; pageNum <= maxPages && records.length < limit; pageNum++) {
		const page = await ask({ pageNum, pageSize });
		records.push(...page);
		if (page.length < pageSize) break;
	}
	return records.slice(0, limit);
}
