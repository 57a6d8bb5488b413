import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	AsinxError,
	canonicalJson,
	endpointKeyOfPath,
	endpointOf,
	isAsinxError,
	parseExact,
	TransportFailure,
	type Reply,
} from '../shared/core';
import { attempt } from '../shared/attempt';
import { adviceOnUnknown } from './endings';
import { adviceOn, outcomeError } from './errors';
import { maskSecrets } from './mask';
import type { Operation, Session, Task } from './operation';
import {
	declinedIsError,
	optionsCollection,
	pacing,
	readOptions,
	showSecrets,
	type ItemOptions,
} from './options';
import type { NodePorts } from './ports';
import { sendOnce } from './sent-records';
import { byDisplayName } from './widgets';

/** n8n adds an entry of this name to every list that does not end with one; its own only signs. */
export const customCallName = 'Custom API Call';
export const customCallValue = 'customCall';

const properties: readonly INodeProperties[] = [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /bankcard/balance',
		description: 'What follows the Base URL of the credential',
	},
	{
		displayName: 'User ID',
		name: 'callUid',
		type: 'string',
		default: '',
		placeholder: 'e.g. hgwoxhlpzvav6m2l',
		description: 'User the call acts for, sent in the uId header; empty for calls of the merchant',
	},
	{
		displayName: 'JSON Body',
		name: 'jsonBody',
		type: 'json',
		default: '{}',
		required: true,
		description: 'Members of the request. Amounts keep their digits: 16.00 is sent as 16.00.',
	},
	optionsCollection([...pacing, declinedIsError, showSecrets].sort(byDisplayName)),
];

interface Call {
	path: string;
	body: Record<string, unknown>;
	uid?: string;
}

const invalid = (message: string): AsinxError => new AsinxError('invalid_input', message);

function readBody(value: unknown): Record<string, unknown> {
	try {
		const body = typeof value === 'string' ? parseExact(value.trim() || '{}') : value;
		if (canonicalJson(body).startsWith('{')) return body as Record<string, unknown>;
	} catch {
		// Not JSON, a member twice, or a number that is not exact: one message says it all.
	}
	throw invalid('JSON Body must be one JSON object, without repeated members or inexact numbers');
}

function readCall({ read }: Session, itemIndex: number): Call {
	const text = (name: string): string =>
		String(read(name, itemIndex, '') ?? '').trim();
	const path = text('path');
	if (!/^(\/[A-Za-z0-9_-]+)+$/.test(path)) throw invalid('Path must look like /bankcard/balance');
	const key = endpointKeyOfPath(path);
	if (key && endpointOf(key).spends !== undefined)
		throw invalid(`Use ${endpointOf(key).title} for this path: it keeps to the limits`);
	const uid = text('callUid');
	const body = readBody(read('jsonBody', itemIndex, '{}'));
	return { path, body, ...(uid && { uid }) };
}

const unclear = (why: string, message: string): IDataObject => ({
	outcome: 'unknown',
	why,
	message,
	advice: adviceOnUnknown(undefined),
});

/** What an opened reply means for a call whose row nobody knows: success and code must agree. */
function judgeReply({ success, code, message, result, total }: Reply): IDataObject {
	const shown = result === undefined ? {} : { result: result as IDataObject };
	if (code === 99997) return { ...unclear('pending', message), code, ...shown };
	if (success !== (code === 1))
		return unclear('contradictory', `The reply says success ${success} with code ${code}.`);
	if (!success) return { outcome: 'declined', code, message, advice: adviceOn(code), ...shown };
	return { outcome: 'done', ...shown, ...(total !== undefined && { total }) };
}

/** A text where it can't be opened: why. */
function openReply(ports: NodePorts, text: string): Reply | string {
	try {
		return ports.open(text);
	} catch (error) {
		return isAsinxError(error) ? error.message : 'The reply could not be opened.';
	}
}

function judge({ ports }: Session, status: number, text: string): IDataObject {
	if (status === 401 || status === 403)
		return {
			outcome: 'declined',
			code: 0,
			message: `The API refused the call (HTTP ${status}).`,
			advice: adviceOn(0),
		};
	if (status >= 300 && status < 400)
		return unclear('redirected', `The API answered with a redirect (HTTP ${status}).`);
	if (status < 200 || status >= 300)
		return unclear('unreadable', `The API answered HTTP ${status}.`);
	const opened = openReply(ports, text);
	return typeof opened === 'string' ? unclear('unreadable', opened) : judgeReply(opened);
}

async function send(session: Session, call: Call, options: ItemOptions): Promise<IDataObject> {
	const signal = session.context.getExecutionCancelSignal();
	const sending = { timeoutMs: options.deadlineMs, ...(signal && { signal }) };
	const sent = await attempt(async () => await session.ports.send(call, sending));
	if ('value' in sent) return judge(session, sent.value.status, sent.value.text);
	const { error } = sent;
	if (!(error instanceof TransportFailure)) throw error;
	if (error.sent) return unclear('lost', error.message);
	throw new AsinxError('not_sent', `The call was not sent: ${error.message}`, { cause: error });
}

async function outcomeOf(session: Session, call: Call, options: ItemOptions): Promise<IDataObject> {
	const shown = await send(session, call, options);
	return options.view.showSecrets || shown.result === undefined
		? shown
		: { ...shown, result: maskSecrets(shown.result) as IDataObject };
}

function prepare(session: Session, itemIndex: number): Task {
	const call = readCall(session, itemIndex);
	const options = readOptions(session.read, itemIndex);
	return {
		async run() {
			const record = session.recordOf(itemIndex);
			const shown = await sendOnce(record, async (beforeSend) => {
				beforeSend({ path: call.path, sentAt: session.ports.now() });
				return await outcomeOf(session, call, options);
			});
			if (shown.outcome !== 'declined' || !options.declinedIsError || session.isTool)
				return [shown];
			throw outcomeError(session.placeOf(itemIndex), customCallName, shown);
		},
	};
}

/** Any endpoint by its path, such as one that is newer than this package: signed, sent once, its reply opened. */
export const customCall: Operation = {
	resource: customCallValue,
	operation: customCallValue,
	name: customCallName,
	action: 'Custom API call',
	description: 'Call any path of the API: signed, sent once, its reply opened',
	sentOnce: true,
	movesMoney: true,
	properties,
	prepare,
};
