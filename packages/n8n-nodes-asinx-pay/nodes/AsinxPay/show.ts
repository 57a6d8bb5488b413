import type { IDataObject } from 'n8n-workflow';
import { endpointOf, type EndpointKey, type Outcome } from '../shared/core';
import { present } from '../shared/present';
import type { NodeError } from './errors';

/** How a `once` call ended, as plain JSON that a later node can branch on. */
export function showOutcome(key: EndpointKey, outcome: Outcome<unknown>): IDataObject {
	const { state, ...rest } = outcome;
	const { response } = endpointOf(key);
	const result = outcome.state === 'done' ? { result: present(response, outcome.result) } : {};
	return { outcome: state, ...rest, ...result } as unknown as IDataObject;
}

/** One record per item; an endpoint that answers with nothing says that it succeeded. */
export function showResult(key: EndpointKey, result: unknown): IDataObject[] {
	const { response } = endpointOf(key);
	if (Array.isArray(result)) return result.map((record) => present(response, record));
	return Object.keys(response).length === 0 ? [{ success: true }] : [present(response, result)];
}

/** A call that did not leave, in a run in which another one did. */
export const showNotSent = ({ message, description }: NodeError): IDataObject => ({
	outcome: 'not_sent',
	message,
	advice: description ?? 'Nothing reached the API; it is safe to call again.',
});
