import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import {
	isAsinxError,
	notifyRowOf,
	type Codec,
	type NotifyType,
	type OpenedNotify,
} from '../shared/core';
import { credentialName, openMerchant } from '../shared/merchant';
import { forRelay, present } from '../shared/present';

/** What ASINX PAY is answered; its documents name no answer, so it is HTTP 200 with this word. */
const acknowledgement = 'success';
const refusal = 'refused';

/** n8n has read and parsed the body already, except where the content type is unknown to it. */
async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as ReturnType<
		IWebhookFunctions['getRequestObject']
	> & {
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}

/** Undefined for everything that is not a notify of this merchant. */
function open(codec: Codec, body: Buffer): OpenedNotify | undefined {
	try {
		return codec.openNotify(body);
	} catch {
		return undefined;
	}
}

/** A verification code stays readable, as it exists to be passed on; a card number never does. */
function show({ type, data, uniqueNo, digest, unknown }: OpenedNotify): IDataObject {
	return {
		type,
		uniqueNo,
		authentic: false,
		digest,
		data: present(forRelay(notifyRowOf(type as NotifyType).fields), data),
		...(unknown.length > 0 && { unknown }),
	};
}

async function codecOf(context: IWebhookFunctions): Promise<Codec> {
	const credentials = await context.getCredentials(credentialName);
	try {
		return openMerchant(credentials).codec;
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, {
			description: isAsinxError(error) ? error.advice : 'Correct the credential of this node.',
		});
	}
}

/** Opens a notify strictly. What does not open is refused and starts nothing; what is not wanted is acknowledged. */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const codec = await codecOf(this);
	const notify = open(codec, await rawBodyOf(this));
	if (!notify) {
		this.getResponseObject().status(401).send(refusal).end();
		return { noWebhookResponse: true };
	}
	const wanted = this.getNodeParameter('events', []) as string[];
	if (!wanted.includes(notify.type)) return { webhookResponse: acknowledgement };
	return { webhookResponse: acknowledgement, workflowData: [[{ json: show(notify) }]] };
}
