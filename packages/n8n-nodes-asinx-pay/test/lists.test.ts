import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { listSearch } from '../nodes/AsinxPay/pick-lists';
import { not, ok, run, createContext } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const records = (from: number, count: number): object[] =>
	Array.from({ length: count }, (_, index) => ({ recordNo: `r${from + index}` }));
const pagesOf = (sent: { body: unknown }[]): unknown[] =>
	sent.map(({ body }) => (JSON.parse(String(body)) as { pageNum: number }).pageNum);

describe('lists', () => {
	test('Return All turns pages until one is not full', async () => {
		const answers = [ok(records(0, 10)), ok(records(10, 10)), ok(records(20, 3))];
		const { sent, output } = run('bankcard.transactions', [{ ...card, returnAll: true }], answers);
		expect(await output).toHaveLength(23);
		expect(pagesOf(sent)).toEqual([1, 2, 3]);
	});

	test('a limit is kept, and asks for no more pages than it needs', async () => {
		const answers = [ok(records(0, 10)), ok(records(10, 10))];
		const { sent, output } = run('bankcard.transactions', [{ ...card, limit: 16 }], answers);
		const found = await output;
		expect(found).toHaveLength(16);
		expect(found.at(-1)).toEqual({ json: { recordNo: 'r15' }, pairedItem: { item: 0 } });
		expect(pagesOf(sent)).toEqual([1, 2]);
	});

	test('a list without pages is cut to the limit', async () => {
		const products = [{ id: 1 }, { id: 2 }, { id: 3 }];
		const { sent, output } = run('bankcard.templateList', [{ limit: 2 }], [ok(products)]);
		expect((await output).map(({ json }) => json.id)).toEqual([1, 2]);
		expect(sent[0]?.body).toBe('{}');
	});
});

describe('the list of card products', () => {
	const products = [
		{ id: 101, title: 'Virtual Mastercard', bankCardType: 'MASTER', bankCardNature: 'VIRTUAL', ccy: 'USD', enable: true },
		{ id: 102, title: 'Visa', bankCardType: 'VISA', enable: true },
		{ id: 103, title: 'Gone', enable: false },
	];
	const search = async (filter: string | undefined, answer = ok(products)) => {
		const { context } = createContext('bankcard.apply', [], [answer]);
		const list = listSearch.list_bankcard_templateList;
		return await list?.call(context as unknown as ILoadOptionsFunctions, filter);
	};

	test('names products as people know them, without those that cannot be applied for', async () => {
		expect(await search(undefined)).toEqual({
			results: [
				{ name: 'Virtual Mastercard (MASTER, VIRTUAL, USD) · 101', value: 101 },
				{ name: 'Visa (VISA) · 102', value: 102 },
			],
		});
	});

	test('is searched in', async () => {
		expect((await search('visa'))?.results.map(({ value }) => value)).toEqual([102]);
		expect((await search('101'))?.results.map(({ value }) => value)).toEqual([101]);
	});

	test('says why it cannot be had', async () => {
		await expect(search('', not(200, 'closed'))).rejects.toThrow(/List Card Products was declined/);
	});

	test.each([
		['chosen', { __rl: true, mode: 'list', value: 102 }],
		['typed', { __rl: true, mode: 'id', value: ' 102 ' }],
		['an expression', 102],
	])('a product that is %s is sent', async (_, bankcardId) => {
		const { sent, output } = run('bankcard.apply', [{ uid: 'u1', bankcardId }], [ok({ userBankcardId: 1 })]);
		await output;
		expect(JSON.parse(String(sent.at(-1)?.body))).toMatchObject({ bankcardId: 102 });
	});
});
