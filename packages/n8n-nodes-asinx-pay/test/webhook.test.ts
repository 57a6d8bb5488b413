import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { webhook } from '../nodes/AsinxPayTrigger/webhook';
import { createCodec } from '../nodes/shared/core';
import { codec, credentials } from './demo-merchant';

interface Setting {
	events?: string[];
	repeats?: string;
	options?: object;
	filters?: object;
	mode?: string;
	nodeId?: string;
	ip?: string;
	credentials?: object;
	/** Whether n8n has parsed the body before the node is asked. */
	parsed?: boolean;
}

/** A response that n8n sends when `answer` is called. */
class Response {
	private readonly listeners: (() => void)[] = [];

	statusCode = 200;
	writableFinished = false;
	body?: string;
	once(_: 'close', listener: () => void): this {
		this.listeners.push(listener);
		return this;
	}
	status(code: number): this {
		this.statusCode = code;
		return this;
	}
	send(text: string): this {
		this.body = text;
		return this;
	}
	end(): this {
		return this;
	}
	answer(statusCode: number, writableFinished = true): void {
		Object.assign(this, { statusCode, writableFinished });
		for (const listener of this.listeners.splice(0)) listener();
	}
}

let nodes = 0;

/** n8n as the trigger sees it; every call is a node of its own unless told otherwise. */
function receive(body: string, setting: Setting = {}) {
	const {
		parsed = true,
		ip = '203.0.113.7',
		mode = 'webhook',
		nodeId = `node ${++nodes}`,
	} = setting;
	const request: { ip: string; rawBody?: Buffer; readRawBody(): Promise<void> } = {
		ip,
		async readRawBody() {
			request.rawBody = Buffer.from(body);
		},
	};
	if (parsed) request.rawBody = Buffer.from(body);
	const response = new Response();
	const parameters: Record<string, unknown> = { events: [code.type], ...setting };
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getCredentials: async () => ({ ...credentials, ...setting.credentials }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNode: () => ({ id: nodeId, name: 'ASINX PAY Trigger' }),
		getWorkflow: () => ({ id: 'w1' }),
		getMode: () => mode,
	};
	return { response, answer: webhook.call(context as unknown as IWebhookFunctions) };
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
const jsonOf = (answer: IWebhookResponseData) => answer.workflowData?.[0]?.[0]?.json;

describe('the webhook of the trigger', () => {
	test('puts a notify out with the code readable, the card number masked, times in ISO 8601', async () => {
		const { response, answer } = receive(sealed);
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
		expect(response.body).toBeUndefined();
	});

	test('keeps amounts as decimal text', async () => {
		const data = { userBankcardId: 137, amount: '100.000000000000000000', status: 'SUCCESS' };
		const notify = { type: 'CARD_RECHARGE_RESULT', uniqueNo: 'n-2', data };
		const { answer } = receive(codec.sealNotify(notify), { events: [notify.type], parsed: false });
		expect(jsonOf(await answer)?.data).toEqual(data);
	});

	test.each([
		['a type that is not chosen', { events: ['TRANSACTION_CREATED'] }],
		['a card that a filter leaves out', { filters: { cards: '138' } }],
	])('acknowledges %s and starts nothing', async (_, setting) => {
		expect(await receive(sealed, setting).answer).toEqual({ webhookResponse: 'success' });
	});

	test('puts out the raw notify where asked for, and it opens again', async () => {
		const { answer } = receive(sealed, { options: { includeRaw: true } });
		const json = jsonOf(await answer);
		expect(json?.raw).toBe(sealed);
		expect(codec.openNotify(String(json?.raw)).digest).toBe(json?.digest);
	});

	test.each([
		['thanks', 'thanks'],
		['{"code":200}', { code: 200 }],
		['200', '200'],
		['', ''],
	])('answers %s as set', async (answerBody, webhookResponse) => {
		const { answer } = receive(sealed, { options: { answerBody } });
		expect(await answer).toMatchObject({ webhookResponse });
	});

	test('opens with the previous secret while secrets are changed, and only then', async () => {
		const appSecret = '0f'.repeat(16);
		const renewed = createCodec({ appId: codec.appId, appSecret });
		const previousSecret = String(credentials.appSecret);
		for (const body of [sealed, renewed.sealNotify(code)]) {
			const { answer } = receive(body, { credentials: { appSecret, previousSecret } });
			expect(jsonOf(await answer)).toMatchObject({ uniqueNo: 'n-1' });
		}
		const { answer } = receive(sealed, { credentials: { appSecret } });
		expect(await answer).toEqual({ noWebhookResponse: true });
	});

	test.each<[string, string, Setting]>([
		['nothing', '', {}],
		['no JSON', 'x', {}],
		['another merchant', sealed.replace('app_447770', 'app_1'), {}],
		['an unknown type', sealed.replace(code.type, 'CARD_LOST'), {}],
		['a changed ciphertext', sealed.replace(/"result":"..../, '"result":"0000'), {}],
		['an additional member', sealed.replace('{', '{"more":1,'), {}],
		['a body that is too long', sealed.replace('n-1', 'n'.repeat(70_000)), {}],
		[
			'an address that is not allowed',
			sealed,
			{ options: { allowedAddresses: '198.51.100.0/24' } },
		],
	])('refuses %s with 401 and no execution', async (_, body, setting) => {
		const { response, answer } = receive(body, setting);
		expect(await answer).toEqual({ noWebhookResponse: true });
		expect(response).toMatchObject({ statusCode: 401, body: 'refused' });
	});

	test.each<[string, Setting]>([
		['the credential', { credentials: { appSecret: 'short' } }],
		['a filter', { filters: { minimumAmount: 'ten' } }],
	])(
		'what is wrong with %s is an error of the node: nothing is acknowledged',
		async (_, setting) => {
			await expect(receive(sealed, setting).answer).rejects.toMatchObject({
				name: 'NodeOperationError',
			});
		},
	);
});

describe('deliveries to one process', () => {
	const started = async (deliveries: { answer: Promise<IWebhookResponseData> }[]) => {
		const answers = await Promise.all(deliveries.map(({ answer }) => answer));
		return answers.filter(({ workflowData }) => workflowData).length;
	};

	test('at the same moment start one execution, and those after it none', async () => {
		const setting = { nodeId: 'same' };
		const first = receive(sealed, setting);
		await first.answer;
		const others = [receive(sealed, setting), receive(sealed, setting)];
		first.response.answer(200);
		expect(await started([first, ...others, receive(sealed, setting)])).toBe(1);
	});

	test.each<[string, [number, boolean]]>([
		['n8n could not store the execution', [500, true]],
		['the sender went away before the answer', [200, false]],
	])('go through again when %s', async (_, answered) => {
		const setting = { nodeId: _ };
		const first = receive(sealed, setting);
		await first.answer;
		first.response.answer(...answered);
		expect(await started([receive(sealed, setting)])).toBe(1);
	});

	test('that overlap start one execution where a repeat is what was marked handled', async () => {
		const setting = { nodeId: 'overlap', repeats: 'handled' };
		const first = receive(sealed, setting);
		await first.answer;
		const twins = [receive(sealed, setting), receive(sealed, setting)];
		// Once one behind them has been taken in, they have been as well, and wait.
		const other = codec.sealNotify({ ...code, data: { ...code.data, code: '654321' } });
		expect(await receive(other, setting).answer).toHaveProperty('workflowData');
		first.response.answer(200);
		expect(await started([first, ...twins])).toBe(1);
	});

	test('that come after the answer start an execution each, until the notify is marked handled', async () => {
		const setting = { nodeId: 'later', repeats: 'handled' };
		for (let delivery = 1; delivery <= 2; delivery++) {
			const { answer, response } = receive(sealed, setting);
			expect(await answer).toHaveProperty('workflowData');
			response.answer(200);
		}
	});

	test('all start an execution while a person listens for a test event', async () => {
		const setting = { nodeId: 'm', mode: 'manual' };
		expect(await started([receive(sealed, setting), receive(sealed, setting)])).toBe(2);
	});
});
