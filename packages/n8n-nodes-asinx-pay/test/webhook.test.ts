import type { IWebhookFunctions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { webhook } from '../nodes/AsinxPayTrigger/webhook';
import { codec, credentials } from './demo-merchant';

interface Refused {
	status?: number;
	body?: string;
}

/** n8n as the trigger sees it, with the raw body at hand or still to be read. */
function receive(body: string, events: string[], parsed = true) {
	const refused: Refused = {};
	const request: { rawBody?: Buffer; readRawBody(): Promise<void> } = {
		async readRawBody() {
			request.rawBody = Buffer.from(body);
		},
	};
	if (parsed) request.rawBody = Buffer.from(body);
	const response = {
		status: (status: number) => Object.assign(refused, { status }) && response,
		send: (text: string) => Object.assign(refused, { body: text }) && response,
		end: () => response,
	};
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getCredentials: async () => credentials,
		getNodeParameter: () => events,
		getNode: () => ({ name: 'ASINX PAY Trigger' }),
	};
	return { refused, answer: webhook.call(context as unknown as IWebhookFunctions) };
}

const code = {
	type: 'TRANSACTION_VERIFICATION_CODE',
	uniqueNo: 'n-1',
	data: {
		userBankcardId: 137,
		code: '123456',
		cardNo: '4242424242413691',
		createAt: 1691249025085,
		fresh: 'x',
	},
};
const sealed = codec.sealNotify(code);

describe('the trigger', () => {
	test('puts a notify out with the code readable, the card number masked, times in ISO 8601', async () => {
		const { refused, answer } = receive(sealed, [code.type]);
		expect(await answer).toEqual({
			webhookResponse: 'success',
			workflowData: [
				[
					{
						json: {
							type: code.type,
							uniqueNo: 'n-1',
							authentic: false,
							digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
							data: {
								userBankcardId: 137,
								code: '123456',
								cardNo: '•••• 3691',
								createAt: '2023-08-05T15:23:45.085Z',
							},
							unknown: ['fresh'],
						},
					},
				],
			],
		});
		expect(refused).toEqual({});
	});

	test('keeps amounts as decimal text', async () => {
		const data = { userBankcardId: 137, amount: '100.000000000000000000', status: 'SUCCESS' };
		const notify = { type: 'CARD_RECHARGE_RESULT', uniqueNo: 'n-2', data };
		const { answer } = receive(codec.sealNotify(notify), [notify.type], false);
		expect((await answer).workflowData?.[0]?.[0]?.json.data).toEqual(data);
	});

	test('acknowledges a type that is not chosen and starts nothing', async () => {
		const { answer } = receive(sealed, ['TRANSACTION_CREATED']);
		expect(await answer).toEqual({ webhookResponse: 'success' });
	});

	test.each([
		['nothing', ''],
		['no JSON', 'x'],
		['another merchant', sealed.replace('app_447770', 'app_1')],
		['an unknown type', sealed.replace(code.type, 'CARD_LOST')],
		['a changed ciphertext', sealed.replace(/"result":"..../, '"result":"0000')],
		['an additional member', sealed.replace('{', '{"more":1,')],
	])('refuses %s with 401 and no execution', async (_, body) => {
		const { refused, answer } = receive(body, [code.type]);
		expect(await answer).toEqual({ noWebhookResponse: true });
		expect(refused).toEqual({ status: 401, body: 'refused' });
	});
});
