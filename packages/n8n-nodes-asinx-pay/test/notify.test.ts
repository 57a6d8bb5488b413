import { describe, expect, test } from 'vitest';
import { recognizeHandled } from '../nodes/shared/repeats';
import { codec } from './demo-merchant';
import { createProcessedStore } from './processed-store';
import { run } from './run-node';

const sealed = codec.sealNotify({
	type: 'CARD_STATUS_CHANGE',
	uniqueNo: 'n-1',
	data: { userBankcardId: 137, status: 'ACTIVE' },
});
const { digest } = codec.openNotify(sealed);

describe('Open', () => {
	const open = (rawNotify: unknown[], settings = {}) => {
		const items = rawNotify.map((raw) => ({ rawNotify: raw }));
		return run('notify.open', items, [], settings).output;
	};

	test('reads a raw notify as the trigger does, as text or parsed, and asks nobody', async () => {
		const json = {
			type: 'CARD_STATUS_CHANGE',
			uniqueNo: 'n-1',
			authentic: false,
			digest,
			data: { userBankcardId: 137, status: 'ACTIVE' },
		};
		expect(await open([sealed, JSON.parse(sealed)])).toEqual([
			{ json, pairedItem: { item: 0 } },
			{ json, pairedItem: { item: 1 } },
		]);
	});

	test.each([undefined, '', '{}', sealed.replace('app_447770', 'app_1')])(
		'says that %s is not a notify',
		async (rawNotify) => {
			await expect(open([rawNotify])).rejects.toMatchObject({
				message: 'This is not a notify of this merchant',
				description: expect.stringContaining('App Secret') as string,
				context: { itemIndex: 0 },
			});
		},
	);

	test('one that does not open is not the trouble of the others', async () => {
		const [refused, opened] = await open(['{}', sealed], { continueOnFail: true });
		expect(Object.keys(refused?.json ?? {})).toEqual(['error', 'details']);
		expect(opened).toMatchObject({ json: { uniqueNo: 'n-1' }, pairedItem: { item: 1 } });
	});
});

describe('Mark Handled', () => {
	const arrival = { digest, uniqueNo: 'n-1', executionId: '1' };
	const trigger = (outputs: string, isExecuted = true) => ({
		name: 'T',
		type: 'n8n-nodes-asinx-pay.asinxPayTrigger',
		run: {
			isExecuted,
			params: { outputs },
			first: (output: number) =>
				output === (outputs === 'one' ? 0 : 1) ? { json: { digest } } : undefined,
		},
	});

	test.each([
		['of the trigger', {}, [trigger('one')]],
		['of a trigger with an output per event', {}, [trigger('perEvent')]],
		['of the trigger that ran', {}, [trigger('one', false), { ...trigger('perEvent'), name: 'U' }]],
		['that is given', { digest }, []],
	])('marks the notify %s', async (_, item, otherNodes) => {
		const processed = createProcessedStore();
		await recognizeHandled(processed, arrival);
		const { output } = run('notify.markHandled', [item], [], { processed, otherNodes });
		expect(await output).toEqual([{ json: { digest, handled: true }, pairedItem: { item: 0 } }]);
		expect(await recognizeHandled(processed, arrival)).toMatchObject({ isRepeat: true });
	});

	test.each([
		['another trigger started the workflow', {}, []],
		['the trigger did not run', {}, [trigger('one', false)]],
		['the digest is none', { digest: 'x' }, [trigger('one')]],
	])('says what to do when %s', async (_, item, otherNodes) => {
		await expect(
			run('notify.markHandled', [item], [], { otherNodes }).output,
		).rejects.toMatchObject({ message: 'There is no notify to mark handled' });
	});
});
