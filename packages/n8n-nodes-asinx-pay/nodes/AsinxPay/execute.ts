import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import {
	callEndpoint,
	callOnce,
	endpointOf,
	outgoing,
	type EndpointKey,
	type Ports,
} from '../shared/core';
import { credentialName, openMerchant, type Merchant } from '../shared/merchant';
import { nodeErrorOf, type NodeError } from './errors';
import { readInput } from './input';
import { keyOf } from './operations';
import { createPorts } from './ports';
import { showNotSent, showOutcome, showResult } from './show';

type Attempt<T> = { value: T } | { error: NodeError };

/** Keeps one item's trouble away from the others. */
async function attempt<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	work: () => T | Promise<T>,
): Promise<Attempt<T>> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: nodeErrorOf(context.getNode(), error, itemIndex) };
	}
}

function chosenEndpoint(context: IExecuteFunctions): EndpointKey {
	const resource = context.getNodeParameter('resource', 0) as string;
	const operation = context.getNodeParameter('operation', 0) as string;
	const key = keyOf(resource, operation);
	if (key) return key;
	throw new NodeOperationError(context.getNode(), 'This operation does not exist', {
		description: `Choose an operation again: "${resource}" has no "${operation}".`,
	});
}

async function merchantOf(context: IExecuteFunctions): Promise<Merchant> {
	const credentials = await context.getCredentials(credentialName);
	const opened = await attempt(context, 0, () => openMerchant(credentials));
	if ('error' in opened) throw opened.error;
	return opened.value;
}

/** Reads and checks every item before anything is sent. */
async function prepareAll(
	context: IExecuteFunctions,
	key: EndpointKey,
): Promise<Attempt<unknown>[]> {
	const prepare = (itemIndex: number): unknown => {
		const input = readInput(context, key, itemIndex);
		outgoing(key, input);
		return input;
	};
	const prepared: Attempt<unknown>[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const item = await attempt(context, itemIndex, () => prepare(itemIndex));
		if ('error' in item && !context.continueOnFail()) throw item.error;
		prepared.push(item);
	}
	return prepared;
}

async function call(
	ports: Ports,
	request: { endpoint: EndpointKey; input: unknown },
	signal: AbortSignal | undefined,
): Promise<IDataObject[]> {
	const options = signal ? { signal } : {};
	if (endpointOf(request.endpoint).effect === 'once')
		return [showOutcome(request.endpoint, await callOnce(ports, request, options))];
	return showResult(request.endpoint, await callEndpoint(ports, request, options));
}

/**
 * Calls the chosen endpoint for every item. Once a `once` call has left, the node no longer throws: Retry On Fail
 * would run all items again, and pay again.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const endpoint = chosenEndpoint(this);
	const ports = createPorts(this, await merchantOf(this));
	const isOnce = endpointOf(endpoint).effect === 'once';
	const output: INodeExecutionData[] = [];
	let hasSent = false;
	for (const [item, prepared] of (await prepareAll(this, endpoint)).entries()) {
		const pairedItem = { item };
		const answer =
			'error' in prepared
				? prepared
				: await attempt(this, item, () =>
						call(ports, { endpoint, input: prepared.value }, this.getExecutionCancelSignal()),
					);
		if ('value' in answer) {
			hasSent = true;
			output.push(...answer.value.map((json) => ({ json, pairedItem })));
		} else if (this.continueOnFail()) {
			output.push({ json: { error: answer.error.message }, pairedItem });
		} else if (isOnce && hasSent) {
			output.push({ json: showNotSent(answer.error), pairedItem });
		} else {
			throw answer.error;
		}
	}
	return [output];
}
