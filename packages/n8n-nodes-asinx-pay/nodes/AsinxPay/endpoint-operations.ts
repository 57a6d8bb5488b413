import type { IDataObject } from 'n8n-workflow';
import {
	callEndpoint,
	callOnce,
	endpointKeys,
	endpointOf,
	isAsinxError,
	outgoing,
	settle,
	type Endpoint,
	type EndpointKey,
	type Outcome,
	type Reference,
	type Spending,
} from '../shared/core';
import { withoutKey } from './endings';
import { adviceOn, outcomeError } from './errors';
import { endpointProperties } from './endpoint-properties';
import { present } from '../shared/present';
import { openSpending } from './limits';
import { readInput } from './input';
import type { Operation, Session, Task } from './operation';
import { readOptions, type ItemOptions } from './options';
import { listRecords, readLimit } from './record-lists';
import { sendOnce } from './sent-records';
import { resultOrSuccess, showOutcome, showResult } from './show';
import { describe, sentenceCase } from '../shared/words';

interface Request {
	endpoint: EndpointKey;
	row: Endpoint;
	input: Record<string, unknown>;
	options: ItemOptions;
	/** Limits to pass, for a call that spends. */
	spending: Spending | undefined;
	/** Most entries of a list. */
	limit: number;
	itemIndex: number;
}

const signalOf = ({ context }: Session): { signal?: AbortSignal } => {
	const signal = context.getExecutionCancelSignal();
	return signal ? { signal } : {};
};

/** Asks how an unknown call ended, where the user wants to wait for that. */
async function settled(
	session: Session,
	{ row, options, spending }: Request,
	shown: IDataObject,
): Promise<IDataObject> {
	if (shown.outcome !== 'unknown' || options.waitMs === 0) return shown;
	const reference = shown.reference as unknown as Reference;
	const outcome: Outcome<unknown> = await settle(session.ports, reference, {
		deadlineMs: options.waitMs,
		...signalOf(session),
	});
	await spending?.end(outcome);
	const asked = showOutcome(row, outcome, options.view);
	return outcome.state === 'unknown' ? { ...shown, evidence: asked.evidence } : asked;
}

type BeforeSend = (intent: Reference | IDataObject) => void;

async function leaveOnce(
	session: Session,
	{ endpoint, row, input, options, spending }: Request,
	beforeSend: BeforeSend,
): Promise<IDataObject> {
	const call = {
		deadlineMs: options.deadlineMs,
		beforeSend,
		...(spending && { spending }),
		...signalOf(session),
	};
	const outcome = await callOnce(session.ports, { endpoint, input }, call);
	return showOutcome(row, outcome, options.view);
}

/** Errors of a `single` call that tell how it ended: it has left, and must not leave again. */
function endingOf(error: unknown): IDataObject {
	if (isAsinxError(error) && error.code === 'declined') {
		const { vendorCode: code, vendorMessage: message = '' } = error;
		return { outcome: 'declined', code, message, advice: adviceOn(code ?? 0) };
	}
	if (isAsinxError(error) && error.code === 'delivery_unknown') {
		const { vendorCode: code, message, endpoint, advice } = error;
		const said = { message: withoutKey(message, endpoint), ...(code !== undefined && { code }) };
		return { outcome: 'unknown', ...said, advice };
	}
	throw error;
}

async function leaveSingle(
	session: Session,
	{ endpoint, row, input, options }: Request,
	beforeSend: BeforeSend,
): Promise<IDataObject> {
	beforeSend({ endpoint, sentAt: session.ports.now() });
	const call = { deadlineMs: options.deadlineMs, ...signalOf(session) };
	try {
		const result = await callEndpoint(session.ports, { endpoint, input }, call);
		return { outcome: 'done', result: present(row.response, result, options.view) };
	} catch (error) {
		return endingOf(error);
	}
}

async function outcomeOf(session: Session, request: Request): Promise<IDataObject> {
	const record = session.recordOf(request.itemIndex);
	const leave = request.row.effect === 'once' ? leaveOnce : leaveSingle;
	const shown = await sendOnce(
		record,
		async (beforeSend) => await leave(session, request, beforeSend),
	);
	return (record.outcome = await settled(session, request, shown));
}

/**
 * `once` calls put out how they ended. `single` ones put out their result; what is not done is an error, which an
 * agent is told as an outcome, since it would only call again.
 */
async function runOnce(session: Session, request: Request): Promise<IDataObject[]> {
	const { row, options, itemIndex } = request;
	const shown = await outcomeOf(session, request);
	const isOnce = row.effect === 'once';
	if (shown.outcome === 'done')
		return isOnce ? [shown] : [resultOrSuccess(row, shown.result as IDataObject)];
	const isError = isOnce ? shown.outcome === 'declined' && options.declinedIsError : true;
	if (!isError || session.isTool) return [shown];
	throw outcomeError(session.placeOf(itemIndex), row.title, shown);
}

async function runRepeatable(session: Session, request: Request): Promise<IDataObject[]> {
	const { endpoint, row, input, options } = request;
	const call = { deadlineMs: options.deadlineMs, ...signalOf(session) };
	const result = row.list
		? await listRecords(session.ports, request, call)
		: await callEndpoint(session.ports, { endpoint, input }, call);
	return showResult(row, result, options.view);
}

/** Calls that change a card keep the order of their items. */
function laneOf(
	{ effect }: Endpoint,
	{ userBankcardId }: Record<string, unknown>,
): { lane?: string } {
	return effect === 'read' || userBankcardId === undefined ? {} : { lane: String(userBankcardId) };
}

const isSentOnce = ({ effect }: Endpoint): boolean => effect === 'once' || effect === 'single';

async function prepare(endpoint: EndpointKey, session: Session, itemIndex: number): Promise<Task> {
	const row = endpointOf(endpoint);
	const input = await readInput(session, endpoint, itemIndex);
	outgoing(endpoint, input);
	const options = readOptions(session.read, itemIndex);
	const limit = readLimit(session.read, itemIndex);
	const spending = openSpending(session, row, itemIndex);
	const request: Request = { endpoint, row, input, options, spending, limit, itemIndex };
	const run = isSentOnce(row) ? runOnce : runRepeatable;
	return { ...laneOf(row, input), run: async () => await run(session, request) };
}

function toOperation(endpoint: EndpointKey): Operation {
	const row = endpointOf(endpoint);
	const { title, doc, deprecated } = row;
	const [resource = '', operation = ''] = endpoint.split('.');
	return {
		resource,
		operation,
		name: deprecated ? `${title} (Deprecated)` : title,
		action: deprecated ? `${sentenceCase(title)} (deprecated)` : sentenceCase(title),
		description: describe(deprecated ? `${doc} ${deprecated}` : doc),
		sentOnce: isSentOnce(row),
		movesMoney: row.effect === 'once',
		properties: endpointProperties(row),
		prepare: async (session, itemIndex) => await prepare(endpoint, session, itemIndex),
	};
}

/** Every row of the API as an operation. */
export const endpointOperations: readonly Operation[] = endpointKeys.map(toOperation);
