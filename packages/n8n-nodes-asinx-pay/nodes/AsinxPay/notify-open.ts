import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { OpenedNotify } from '../shared/core';
import { showNotify } from '../shared/show-notify';
import { notifyResource, type Operation, type Session } from './operation';

const rawNotify: INodeProperties = {
	displayName: 'Raw Notify',
	name: 'rawNotify',
	type: 'string',
	required: true,
	default: '={{ $json.raw ?? $json.body }}',
	description:
		'The body as it came from ASINX PAY: what the trigger puts out with Include Raw Notify, or the body of a Webhook node',
};

/** The four members are all text, so a body that n8n has parsed already is the same when written again. */
const bodyOf = (raw: unknown): string =>
	typeof raw === 'string' ? raw : JSON.stringify(raw ?? '');

/** Reads a raw notify strictly. @throws NodeOperationError, which never says why */
export function openBody(
	{ ports, placeOf }: Session,
	body: string,
	itemIndex: number,
): OpenedNotify {
	try {
		return ports.openNotify(body);
	} catch {
		throw new NodeOperationError(placeOf(itemIndex).node, 'This is not a notify of this merchant', {
			itemIndex,
			description:
				'A raw notify must be the body exactly as ASINX PAY sent it, and the credential must hold the App Secret it was sealed with, if need be as Previous Secret. Why it does not open is never said.',
		});
	}
}

export const openOperation: Operation = {
	resource: notifyResource,
	operation: 'open',
	name: 'Open',
	action: 'Open notify',
	description: 'Read a notify that came another way, as strictly as the trigger does',
	sentOnce: false,
	movesMoney: false,
	properties: [rawNotify],
	prepare(session, itemIndex) {
		const raw = session.read(rawNotify.name, itemIndex, '');
		const notify = openBody(session, bodyOf(raw), itemIndex);
		return { run: async () => [showNotify(notify)] };
	},
};
