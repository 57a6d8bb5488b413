import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { notifyRowOf, redact, type Codec, type Fields, type NotifyType } from '../shared/core';
import { codecOf } from '../shared/signing';

/** What the vendor is answered; it documents no particular text. */
const acknowledgement = 'success';

type Opened = ReturnType<Codec['openNotify']>;

function open(codec: Codec, body: Uint8Array): Opened | undefined {
	try {
		return codec.openNotify(body);
	} catch {
		return undefined;
	}
}

/** The members whose purpose is to be passed on stay readable; card numbers are masked. */
const readable = (fields: Fields): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			field.mask === undefined && field.secret ? { ...field, secret: undefined } : field,
		]),
	) as unknown as Fields;

function timesAsText(fields: Fields, data: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => {
			const field = fields[name];
			if (field?.kind === 'instant' && typeof value === 'number') return [name, new Date(value).toISOString()];
			if (field?.kind === 'group') return [name, timesAsText(field.fields, value as IDataObject)];
			return [name, value];
		}),
	) as IDataObject;
}

function outputOf({ type, uniqueNo, authentic, digest, data }: Opened): IDataObject {
	const { fields } = notifyRowOf(type as NotifyType);
	const shown = redact(readable(fields), data) as IDataObject;
	return { type, uniqueNo, authentic, digest, data: timesAsText(fields, shown) };
}

/** Opens a notify strictly; what does not open is refused without an execution and without detail. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	if (!request.rawBody) await request.readRawBody();
	const codec = codecOf(await context.getCredentials('asinxPayApi'));
	const notify = open(codec, request.rawBody);
	if (!notify) {
		context.getResponseObject().status(401).send('Refused').end();
		return { noWebhookResponse: true };
	}
	const wanted = context.getNodeParameter('events', []) as string[];
	if (!wanted.includes(notify.type)) return { webhookResponse: acknowledgement };
	return {
		webhookResponse: acknowledgement,
		workflowData: [[{ json: outputOf(notify) }]],
	};
}
