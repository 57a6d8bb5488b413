import { endpointOf, isEndpointKey, type Endpoint } from '../shared/core';

const titleOf = (endpoint: string): string =>
	isEndpointKey(endpoint) ? endpointOf(endpoint).title : endpoint;

/** A message without the endpoint's key, which the core's messages begin with: the node says which call it was. */
export const withoutKey = (message: string, endpoint: string | undefined): string =>
	endpoint !== undefined && message.startsWith(`${endpoint}: `)
		? message.slice(endpoint.length + 2)
		: message;

const unsettled = 'Do not send it again; until you know how it ended, treat it as possibly done.';

/** What a person or a later node can do about a call whose end nobody knows yet. */
export function adviceOnUnknown(
	row: Endpoint | undefined,
	reference: { requestOrderId?: unknown } = {},
): string {
	const { order, evidence } = row?.settledBy ?? {};
	if (order !== undefined && reference.requestOrderId !== undefined)
		return `${unsettled} ${titleOf(order)} tells, asked with the requestOrderId of the reference.`;
	return evidence === undefined ? unsettled : `${unsettled} What tells: ${evidence}`;
}
