import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import {
	callEndpoint,
	callOnce,
	endpointOf,
	isAsinxError,
	redact,
	type Endpoint,
	type EndpointKey,
	type Outcome,
	type Ports,
} from '../shared/core';
import { codecOf } from '../shared/signing';
import { readInput } from './input';
import { createPorts } from './ports';

/** Card numbers, CVVs and other secrets are masked: n8n stores what a node outputs. */
const masked = (row: Endpoint, result: unknown): IDataObject =>
	redact(row.response, result) as IDataObject;

function outcomeJson(row: Endpoint, outcome: Outcome<unknown>): IDataObject {
	const { state, ...rest } = outcome;
	const result = 'result' in rest ? { result: masked(row, rest.result) } : {};
	return { outcome: state, ...rest, ...result } as unknown as IDataObject;
}

async function callItem(ports: Ports, endpoint: EndpointKey, input: IDataObject): Promise<IDataObject[]> {
	const row: Endpoint = endpointOf(endpoint);
	const request = { endpoint, input };
	if (row.effect === 'once') return [outcomeJson(row, await callOnce(ports, request))];
	const result = await callEndpoint(ports, request);
	if (Array.isArray(result)) return result.map((record: unknown) => masked(row, record));
	return [Object.keys(row.response).length === 0 ? { success: true } : masked(row, result)];
}

/** What happened, to which item, and what to do; the vendor's own words are the description's second half. */
function nodeError(context: IExecuteFunctions, error: Error, itemIndex: number): NodeOperationError {
	if (!isAsinxError(error)) return new NodeOperationError(context.getNode(), error, { itemIndex });
	const vendor = error.vendorMessage ? ` The API says: ${error.vendorMessage}` : '';
	return new NodeOperationError(context.getNode(), `${error.message} [item ${itemIndex}]`, {
		itemIndex,
		description: error.advice + vendor,
	});
}

/** One loop over the items; which endpoint it is, only the row knows. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const credentials = await context.getCredentials('asinxPayApi');
	const ports = createPorts(context, { baseUrl: String(credentials.baseUrl), codec: codecOf(credentials) });
	const output: INodeExecutionData[] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pairedItem = { item: itemIndex };
		try {
			const resource = context.getNodeParameter('resource', itemIndex) as string;
			const operation = context.getNodeParameter('operation', itemIndex) as string;
			const key = `${resource}.${operation}` as EndpointKey;
			const records = await callItem(ports, key, readInput(context, key, itemIndex));
			output.push(...records.map((json) => ({ json, pairedItem })));
		} catch (error) {
			const failure = nodeError(context, error as Error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			output.push({ json: { error: failure.message }, pairedItem });
		}
	}
	return [output];
}
