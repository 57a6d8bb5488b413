import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { isAsinxError, type NotifyType } from '../shared/core';
import { credentialName, openMerchant } from '../shared/merchant';
import { showNotify } from '../shared/show-notify';
import { isAllowed } from './addresses';
import { createArrivals, maxArrivals, type Arrivals } from './arrivals';
import { isWanted, readFilters, type Filters } from './filters';
import { keepCodecs } from './kept-codecs';

/** What ASINX PAY is answered unless told otherwise; its documents name no answer. */
const acknowledgement = 'success';
const refusal = 'refused';

/** One memory per trigger for as long as the process lives. */
const arrivalsOf = new Map<string, Arrivals>();
const codecs = keepCodecs(Date.now);

/** Tells the triggers of one process apart, and a trigger with another credential from itself. */
function triggerKey(context: IWebhookFunctions): string {
	const { id, credentials } = context.getNode();
	return `${context.getWorkflow().id} ${id} ${credentials?.[credentialName]?.id ?? ''}`;
}

/** The request as n8n hands it over: it has read and parsed the body, except where the content type is unknown to it. */
type Request = ReturnType<IWebhookFunctions['getRequestObject']> & {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
};

async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as Request;
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/** What is wrong here is the node's own setting, so it is an execution that says so, and ASINX PAY may send again. */
async function withAdvice<T>(context: IWebhookFunctions, read: () => T | Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: isAsinxError(error) ? error.advice : 'Correct the settings of this node.',
		});
	}
}

/** JSON travels as JSON, all else as text. */
function answerOf(text: string): string | IDataObject {
	try {
		const value = JSON.parse(text) as unknown;
		return typeof value === 'object' && value !== null ? (value as IDataObject) : text;
	} catch {
		return text;
	}
}

/** Settles a claim when the answer has gone out: 200 is only sent after n8n has stored the execution. */
function settleWithAnswer(
	context: IWebhookFunctions,
	settle: (fate: 'stored' | 'failed') => void,
): void {
	const response = context.getResponseObject();
	response.once('close', () =>
		settle(response.writableFinished && response.statusCode === 200 ? 'stored' : 'failed'),
	);
}

/**
 * Whether another delivery of the same notify has started an execution here, or is about to. Where a repeat is what was
 * marked handled, only deliveries that overlap are one: all are answered when the execution of one is stored, and
 * nothing is remembered of them, so that the next one passes.
 */
async function isRepeat(context: IWebhookFunctions, digest: string): Promise<boolean> {
	if (context.getMode() === 'manual') return false;
	const repeats = String(context.getNodeParameter('repeats', 'seen'));
	const key = `${triggerKey(context)} ${repeats}`;
	const arrivals = arrivalsOf.get(key) ?? createArrivals(repeats === 'handled' ? 0 : maxArrivals);
	arrivalsOf.set(key, arrivals);
	const settle = await arrivals.claim(digest);
	if (settle) settleWithAnswer(context, settle);
	return settle === undefined;
}

/** Opens a notify strictly. What does not open is refused and starts nothing; what is not wanted is acknowledged. */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const refuse = (): IWebhookResponseData => {
		this.getResponseObject().status(401).send(refusal).end();
		return { noWebhookResponse: true };
	};
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const { ip } = this.getRequestObject();
	if (!isAllowed(String(options.allowedAddresses ?? ''), ip)) return refuse();
	const body = await rawBodyOf(this);
	const readCodec = async () => openMerchant(await this.getCredentials(credentialName)).codec;
	const notify = await codecs.open(
		triggerKey(this),
		body,
		async () => await withAdvice(this, readCodec),
	);
	if (!notify) return refuse();

	const webhookResponse = answerOf(String(options.answerBody ?? acknowledgement));
	const events = this.getNodeParameter('events', []) as string[];
	const filters: Filters = await withAdvice(this, () =>
		readFilters(this.getNodeParameter('filters', {}) as IDataObject),
	);
	if (!events.includes(notify.type) || !isWanted(filters, notify.type as NotifyType, notify.data))
		return { webhookResponse };
	if (await isRepeat(this, notify.digest)) return { webhookResponse };
	const raw = options.includeRaw ? { raw: body.toString('utf8') } : {};
	return { webhookResponse, workflowData: [[{ json: { ...showNotify(notify), ...raw } }]] };
}
