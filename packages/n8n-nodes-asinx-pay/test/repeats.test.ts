import { describe, expect, test } from 'vitest';
import {
	markHandled,
	recognizeHandled,
	recognizeSeen,
	type Arrival,
} from '../nodes/shared/repeats';
import { createProcessedStore } from './processed-store';

const arrival = (change: Partial<Arrival> = {}): Arrival => ({
	digest: 'd1',
	uniqueNo: 'n1',
	executionId: '1',
	...change,
});

describe('seen before', () => {
	test('the second execution with a notify is a repeat, under another number as well', async () => {
		const store = createProcessedStore();
		expect(await recognizeSeen(store, arrival())).toEqual({
			isRepeat: false,
			isUniqueNoReused: false,
		});
		for (const again of [{ executionId: '2' }, { executionId: '3', uniqueNo: 'n2' }])
			expect(await recognizeSeen(store, arrival(again))).toMatchObject({ isRepeat: true });
	});

	test('an execution that n8n runs again is not a repeat of itself', async () => {
		const store = createProcessedStore();
		await recognizeSeen(store, arrival());
		expect(await recognizeSeen(store, arrival())).toMatchObject({ isRepeat: false });
	});

	test('the same number with other content passes, and says so', async () => {
		const store = createProcessedStore();
		await recognizeSeen(store, arrival());
		const other = arrival({ digest: 'd2', executionId: '2' });
		expect(await recognizeSeen(store, other)).toEqual({ isRepeat: false, isUniqueNoReused: true });
	});

	test('of executions at the same moment in one process one passes', async () => {
		const store = createProcessedStore();
		const all = ['1', '2', '3', '4'].map((executionId) =>
			recognizeSeen(store, arrival({ executionId })),
		);
		expect((await Promise.all(all)).filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
	});
});

describe('marked handled', () => {
	test('passes until it has been marked, and never after', async () => {
		const store = createProcessedStore();
		for (const executionId of ['1', '2', '3'])
			expect(await recognizeHandled(store, arrival({ executionId }))).toMatchObject({
				isRepeat: false,
			});
		await markHandled(store, 'd1');
		for (const executionId of ['4', '5'])
			expect(await recognizeHandled(store, arrival({ executionId }))).toMatchObject({
				isRepeat: true,
			});
	});

	test('marking counts even for a notify that the store has forgotten', async () => {
		const store = createProcessedStore();
		await markHandled(store, 'd1');
		expect(await recognizeHandled(store, arrival())).toMatchObject({ isRepeat: true });
	});

	test('a crash between two steps leaves a notify that passes once more, never one that is lost', async () => {
		const store = createProcessedStore();
		await recognizeHandled(store, arrival());
		await markHandled(store, 'd1');
		const crash = { ...store, removeProcessed: () => Promise.reject(new Error('killed')) };
		await expect(recognizeHandled(crash, arrival())).rejects.toThrow('killed');
		expect(await recognizeHandled(store, arrival())).toMatchObject({ isRepeat: false });
	});

	test('however small the store, what was not marked is never taken for handled', async () => {
		for (const size of [1, 2, 3, 4, 5, 6, 7]) {
			const store = createProcessedStore(size);
			for (const round of [1, 2, 3])
				for (const digest of ['d1', 'd2', 'd3'])
					expect(
						await recognizeHandled(store, arrival({ digest, uniqueNo: `${digest} ${round}` })),
					).toMatchObject({ isRepeat: false });
		}
	});

	test('the same number with other content passes, and says so', async () => {
		const store = createProcessedStore();
		await recognizeHandled(store, arrival());
		expect(await recognizeHandled(store, arrival({ digest: 'd2' }))).toEqual({
			isRepeat: false,
			isUniqueNoReused: true,
		});
	});
});

test('a row that another process has just made is asked again', async () => {
	const store = createProcessedStore();
	let tries = 0;
	const colliding = {
		...store,
		checkProcessedAndRecord: (...asked: Parameters<typeof store.checkProcessedAndRecord>) =>
			tries++ === 0
				? Promise.reject(new Error('duplicate key'))
				: store.checkProcessedAndRecord(...asked),
	};
	expect(await recognizeSeen(colliding, arrival())).toMatchObject({ isRepeat: false });
	expect(await recognizeSeen(colliding, arrival({ executionId: '2' }))).toMatchObject({
		isRepeat: true,
	});
});
