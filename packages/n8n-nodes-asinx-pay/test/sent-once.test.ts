import { describe, expect, test } from 'vitest';
import { createNode, not, ok, run, type Answer } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const recharge = { ...card, amount: '16.00' };
const states = (output: { json: object }[]): unknown[] =>
	output.map(({ json }) => (json as { outcome?: string }).outcome);

describe('how a call that is sent once ends', () => {
	test.each<[string, Answer, object]>([
		['code 99997', not(99997, 'wait', { requestOrderId: 'LM9' }), { why: 'pending', code: 99997 }],
		['a broken connection', { code: 'ECONNRESET' }, { why: 'lost' }],
		['no answer in time', { code: 'ECONNABORTED' }, { why: 'lost' }],
		['HTTP 502', { status: 502, text: '<html>' }, { why: 'unreadable' }],
		['a redirect', { status: 307, text: '' }, { why: 'redirected' }],
	])('%s is sent once and put out as unknown', async (_, answer, expected) => {
		const { sent, output } = run('bankcard.recharge', [recharge], [answer]);
		expect((await output)[0]?.json).toMatchObject({ outcome: 'unknown', ...expected });
		expect((await output)[0]?.json).not.toHaveProperty('error');
		expect(sent).toHaveLength(1);
	});

	test.each<[string, string, Record<string, unknown>, Answer, RegExp]>([
		['with an order', 'recharge', recharge, not(99997, 'wait', { requestOrderId: 'LM9' }), /Get Card Order tells/],
		['without one', 'recharge', recharge, { code: 'ECONNRESET' }, /What tells: The card's balance/],
		['of a card', 'close', card, { code: 'ECONNRESET' }, /What tells: The status of the card\.$/],
	])('an unknown call %s says what tells how it ended', async (_, name, item, answer, tells) => {
		const { output } = run(`bankcard.${name}`, [item], [answer]);
		const { advice, message } = (await output)[0]?.json ?? {};
		expect(advice).toMatch(/^Do not send it again; until you know how it ended/);
		expect(advice).toMatch(tells);
		expect(message).not.toContain('bankcard.');
	});

	test('an answer that is not there in time says how long that was', async () => {
		const item = { ...recharge, options: { timeout: 1500 } };
		const { output } = run('bankcard.recharge', [item], [{ code: 'ECONNABORTED' }]);
		expect((await output)[0]?.json).toMatchObject({ message: 'No complete answer came within 1500 ms.' });
	});

	test('a decline is an outcome with code and advice', async () => {
		const { output } = run('bankcard.recharge', [recharge], [not(212, 'not enough')]);
		expect((await output)[0]?.json).toMatchObject({
			outcome: 'declined',
			code: 212,
			advice: 'Top up the merchant account, then start a new call.',
			reference: { amount: '16.00' },
		});
	});

	test('a decline is an error where that is asked for', async () => {
		const item = { ...recharge, options: { declinedIsError: true } };
		const answers = [not(212, 'not enough')];
		await expect(run('bankcard.recharge', [item], answers).output).rejects.toMatchObject({
			message: 'Recharge Card was declined with code 212: not enough [item 0]',
			httpCode: '212',
		});
		const { output } = run('bankcard.recharge', [item], answers, { continueOnFail: true });
		expect((await output)[0]?.json).toMatchObject({
			details: { code: 'declined', vendorCode: 212, reference: { amount: '16.00' } },
		});
	});

	test('waiting asks for the order and never sends again', async () => {
		const item = { ...recharge, options: { waitForResult: 5 } };
		const { sent, output } = run(
			'bankcard.recharge',
			[item],
			[
				not(99997, 'wait', { requestOrderId: 'LM9' }),
				ok({ requestOrderId: 'LM9', status: 'SUCCESS', amount: '16.00' }),
			],
		);
		expect((await output)[0]?.json).toMatchObject({ outcome: 'done' });
		expect(sent.map(({ path }) => path)).toEqual(['/bankcard/recharge', '/bankcard/cardOrderInfo']);
	});

	test('documents that are declined, or may have arrived, are an error', async () => {
		const item = { uid: 'u1', additionalFields: { firstName: 'Ming' } };
		await expect(run('user.setUserInfo', [item], [not(200, 'no')]).output).rejects.toMatchObject({
			message: 'Submit User Information was declined with code 200: no [item 0]',
		});
		const { sent, output } = run('user.setUserInfo', [item], [{ code: 'ECONNRESET' }]);
		await expect(output).rejects.toMatchObject({
			message:
				'Submit User Information: nobody can say yet whether it took effect. No complete answer came (ECONNRESET). [item 0]',
			context: { details: { code: 'unknown' } },
		});
		await expect(output).rejects.not.toHaveProperty('context.details.vendorMessage');
		expect(sent).toHaveLength(1);
	});
});

describe('a call that did not leave', () => {
	const refused: Answer = { code: 'ECONNREFUSED' };

	test('is an error while nothing has left', async () => {
		const { output } = run('bankcard.recharge', [recharge], [refused]);
		await expect(output).rejects.toMatchObject({
			description: 'Nothing reached the API; it is safe to call again.',
		});
	});

	test('is an outcome once another item has left, so that nothing is lost', async () => {
		const items = [recharge, recharge, recharge];
		const { sent, output } = run('bankcard.recharge', items, [ok({}), refused, ok({})]);
		expect(states(await output)).toEqual(['done', 'not_sent', 'done']);
		expect(sent).toHaveLength(3);
	});
});

describe('Retry On Fail', () => {
	const refused: Answer = { code: 'ECONNREFUSED' };

	test('sends what has not left, and nothing that has', async () => {
		const items = [
			{ ...recharge, userBankcardId: 1, amount: '1' },
			{ ...recharge, userBankcardId: 2, amount: '2' },
			{ ...recharge, userBankcardId: 3, amount: '3' },
		];
		const answers = [ok({}), refused, not(99997, 'wait'), ok({})];
		const node = createNode('bankcard.recharge', items, answers, { retryOnFail: true });
		await expect(node.run()).rejects.toThrow(/not sent/);
		expect(states(await node.run())).toEqual(['done', 'done', 'unknown']);
		expect(node.sent.map(({ body }) => JSON.parse(String(body)).amount)).toEqual([1, 2, 3, 2]);
	});

	test('loses nothing when its last try fails as well', async () => {
		const answers = [ok({}), refused, refused];
		const settings = { retryOnFail: true, maxTries: 2 };
		const node = createNode('bankcard.recharge', [recharge, recharge], answers, settings);
		await expect(node.run()).rejects.toThrow();
		expect(states(await node.run())).toEqual(['done', 'not_sent']);
		expect(node.sent).toHaveLength(3);
	});

	test('a declined error stays what it was and is not sent again', async () => {
		const item = { ...recharge, options: { declinedIsError: true } };
		const node = createNode('bankcard.recharge', [item], [not(212, 'no')], { retryOnFail: true });
		await expect(node.run()).rejects.toThrow(/212/);
		await expect(node.run()).rejects.toThrow(/212/);
		expect(node.sent).toHaveLength(1);
	});

	test('a call that left before the node broke off is unknown afterwards', async () => {
		const contextData = {
			asinxPaySent: {
				'7:0': { tries: 1, items: { 0: { intent: { endpoint: 'bankcard.recharge' } } } },
			},
		};
		const { sent, output } = run('bankcard.recharge', [recharge], [], { contextData });
		expect((await output)[0]?.json).toMatchObject({ outcome: 'unknown', why: 'lost' });
		expect(sent).toEqual([]);
	});

	test('the next round of a loop and a new execution are new payments', async () => {
		const contextData = {};
		const rounds = [
			{ contextData, runIndex: 0 },
			{ contextData, runIndex: 1 },
			{ contextData, runIndex: 1, executionId: '8' },
		];
		for (const settings of rounds) {
			const { sent, output } = run('bankcard.recharge', [recharge], [ok({})], settings);
			expect(states(await output)).toEqual(['done']);
			expect(sent).toHaveLength(1);
		}
	});

	test('what is kept survives being written as JSON', async () => {
		const node = createNode('bankcard.recharge', [recharge], [ok({ requestOrderId: 'LM1' })]);
		const output = await node.run();
		const contextData = JSON.parse(JSON.stringify(node.contextData)) as Record<string, unknown>;
		const { sent, output: again } = run('bankcard.recharge', [recharge], [], { contextData });
		expect(await again).toEqual(output);
		expect(sent).toEqual([]);
	});
});
