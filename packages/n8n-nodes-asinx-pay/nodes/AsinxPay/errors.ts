import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	endpointOf,
	inputFields,
	isAsinxError,
	isEndpointKey,
	responseCodes,
	type AsinxError,
	type Fields,
	type Problem,
} from '../shared/core';

export type NodeError = NodeApiError | NodeOperationError;

/** What went wrong, for the error item and for n8n's error panel. Never a body or a secret. */
export interface Details {
	/** Stable word for what happened: a core error code, or how a call ended. */
	code: string;
	/** What to do. */
	advice: string;
	/** Code and message of ASINX PAY, where it answered. */
	vendorCode?: number;
	vendorMessage?: string;
	/** Names the call, to settle it by. */
	reference?: IDataObject;
}

/** Which item of which node an error is about. */
export interface Place {
	node: INode;
	itemIndex: number;
}

/** A dotted path in the words of the form: `address.city` becomes `Address > City`. */
function labelOf(fields: Fields, path: string): string {
	const [name = '', ...rest] = path.split('.');
	const field = fields[name.replace(/\[\d+\]$/, '')];
	if (!field) return path;
	const inner = field.kind === 'group' ? field.fields : field.kind === 'list' ? field.item : {};
	return rest.length === 0 ? field.label : `${field.label} > ${labelOf(inner, rest.join('.'))}`;
}

function describeProblems({ endpoint = '', problems }: AsinxError): string {
	const fields = isEndpointKey(endpoint) ? inputFields(endpointOf(endpoint)) : {};
	const words = ({ path, message }: Problem): string => `${labelOf(fields, path)} ${message}`;
	return problems.map(words).join('; ');
}

const titleOf = (endpoint = ''): string =>
	isEndpointKey(endpoint) ? endpointOf(endpoint).title : 'The call';

/** What to do about a vendor code. */
export function adviceOn(vendorCode: number): string {
	const known = Object.entries(responseCodes).find(([code]) => Number(code) === vendorCode)?.[1];
	return known?.advice ?? 'Read the message of ASINX PAY; the call had no effect.';
}

const declineOf = (title: string, vendorCode: number, vendorMessage: string): string =>
	`${title} was declined with code ${vendorCode}: ${vendorMessage || 'no message'}`;

/** Core messages begin with the endpoint's key; people know it by its title. */
function titled({ message, endpoint }: AsinxError): string {
	return endpoint !== undefined && message.startsWith(endpoint)
		? titleOf(endpoint) + message.slice(endpoint.length)
		: message;
}

function messageOf(error: AsinxError): string {
	if (error.code === 'invalid_input' && error.problems.length > 0) return describeProblems(error);
	if (error.code === 'declined')
		return declineOf(titleOf(error.endpoint), error.vendorCode ?? 0, error.vendorMessage ?? '');
	return titled(error);
}

function adviceOf({ code, advice, vendorCode }: AsinxError): string {
	if (code === 'declined') return adviceOn(vendorCode ?? 0);
	if (code === 'invalid_input') return 'Correct the fields named above; nothing was sent.';
	if (code === 'unreadable_reply' && vendorCode !== undefined)
		return 'ASINX PAY answered without a result; ask again later.';
	return advice;
}

function detailsOf(error: AsinxError): Details {
	const { code, vendorCode, vendorMessage } = error;
	return {
		code,
		advice: adviceOf(error),
		...(vendorCode !== undefined && { vendorCode }),
		...(vendorMessage !== undefined && { vendorMessage }),
	};
}

function build({ node, itemIndex }: Place, message: string, details: Details): NodeError {
	const text = `${message} [item ${itemIndex}]`;
	const description = details.advice;
	const error =
		details.vendorCode === undefined
			? new NodeOperationError(node, text, { itemIndex, description })
			: new NodeApiError(
					node,
					{ message: text },
					{ message: text, description, itemIndex, httpCode: String(details.vendorCode) },
				);
	// Where n8n finds the name of a network failure, it puts a text of its own that advises to send again.
	error.message = text;
	error.context.details = details as unknown as IDataObject;
	return error;
}

/** Turns what was thrown into n8n's own kinds: what happened, to which item, and what to do. */
export function nodeErrorOf(node: INode, error: unknown, itemIndex: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (isAsinxError(error)) return build({ node, itemIndex }, messageOf(error), detailsOf(error));
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** An outcome that is not done, as an error: for those who want it on the error branch. */
export function outcomeError(place: Place, title: string, outcome: IDataObject): NodeError {
	const { outcome: state, code, message, advice, reference } = outcome;
	const text =
		state === 'declined'
			? declineOf(title, Number(code), String(message ?? ''))
			: `${title}: nobody can say yet whether it took effect. ${String(message ?? '')}`;
	return build(place, text, {
		code: String(state),
		advice: String(advice),
		...(typeof code === 'number' && { vendorCode: code, vendorMessage: String(message ?? '') }),
		...(reference !== undefined && { reference: reference as IDataObject }),
	});
}

/** The item that stands for a failed one; n8n sends exactly this shape to the error output. */
export function errorItem(error: NodeError): IDataObject {
	const { details } = error.context as { details?: IDataObject };
	return {
		error: error.message,
		details: details ?? { code: 'failed', advice: error.description ?? '' },
	};
}

const endings = new Set(['declined', 'unknown']);

/** A call that is not done, in a run in which another one is: the node no longer throws then. */
export function notDoneItem(error: NodeError): IDataObject {
	const { details = {} } = error.context as { details?: IDataObject };
	return {
		outcome: endings.has(String(details.code)) ? details.code : 'not_sent',
		message: error.message,
		...details,
	};
}
