import { describe, expect, test } from 'vitest';
import { isAllowed, unreadableEntries } from '../nodes/AsinxPayTrigger/addresses';
import { isWanted, readFilters } from '../nodes/AsinxPayTrigger/filters';
import type { NotifyType } from '../nodes/shared/core';

const transaction = (members: object): [NotifyType, unknown] => [
	'TRANSACTION_CREATED',
	{ userBankcardId: 145, transaction: { recordNo: 'r', ...members } },
];
const recharge: [NotifyType, unknown] = [
	'CARD_RECHARGE_RESULT',
	{ userBankcardId: 137, amount: '100.000', status: 'SUCCESS' },
];
const deposit: [NotifyType, unknown] = [
	'COIN_RECHARGE_RESULT',
	{ uid: 'u1', orderNo: 'o', status: 'FAILED', amount: '20' },
];

describe('filters', () => {
	test.each<[string, object, [NotifyType, unknown], boolean]>([
		['no filter', {}, recharge, true],
		['a card that is listed', { cards: '12, 137' }, recharge, true],
		['another card', { cards: '13' }, recharge, false],
		['a card as a number from an expression', { cards: 137 }, recharge, true],
		['a card, where the notify has none', { cards: '13' }, deposit, true],
		['a user that is listed', { users: 'u1 u2' }, deposit, true],
		['another user', { users: 'u2' }, deposit, false],
		['a user, where the notify has none', { users: 'u2' }, recharge, true],
		['a status', { statuses: ['SUCCESS'] }, recharge, true],
		['another status', { statuses: ['FAILED'] }, recharge, false],
		[
			'a status in other letters',
			{ statuses: ['DECLINED'] },
			transaction({ transStatus: 'declined' }),
			true,
		],
		[
			'another status inside',
			{ statuses: ['DECLINED'] },
			transaction({ transStatus: 'posted' }),
			false,
		],
		['the least amount', { minimumAmount: '100' }, recharge, true],
		['an amount below', { minimumAmount: '100.000000000000000001' }, recharge, false],
		[
			'an amount that leaves the card',
			{ minimumAmount: 24.27 },
			transaction({ localCurrencyAmt: '-24.27' }),
			true,
		],
		['an amount that is not told', { minimumAmount: '5' }, transaction({}), true],
		[
			'one that fits and one that does not',
			{ cards: '137', users: 'u9', statuses: ['FAILED'] },
			recharge,
			false,
		],
	])('%s', (_, filters, [type, data], wanted) => {
		expect(isWanted(readFilters(filters as never), type, data)).toBe(wanted);
	});

	test('a minimum that is not an amount is refused', () => {
		expect(() => readFilters({ minimumAmount: 'ten' })).toThrow(/12\.50/);
	});
});

describe('allowed addresses', () => {
	test.each<[string, string | undefined, boolean]>([
		['', '203.0.113.7', true],
		['', undefined, true],
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.7', '::ffff:203.0.113.7', true],
		['203.0.113.7', '203.0.113.70', false],
		['198.51.100.0/24, 203.0.113.7', '198.51.100.9', true],
		['198.51.100.0/24', '198.51.101.9', false],
		['2001:db8::/32', '2001:db8:1::5', true],
		['2001:db8::1', '2001:0db8:0:0::1', true],
		['2001:db8::/32', '203.0.113.7', false],
		['203.0.113.7', undefined, false],
		['203.0.113.7, nonsense', '203.0.113.7', false],
	])('"%s" and %s', (list, address, allowed) => {
		expect(isAllowed(list, address)).toBe(allowed);
	});

	test('names the entries that can not be read', () => {
		expect(unreadableEntries('203.0.113.7 203.0.113.0/33, x;2001:db8::/32')).toEqual([
			'203.0.113.0/33',
			'x',
		]);
	});
});
