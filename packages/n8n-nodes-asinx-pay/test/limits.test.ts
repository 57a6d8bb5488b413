import { describe, expect, test } from 'vitest';
import { not, ok, run, type Answer } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const recharge = (amount: string, options: object = {}): Record<string, unknown> => ({
	...card,
	amount,
	options: { concurrency: 1, ...options },
});
const pay = (items: Record<string, unknown>[], answers: Answer[], settings: object = {}) =>
	run('bankcard.recharge', items, answers, { continueOnFail: true, ...settings });
const ends = (output: { json: Record<string, unknown> }[]): unknown[] =>
	output.map(({ json }) => json.outcome ?? (json.details as { code: string }).code);

describe('limits', () => {
	test.each([
		['of the node', { largestRecharge: '10' }, {}],
		['of the credential', {}, { largestRecharge: '10.00' }],
	])('%s: what is above the largest amount is not sent', async (_, options, limits) => {
		const credentials = { baseUrl: `https://limits-${Object.keys(limits).length}.example/api`, ...limits };
		const items = [recharge('10.01', options), recharge('10.00', options)];
		const { sent, output } = pay(items, [ok({})], { credentials });
		expect(ends(await output)).toEqual(['limit_exceeded', 'done']);
		expect(sent).toHaveLength(1);
	});

	test('of the node: the total of a day outlives the execution, and declined amounts are given back', async () => {
		const staticData = {};
		const options = { rechargePerDay: '10' };
		const first = pay([recharge('6', options), recharge('4', options)], [ok({}), not(212, 'no')], { staticData });
		expect(ends(await first.output)).toEqual(['done', 'declined']);
		const kept = JSON.parse(JSON.stringify(staticData)) as object;
		const second = pay([recharge('5', options), recharge('4', options)], [ok({})], { staticData: kept });
		expect(ends(await second.output)).toEqual(['limit_exceeded', 'done']);
	});

	test('of the credential: the total of a day holds for all nodes of a process', async () => {
		const credentials = { baseUrl: 'https://per-day.example/api', rechargePerDay: '10' };
		expect(ends(await pay([recharge('6')], [ok({})], { credentials }).output)).toEqual(['done']);
		const { sent, output } = pay([recharge('5')], [], { credentials });
		expect(ends(await output)).toEqual(['limit_exceeded']);
		expect(sent).toEqual([]);
	});

	test('a limit that is no amount is refused, not ignored', async () => {
		const { output } = pay([recharge('1', { largestRecharge: 'ten' })], []);
		expect(ends(await output)).toEqual(['invalid_input']);
	});

	test('Custom API Call is no way around them', async () => {
		const call = { path: '/bankcard/recharge', jsonBody: '{"userBankcardId":137,"amount":1}' };
		const { sent, output } = run('customCall.customCall', [call], []);
		await expect(output).rejects.toThrow('Use Recharge Card for this path');
		expect(sent).toEqual([]);
	});
});

describe('a card with an open recharge', () => {
	const pending = not(99997, 'wait', { requestOrderId: 'LM9' });
	const order = (status: string): Answer => ok({ requestOrderId: 'LM9', status, amount: '6.00' });

	test('takes no second one while the first is unknown', async () => {
		const { sent, output } = pay([recharge('6.00'), recharge('6.00')], [pending, order('PROCESSING')]);
		expect(ends(await output)).toEqual(['unknown', 'outcome_open']);
		expect(sent.map(({ path }) => path)).toEqual(['/bankcard/recharge', '/bankcard/cardOrderInfo']);
	});

	test('takes one as soon as the API says how the first ended', async () => {
		const { output } = pay([recharge('6.00'), recharge('7.00')], [pending, order('SUCCESS'), ok({})]);
		expect(ends(await output)).toEqual(['unknown', 'done']);
	});

	test('takes one when a person has decided so', async () => {
		const answers = [pending, order('PROCESSING'), ok({})];
		const { output } = pay([recharge('6.00'), recharge('7.00', { evenIfOpen: true })], answers);
		expect(ends(await output)).toEqual(['unknown', 'done']);
	});
});
