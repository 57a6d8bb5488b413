import { describe, expect, test } from 'vitest';
import { ok, run } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const recharge = { ...card, amount: '16.00' };
const done = [ok({}), ok({})];

/** Recharges whose amount the form holds as `raw`; n8n would make `16.00` of it, whatever the incoming items hold. */
const amountFrom = (raw: string, ...incoming: unknown[]) =>
	run('bankcard.recharge', [recharge, recharge], done, { raw: { amount: raw }, incoming });

const amounts = (sent: { body: unknown }[]): string[] =>
	sent.map(({ body }) => /"amount":([\d.]+)/.exec(String(body))?.[1] ?? '');

describe('parameters', () => {
	test('what holds no expression is never evaluated', async () => {
		const { evaluations, output } = run('bankcard.recharge', [recharge, recharge], done);
		await output;
		expect(evaluations).toEqual({ resource: 1, operation: 1 });
	});

	test.each([
		['={{ $json.amount }}', { amount: '1.50' }],
		["={{$json['the amount']}}", { 'the amount': '1.50' }],
		['={{ $json["amount"] }}', { amount: 1.5 }],
		['={{ $json.of.card["1"] }}', { of: { card: { 1: '1.50' } } }],
	])('%s is read from the incoming item itself', async (raw, incoming) => {
		const { sent, evaluations, output } = amountFrom(raw, incoming, { ...incoming, more: 1 });
		await output;
		expect(amounts(sent).map(Number)).toEqual([1.5, 1.5]);
		expect(evaluations).not.toHaveProperty('amount');
	});

	test('each item gives its own value', async () => {
		const { sent, output } = amountFrom('={{ $json.a }}', { a: '1.50' }, { a: '2.50' });
		await output;
		expect(amounts(sent)).toEqual(['1.50', '2.50']);
	});

	test.each([
		['a calculation', '={{ $json.amount + 1 }}', { amount: 1.5 }],
		['text around it', '={{ $json.amount }} ', { amount: '1.50' }],
		['two expressions', '={{ $json.amount }}{{ $json.amount }}', { amount: '1.50' }],
		['a method', '={{ $json.amount.trim() }}', { amount: '1.50' }],
		['an optional step', '={{ $json?.amount }}', { amount: '1.50' }],
		['another node', '={{ $("Other").item.json.amount }}', { amount: '1.50' }],
		['a missing field', '={{ $json.amount }}', {}],
		['a missing item', '={{ $json.amount }}', undefined],
		['an object', '={{ $json.amount }}', { amount: { value: '1.50' } }],
		['null', '={{ $json.amount }}', { amount: null }],
		['a member of text', '={{ $json.amount.length }}', { amount: '1.50' }],
		['a member of a list', '={{ $json.amount["0"] }}', { amount: ['1.50'] }],
		['an inherited member', '={{ $json.toString }}', {}],
		[
			'a name that n8n forbids',
			'={{ $json["__proto__"].amount }}',
			JSON.parse('{"__proto__":{"amount":"1.50"}}'),
		],
		['text without an expression in it', '=1.50', {}],
	])('%s is left to n8n', async (_, raw, incoming) => {
		const { sent, evaluations, output } = amountFrom(raw, incoming, incoming);
		await output;
		expect(amounts(sent)).toEqual(['16.00', '16.00']);
		expect(evaluations).toHaveProperty('amount', 2);
	});

	test('what is wrong with the data n8n says itself', async () => {
		const incoming = [
			{
				get amount(): string {
					throw new Error('no data');
				},
			},
		];
		const { evaluations, output } = run('bankcard.recharge', [recharge], done, {
			raw: { amount: '={{ $json.amount }}' },
			incoming,
		});
		await output;
		expect(evaluations).toHaveProperty('amount', 1);
	});

	test('a collection is read whole: by n8n when one of its members is n8n’s to evaluate', async () => {
		const values = { fromTimestamp: 1767225600000, endTimestamp: 1767225600001 };
		const item = { ...card, additionalFields: values };
		const read = async (additionalFields: object) => {
			const settings = { raw: { additionalFields }, incoming: [{ from: 5, end: 6 }] };
			const { sent, output } = run('bankcard.transactions', [item], [ok([])], settings);
			await output;
			return String(sent[0]?.body);
		};
		const mapped = { fromTimestamp: '={{ $json.from }}', endTimestamp: '={{ $json.end }}' };
		expect(await read(mapped)).toContain('"endTimestamp":6,"fromTimestamp":5');
		expect(await read({ ...mapped, endTimestamp: '={{ $now }}' })).toContain(
			'"endTimestamp":1767225600001,"fromTimestamp":1767225600000',
		);
	});

	test('a card picked by an expression is read inside its locator', async () => {
		const userBankcardId = { __rl: true, mode: 'id', value: '={{ $json.card }}' };
		const { sent, output } = run('bankcard.balance', [card], [ok({ balance: '1' })], {
			raw: { userBankcardId },
			incoming: [{ card: 5 }],
		});
		await output;
		expect(sent[0]?.body).toBe('{"userBankcardId":5}');
	});
});
