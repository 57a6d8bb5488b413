import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { AsinxPay } from '../nodes/AsinxPay/AsinxPay.node';
import { endpointKeys, endpointOf } from '../nodes/shared/core';
import { not, ok, run } from './run-node';

const card = { uid: 'u1', userBankcardId: 137 };
const recharge = { ...card, amount: '16.00' };
const type = 'asinxPayTool';

describe('as a tool of an AI agent', () => {
	test('reads work', async () => {
		const { output } = run('bankcard.balance', [card], [ok({ balance: '1' })], { type });
		expect((await output)[0]?.json).toEqual({ balance: '1' });
	});

	test.each(['bankcard.recharge', 'customCall.customCall'])('%s is off', async (key) => {
		const { sent, output } = run(key, [recharge], [], { type });
		expect((await output)[0]?.json).toMatchObject({
			error: expect.stringMatching(/is switched off for AI agents/) as string,
			details: { advice: expect.stringMatching(/^Nothing was sent/) as string },
		});
		expect(sent).toEqual([]);
	});

	test('money moves where a person has allowed it', async () => {
		const item = { ...recharge, allowMoneyOperations: true };
		const { output } = run('bankcard.recharge', [item], [ok({})], { type });
		expect((await output)[0]?.json).toMatchObject({ outcome: 'done' });
	});

	test('an agent is told what went wrong, because n8n would tell it nothing', async () => {
		const missing = run('bankcard.balance', [{ ...card, uid: '' }], [], { type });
		expect((await missing.output)[0]?.json).toMatchObject({
			error: 'User ID is required [item 0]',
			details: { code: 'invalid_input' },
		});
		const declined = run('bankcard.balance', [card], [not(200, 'no such card')], { type });
		expect((await declined.output)[0]?.json).toMatchObject({
			error: 'Get Card Balance was declined with code 200: no such card [item 0]',
		});
	});

	test('the switch means nothing to the node itself', async () => {
		const { output } = run('bankcard.recharge', [recharge], [ok({})]);
		expect((await output)[0]?.json).toMatchObject({ outcome: 'done' });
	});

	test('documents that may have arrived are an outcome, since an agent would send them again', async () => {
		const { output } = run('user.setUserInfo', [{ uid: 'u1' }], [not(200, 'no')], { type });
		expect((await output)[0]?.json).toMatchObject({ outcome: 'declined', code: 200 });
	});

	test('n8n keeps the operation of the node, and lets an agent have only what is offered to it', () => {
		const kept = (type: string, parameters: INodeParameters): unknown => {
			const description = { ...new AsinxPay().description, name: type };
			const all = NodeHelpers.getNodeParameters(
				description.properties,
				parameters,
				true,
				false,
				{ typeVersion: 1 },
				description,
			);
			return all?.operation;
		};
		const recharge = { resource: 'bankcard', operation: 'recharge' };
		expect(kept('asinxPay', recharge)).toBe('recharge');
		expect(kept('asinxPayTool', { ...recharge, allowMoneyOperations: true })).toBe('recharge');
		expect(kept('asinxPayTool', { resource: 'bankcard', operation: 'balance' })).toBe('balance');
	});

	test('what is offered while the switch is off moves no money', () => {
		const lists = new AsinxPay().description.properties.filter(
			({ name, displayOptions: { show = {} } = {} }) => name === 'operation' && show['@tool'],
		);
		const offered = lists.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => `${displayOptions?.show?.resource?.[0]}.${'value' in option && option.value}`),
		);
		const moving = endpointKeys.filter((key) => endpointOf(key).effect === 'once');
		const harmless = endpointKeys.filter((key) => endpointOf(key).effect !== 'once');
		expect(offered).toEqual(expect.arrayContaining(harmless));
		expect(offered.filter((key) => moving.includes(key as never))).toEqual([]);
	});
});
