import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { execute } from '../nodes/AsinxPay/execute';
import { parseExact } from '../nodes/shared/core';
import { signRequest } from '../nodes/shared/sign-request';
import { codec, credentials } from './demo-merchant';

type Answer = { status?: number; text: string } | { code: string };
type Parameters = Record<string, unknown>;

const node = {
	id: 'n1',
	name: 'ASINX PAY',
	type: 'n8n-nodes-asinx-pay.asinxPay',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

interface Sent {
	path: string;
	body: unknown;
	uId: unknown;
}

/** n8n as the node sees it: one answer per request, signed and checked on the way. */
function run(key: string, items: Parameters[], answers: Answer[], continueOnFail = false) {
	const [resource, operation] = key.split('.');
	const sent: Sent[] = [];
	const context = {
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number, fallback?: unknown) =>
			({ resource, operation, ...items[index] })[name] ?? fallback,
		getCredentials: async () => credentials,
		getNode: () => node,
		getTimezone: () => 'Asia/Hong_Kong',
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => continueOnFail,
		helpers: {
			async httpRequestWithAuthentication(name: string, options: IHttpRequestOptions) {
				const request = signRequest(credentials, options);
				const path = String(request.url).slice(String(credentials.baseUrl).length);
				const { sign, uId } = request.headers ?? {};
				codec.openRequest({ path, body: String(request.body), sign: String(sign) });
				sent.push({ path, body: String(request.body), uId });
				const answer = answers[sent.length - 1];
				if (!answer) throw new Error(`No answer for request ${sent.length} of ${name}`);
				if ('code' in answer) {
					const cause = Object.assign(new Error('socket'), { code: answer.code });
					throw new NodeApiError(node, cause as never);
				}
				return { statusCode: answer.status ?? 200, headers: {}, body: answer.text };
			},
		},
	};
	return { sent, output: execute.call(context as unknown as IExecuteFunctions) };
}

const ok = (result?: unknown): Answer => ({
	text: codec.sealReply({ success: true, code: 1, message: 'SUCCESS', result }),
});
const not = (code: number, message: string, result?: unknown): Answer => ({
	text: codec.sealReply({ success: false, code, message, result }),
});
const recharge = { uid: 'u1', userBankcardId: 137, amount: '16.00' };

describe('calls', () => {
	test('sends amounts digit for digit and puts the outcome out', async () => {
		const { sent, output } = run('bankcard.recharge', [recharge], [ok({ requestOrderId: 'LM1' })]);
		expect((await output)[0]).toMatchObject([
			{
				json: {
					outcome: 'done',
					result: { requestOrderId: 'LM1' },
					reference: { endpoint: 'bankcard.recharge', requestOrderId: 'LM1', amount: '16.00' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(sent).toEqual([
			{ path: '/bankcard/recharge', body: '{"amount":16.00,"userBankcardId":137}', uId: 'u1' },
		]);
	});

	test('takes what expressions yield: numbers for text and amounts, text for numbers', async () => {
		const item = { uid: 'u1', userBankcardId: '137', amount: 16.5 };
		const { sent, output } = run('bankcard.recharge', [item], [ok({})]);
		await output;
		expect(sent[0]?.body).toBe('{"amount":16.5,"userBankcardId":137}');
	});

	test('reads times in the zone of the workflow', async () => {
		const additionalFields = { fromTimestamp: '2026-01-01T08:00:00', endTimestamp: 1767225600001 };
		const item = { uid: 'u1', userBankcardId: 137, additionalFields };
		const { sent, output } = run('bankcard.transactions', [item], [ok([])]);
		expect(await output).toEqual([[]]);
		expect(parseExact(String(sent[0]?.body))).toEqual(
			parseExact(
				'{"endTimestamp":1767225600001,"fromTimestamp":1767225600000,"userBankcardId":137}',
			),
		);
	});

	test('puts one item out per record, times in ISO 8601', async () => {
		const records = [{ recordNo: 'a', occurTime: 1690940850000 }, { recordNo: 'b' }];
		const item = { uid: 'u1', userBankcardId: 137 };
		const { output } = run('bankcard.transactions', [item], [ok(records)]);
		expect(await output).toEqual([
			[
				{
					json: { recordNo: 'a', occurTime: '2023-08-02T01:47:30.000Z' },
					pairedItem: { item: 0 },
				},
				{ json: { recordNo: 'b' }, pairedItem: { item: 0 } },
			],
		]);
	});

	test('masks card number and CVV, and drops what no row describes', async () => {
		const card = { cardNo: '1111112826444128', cardCvv: '195', userBankCardStatus: 'ACTIVE' };
		const item = { uid: 'u1', userBankcardId: 137 };
		const { output } = run('bankcard.cardInfo', [item], [ok({ ...card, pan2: '4111' })]);
		expect((await output)[0]?.[0]?.json).toEqual({
			cardNo: '•••• 4128',
			cardCvv: '•••',
			userBankCardStatus: 'ACTIVE',
		});
	});

	test('a read is tried again, and a decline says what to do', async () => {
		const item = { uid: 'u1', userBankcardId: 137 };
		const again = run(
			'bankcard.balance',
			[item],
			[{ code: 'ECONNRESET' }, ok({ balance: '1.50' })],
		);
		expect((await again.output)[0]?.[0]?.json).toEqual({ balance: '1.50' });
		const { output } = run('bankcard.balance', [item], [not(200, 'card not found')]);
		await expect(output).rejects.toMatchObject({
			message: 'Get Card Balance was declined with code 200: card not found',
			context: { itemIndex: 0 },
		});
	});

	test('names wrong fields by their labels and sends nothing, not even for other items', async () => {
		const { sent, output } = run(
			'bankcard.recharge',
			[recharge, { ...recharge, amount: '-1' }],
			[],
		);
		await expect(output).rejects.toMatchObject({
			message: expect.stringMatching(/^Amount must be a positive amount/) as string,
			context: { itemIndex: 1 },
		});
		expect(sent).toEqual([]);
	});

	test('with Continue On Fail only the message goes to the next node', async () => {
		const items = [{ ...recharge, amount: '' }, recharge];
		const { output } = run('bankcard.recharge', items, [ok({})], true);
		const [first, second] = (await output)[0] ?? [];
		expect(first).toEqual({ json: { error: 'Amount is required' }, pairedItem: { item: 0 } });
		expect(second).toMatchObject({ json: { outcome: 'done' }, pairedItem: { item: 1 } });
	});
});

describe('calls that must not happen twice', () => {
	test.each<[string, Answer, object]>([
		['code 99997', not(99997, 'wait', { requestOrderId: 'LM9' }), { why: 'pending' }],
		['a broken connection', { code: 'ECONNRESET' }, { why: 'lost' }],
		['no answer in time', { code: 'ECONNABORTED' }, { why: 'lost' }],
		['HTTP 502', { status: 502, text: '<html>' }, { why: 'unreadable' }],
		['a redirect', { status: 307, text: '' }, { why: 'redirected' }],
	])('%s is sent once and put out as unknown', async (_, answer, expected) => {
		const { sent, output } = run('bankcard.recharge', [recharge], [answer]);
		expect((await output)[0]?.[0]?.json).toMatchObject({ outcome: 'unknown', ...expected });
		expect(sent).toHaveLength(1);
	});

	test('a decline is an outcome', async () => {
		const { output } = run(
			'bankcard.recharge',
			[recharge],
			[not(212, 'Account balance not enough')],
		);
		expect((await output)[0]?.[0]?.json).toMatchObject({ outcome: 'declined', code: 212 });
	});

	test('a refused connection throws while nothing has left', async () => {
		const { output } = run('bankcard.recharge', [recharge], [{ code: 'ECONNREFUSED' }]);
		await expect(output).rejects.toMatchObject({
			description: 'Nothing reached the API; it is safe to call again.',
		});
	});

	test('a refused connection is an outcome once another item has left', async () => {
		const answers: Answer[] = [ok({}), { code: 'ECONNREFUSED' }, ok({})];
		const { sent, output } = run('bankcard.recharge', [recharge, recharge, recharge], answers);
		expect((await output)[0]?.map(({ json }) => json.outcome)).toEqual([
			'done',
			'not_sent',
			'done',
		]);
		expect(sent).toHaveLength(3);
	});
});
