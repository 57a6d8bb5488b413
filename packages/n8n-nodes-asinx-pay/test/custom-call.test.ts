import { describe, expect, test } from 'vitest';
import { createNode, not, ok, run, type Answer } from './run-node';

const item = { operation: 'customCall', path: '/new/thing', jsonBody: '{"b":1,"amount":16.00}' };

describe('Custom API Call', () => {
	test('signs, sends once, opens the reply and keeps every digit', async () => {
		const answer = ok({ value: '1.500', list: [1, 2] });
		const { sent, output } = run('customCall.customCall', [{ ...item, callUid: 'u1' }], [answer]);
		expect((await output)[0]?.json).toEqual({
			outcome: 'done',
			result: { value: '1.500', list: [1, 2] },
		});
		expect(sent).toEqual([{ path: '/new/thing', body: '{"amount":16.00,"b":1}', uId: 'u1' }]);
	});

	test('is offered by every resource', async () => {
		const { sent, output } = run('bankcard.customCall', [item], [ok()]);
		expect((await output)[0]?.json).toEqual({ outcome: 'done' });
		expect(sent).toHaveLength(1);
	});

	test.each<[string, Answer, object]>([
		['declined', not(212, 'no'), { outcome: 'declined', code: 212 }],
		['pending', not(99997, 'wait'), { outcome: 'unknown', why: 'pending' }],
		['refused', { status: 401, text: '' }, { outcome: 'declined', code: 0 }],
		['redirected', { status: 302, text: '' }, { outcome: 'unknown', why: 'redirected' }],
		['failing', { status: 500, text: '' }, { outcome: 'unknown', why: 'unreadable' }],
		['garbage', { text: '{}' }, { outcome: 'unknown', why: 'unreadable' }],
		['lost', { code: 'ECONNRESET' }, { outcome: 'unknown', why: 'lost' }],
	])('an answer that is %s ends as it must', async (_, answer, expected) => {
		const { output } = run('customCall.customCall', [item], [answer]);
		expect((await output)[0]?.json).toMatchObject(expected);
	});

	test('is not sent again by Retry On Fail', async () => {
		const answers = [ok({ id: 1 })];
		const node = createNode('customCall.customCall', [item], answers, { retryOnFail: true });
		const first = await node.run();
		expect(await node.run()).toEqual(first);
		expect(node.sent).toHaveLength(1);
	});

	test('masks what is a secret elsewhere, and what looks like a card number', async () => {
		const secret = {
			cards: [{ cardNo: '4111111111111111', cardCvv: '123' }],
			pan: '4111 1111 1111 1111',
		};
		const { output } = run('customCall.customCall', [item], [ok(secret)]);
		expect((await output)[0]?.json.result).toEqual({
			cards: [{ cardNo: '•••• 1111', cardCvv: '•••' }],
			pan: '•••• 1111',
		});
		const shown = { ...item, options: { showSecrets: true } };
		const { output: open } = run('customCall.customCall', [shown], [ok(secret)]);
		expect((await open)[0]?.json.result).toEqual(secret);
	});

	test.each([
		[{ path: 'new/thing' }, /Path must look like/],
		[{ path: '/../other' }, /Path must look like/],
		[{ path: 'https://elsewhere.example/x' }, /Path must look like/],
		[{ jsonBody: '[1]' }, /JSON Body must be one JSON object/],
		[{ jsonBody: '{"a":1,"a":2}' }, /JSON Body must be one JSON object/],
		[{ jsonBody: { amount: 1e21 } }, /JSON Body/],
	])('sends nothing for %j', async (parameters, message) => {
		const { sent, output } = run('customCall.customCall', [{ ...item, ...parameters }], []);
		await expect(output).rejects.toThrow(message);
		expect(sent).toEqual([]);
	});
});
