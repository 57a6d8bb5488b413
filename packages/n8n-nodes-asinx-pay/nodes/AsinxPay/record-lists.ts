import type { INodeProperties } from 'n8n-workflow';
import {
	callEndpoint,
	listAll,
	type Endpoint,
	type EndpointKey,
	type ListOptions,
	type Ports,
} from '../shared/core';
import type { ReadParameter } from './parameters';

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

export function readLimit(read: ReadParameter, itemIndex: number): number {
	if (read('returnAll', itemIndex, false) === true) return Infinity;
	const wanted = Math.trunc(Number(read('limit', itemIndex, 50)));
	return wanted >= 1 ? wanted : 50;
}

interface ListRequest {
	endpoint: EndpointKey;
	row: Endpoint;
	input: Record<string, unknown>;
	limit: number;
}

/** The entries of a list, page after page where it has pages, up to the limit. */
export async function listRecords(
	ports: Ports,
	{ endpoint, row, input, limit }: ListRequest,
	options: ListOptions,
): Promise<unknown[]> {
	if (!row.paged)
		return ((await callEndpoint(ports, { endpoint, input }, options)) as unknown[]).slice(0, limit);
	const records: unknown[] = [];
	for await (const record of listAll(ports, { endpoint, input }, options)) {
		records.push(record);
		if (records.length >= limit) break;
	}
	return records;
}
