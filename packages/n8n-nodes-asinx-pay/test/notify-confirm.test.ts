import { describe, expect, test } from 'vitest';
import { showNotify } from '../nodes/shared/show-notify';
import { codec } from './demo-merchant';
import { not, ok, run } from './run-node';

const transaction = {
	recordNo: 'r1',
	occurTime: 1691249025085,
	localCurrencyAmt: '-24.27',
	transStatus: 'APPROVED',
};
const sealed = (data: object): string =>
	codec.sealNotify({ type: 'TRANSACTION_CREATED', uniqueNo: 'n-1', data });
const raw = sealed({ userBankcardId: 137, transaction, cardNo: '4242424242413691' });
const shown = showNotify(codec.openNotify(raw));
const listed = [{ ...transaction, localCurrency: 'USD', id: 1 }];

describe('Confirm', () => {
	test.each([
		['a raw notify', raw],
		['a raw notify that n8n has parsed', JSON.parse(raw) as unknown],
		['an item of the trigger', shown],
		['an item of the trigger as text', JSON.stringify(shown)],
	])('asks the API about %s', async (_, notify) => {
		const { sent, output } = run('notify.confirm', [{ notify, uid: 'u1' }], [ok(listed), ok([])]);
		const [item] = await output;
		expect(item?.json).toMatchObject({
			type: 'TRANSACTION_CREATED',
			authentic: false,
			digest: shown.digest,
			data: { transaction: { occurTime: '2023-08-05T15:23:45.085Z' } },
			confirmation: 'confirmed',
			why: 'agrees',
			agreed: expect.arrayContaining(['transaction.localCurrencyAmt']) as unknown,
			differs: [],
		});
		expect(sent[0]).toMatchObject({ path: '/bankcard/transactions', uId: 'u1' });
		expect(sent[0]?.body).toContain('"fromTimestamp":1691162625085');
	});

	test('says where the API tells otherwise', async () => {
		const other = [{ ...listed[0], localCurrencyAmt: '-2427' }];
		const { output } = run('notify.confirm', [{ notify: shown, uid: 'u1' }], [ok(other), ok([])]);
		expect((await output)[0]?.json).toMatchObject({
			confirmation: 'contradicted',
			differs: ['transaction.localCurrencyAmt'],
		});
	});

	test('can not tell without the user, and asks nobody', async () => {
		const { sent, output } = run('notify.confirm', [{ notify: shown }], []);
		expect((await output)[0]?.json).toMatchObject({
			confirmation: 'cannot_tell',
			why: 'needs_uid',
		});
		expect(sent).toEqual([]);
	});

	test('can not tell when the API refuses the question: an item, not an error', async () => {
		const { output } = run('notify.confirm', [{ notify: shown, uid: 'u1' }], [not(2, 'no')]);
		expect((await output)[0]?.json).toMatchObject({
			confirmation: 'cannot_tell',
			errorCode: 'declined',
		});
	});

	test.each(['x', '{}', '{"type":"CARD_LOST","data":{}}'])(
		'says that %s is none',
		async (notify) => {
			await expect(run('notify.confirm', [{ notify }], []).output).rejects.toMatchObject({
				description: expect.stringContaining('raw notify') as string,
			});
		},
	);
});
