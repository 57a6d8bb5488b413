import type { INode } from 'n8n-workflow';
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

function describeDecline(error: AsinxError): { message: string; description: string } {
	const { endpoint, vendorCode = 0, vendorMessage } = error;
	const known = Object.entries(responseCodes).find(([code]) => Number(code) === vendorCode)?.[1];
	return {
		message: `${titleOf(endpoint)} was declined with code ${vendorCode}: ${vendorMessage || known?.text || 'no message'}`,
		description: known?.advice ?? 'Read the message of ASINX PAY; the call had no effect.',
	};
}

/** Turns what the core threw into n8n's own kinds: what happened, and what to do. */
export function nodeErrorOf(node: INode, error: unknown, itemIndex: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!isAsinxError(error)) return new NodeOperationError(node, error as Error, { itemIndex });
	if (error.code === 'invalid_input' && error.problems.length > 0)
		return new NodeOperationError(node, describeProblems(error), {
			itemIndex,
			description: 'Correct the fields named above; nothing was sent.',
		});
	const { message, description } =
		error.code === 'declined'
			? describeDecline(error)
			: { message: error.message, description: error.advice };
	const httpCode = error.vendorCode === undefined ? undefined : String(error.vendorCode);
	return new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}
