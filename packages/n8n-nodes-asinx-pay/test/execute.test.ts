import { describe, expect, test } from 'vitest';
import { parseExact } from '../nodes/shared/core';
import { not, ok, run, type Answer } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const recharge = { ...card, amount: '16.00' };

describe('what is sent', () => {
	test('amounts go digit for digit', async () => {
		const { sent, output } = run('bankcard.recharge', [recharge], [ok({ requestOrderId: 'LM1' })]);
		expect(await output).toMatchObject([
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

	test('what expressions yield is taken: numbers for text and amounts, text for numbers', async () => {
		const item = { uid: 'u1', userBankcardId: '137', amount: 16.5 };
		const { sent, output } = run('bankcard.recharge', [item], [ok({})]);
		await output;
		expect(sent[0]?.body).toBe('{"amount":16.5,"userBankcardId":137}');
	});

	test('times are read in the zone of the workflow', async () => {
		const additionalFields = { fromTimestamp: '2026-01-01T08:00:00', endTimestamp: 1767225600001 };
		const { sent, output } = run(
			'bankcard.transactions',
			[{ ...card, additionalFields }],
			[ok([])],
		);
		expect(await output).toEqual([]);
		expect(parseExact(String(sent[0]?.body))).toMatchObject(
			parseExact(
				'{"endTimestamp":1767225600001,"fromTimestamp":1767225600000,"userBankcardId":137}',
			) as object,
		);
	});
});

describe('what is put out', () => {
	const records = [
		{ recordNo: 'a', occurTime: 1690940850000, localCurrencyAmt: '-24.270' },
		{ recordNo: 'b' },
	];

	test('one item per record, times in ISO 8601, amounts as they came', async () => {
		const { output } = run('bankcard.transactions', [card], [ok(records)]);
		expect(await output).toEqual([
			{
				json: { recordNo: 'a', occurTime: '2023-08-02T01:47:30.000Z', localCurrencyAmt: '-24.270' },
				pairedItem: { item: 0 },
			},
			{ json: { recordNo: 'b' }, pairedItem: { item: 0 } },
		]);
	});

	test('amounts as numbers and times as milliseconds when that is asked for', async () => {
		const options = { amountsAs: 'number', timesAs: 'ms' };
		const { output } = run('bankcard.transactions', [{ ...card, options }], [ok(records)]);
		expect((await output)[0]?.json).toEqual({
			recordNo: 'a',
			occurTime: 1690940850000,
			localCurrencyAmt: -24.27,
		});
	});

	const details = {
		cardNo: '1111112826444128',
		cardCvv: '195',
		userBankCardStatus: 'ACTIVE',
		pan2: '4111',
	};

	test.each([
		[
			'masked, and without what no row describes',
			{},
			{ cardNo: '•••• 4128', cardCvv: '•••', userBankCardStatus: 'ACTIVE' },
		],
		[
			'in full when that is asked for',
			{ options: { showSecrets: true } },
			{ cardNo: '1111112826444128', cardCvv: '195', userBankCardStatus: 'ACTIVE' },
		],
		[
			'raw: every member, what no row describes masked like a secret',
			{ simplify: false },
			{ cardNo: '•••• 4128', cardCvv: '•••', userBankCardStatus: 'ACTIVE', pan2: '•••' },
		],
		['raw and in full', { simplify: false, options: { showSecrets: true } }, details],
	])('a card %s', async (_, parameters, expected) => {
		const { output } = run('bankcard.cardInfo', [{ ...card, ...parameters }], [ok(details)]);
		expect((await output)[0]?.json).toEqual(expected);
	});

	test('an endpoint that answers with nothing says that it succeeded', async () => {
		const { output } = run('bankcard.setPin', [{ ...card, pin: '123456' }], [ok()]);
		expect(await output).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
	});
});

describe('failures', () => {
	test('a read is tried again, and a decline says what to do and to which item', async () => {
		const again = run(
			'bankcard.balance',
			[card],
			[{ code: 'ECONNRESET' }, ok({ balance: '1.50' })],
		);
		expect((await again.output)[0]?.json).toEqual({ balance: '1.50' });
		const { output } = run('bankcard.balance', [card], [not(200, 'card not found')]);
		await expect(output).rejects.toMatchObject({
			message: 'Get Card Balance was declined with code 200: card not found [item 0]',
			httpCode: '200',
			context: { itemIndex: 0, details: { code: 'declined', vendorCode: 200 } },
		});
	});

	test('wrong fields are named by their labels, and nothing is sent, not even for other items', async () => {
		const items = [recharge, { ...recharge, amount: '-1' }];
		const { sent, output } = run('bankcard.recharge', items, []);
		await expect(output).rejects.toMatchObject({
			message: expect.stringMatching(/^Amount must be a positive amount.*\[item 1]$/) as string,
			context: { itemIndex: 1 },
		});
		expect(sent).toEqual([]);
	});

	test('with Continue On Fail each item has its answer, and the failed one says what to do', async () => {
		const items = [recharge, { ...recharge, amount: '' }, recharge];
		const { output } = run('bankcard.recharge', items, [ok({}), ok({})], { continueOnFail: true });
		const [first, second, third] = await output;
		expect(first).toMatchObject({ json: { outcome: 'done' }, pairedItem: { item: 0 } });
		expect(second).toEqual({
			json: {
				error: 'Amount is required [item 1]',
				details: {
					code: 'invalid_input',
					advice: 'Correct the fields named above; nothing was sent.',
				},
			},
			pairedItem: { item: 1 },
		});
		expect(third).toMatchObject({ json: { outcome: 'done' }, pairedItem: { item: 2 } });
	});

	test("a decline of a read carries the vendor's code in its details", async () => {
		const answers: Answer[] = [not(2, 'bad card'), ok({ balance: '1' })];
		const options = { concurrency: 1 };
		const items = [
			{ ...card, options },
			{ ...card, userBankcardId: 138 },
		];
		const { output } = run('bankcard.balance', items, answers, { continueOnFail: true });
		expect(await output).toMatchObject([
			{ json: { details: { code: 'declined', vendorCode: 2, vendorMessage: 'bad card' } } },
			{ json: { balance: '1' }, pairedItem: { item: 1 } },
		]);
	});
});
