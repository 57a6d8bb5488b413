import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { callEndpoint, confirm, type Asker, type OpenedNotify } from '../shared/core';
import { readShownNotify } from '../shared/read-notify';
import { showNotify } from '../shared/show-notify';
import { openBody } from './notify-open';
import { notifyResource, type Operation, type Session } from './operation';
import { optionsCollection, pacing, readOptions } from './options';

/** An item of the trigger or of Open, or a raw notify. */
function readNotify(session: Session, itemIndex: number): OpenedNotify {
	const value = session.read('notify', itemIndex, '');
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	try {
		const shown = readShownNotify(JSON.parse(text));
		if (shown) return shown;
	} catch (error) {
		throw new NodeOperationError(session.placeOf(itemIndex).node, error as Error, {
			itemIndex,
			message: 'Notify is not JSON',
			description: 'Give an item as the ASINX PAY Trigger puts it out, or a raw notify.',
		});
	}
	return openBody(session, text, itemIndex);
}

const asker = ({ ports }: Session): Asker => ({
	call: async (endpoint, input, options) => await callEndpoint(ports, { endpoint, input }, options),
});

/** The notify again, with what the API says about it. */
async function ask(
	session: Session,
	notify: OpenedNotify,
	itemIndex: number,
): Promise<IDataObject> {
	const { context, read } = session;
	const known = (name: string): string | undefined =>
		String(read(name, itemIndex, '') ?? '').trim() || undefined;
	const { state, ...facts } = await confirm(notify, asker(session), {
		uid: known('uid'),
		requestOrderId: known('requestOrderId'),
		signal: context.getExecutionCancelSignal(),
		deadlineMs: readOptions(read, itemIndex).deadlineMs,
		now: session.ports.now,
	});
	return { ...showNotify(notify), confirmation: state, ...facts };
}

export const confirmOperation: Operation = {
	resource: notifyResource,
	operation: 'confirm',
	name: 'Confirm',
	action: 'Confirm notify',
	description: 'Ask the API for what a notify tells, because nothing proves who wrote it',
	sentOnce: false,
	movesMoney: false,
	properties: [
		{
			displayName:
				'The answer is in <b>confirmation</b>: confirmed, contradicted or cannot_tell. Act on confirmed only. Verification codes can never be confirmed.',
			name: 'confirmNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Notify',
			name: 'notify',
			type: 'json',
			required: true,
			default: '={{ $json }}',
			description: 'An item as the ASINX PAY Trigger or Open puts it out, or a raw notify',
		},
		{
			displayName: 'User ID',
			name: 'uid',
			type: 'string',
			default: '',
			placeholder: 'e.g. hgwoxhlpzvav6m2l',
			description:
				'User who has the card. A notify about a card does not name them: look them up where your own register and apply calls keep them, for example in a Data Table.',
		},
		{
			displayName: 'Request Order ID',
			name: 'requestOrderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. LM1694419440411275264',
			description: 'Your own recharge order; needed for a card recharge result only',
		},
		optionsCollection(pacing),
	],
	prepare(session, itemIndex) {
		const notify = readNotify(session, itemIndex);
		return { run: async () => [await ask(session, notify, itemIndex)] };
	},
};
