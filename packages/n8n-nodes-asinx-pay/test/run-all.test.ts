import { sleep } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { runAll, type Job } from '../nodes/AsinxPay/run-all';

/** Jobs that end when they are told to, so that nothing here depends on time. */
function createJobs(lanes: (string | undefined)[]) {
	const started: number[] = [];
	const ends: (() => void)[] = [];
	const jobs: Job<number>[] = lanes.map((lane, index) => ({
		...(lane !== undefined && { lane }),
		run: async () => {
			started.push(index);
			await new Promise<void>((resolve) => {
				ends[index] = resolve;
			});
			return index;
		},
	}));
	/** One turn of the event loop: whatever can go on has gone on. */
	const settle = async (): Promise<void> => await sleep(0);
	return {
		started,
		jobs,
		async end(index: number): Promise<void> {
			ends[index]?.();
			await settle();
		},
		settle,
	};
}

const pace = { concurrency: 2, batchSize: Infinity, batchIntervalMs: 0, isStopped: () => false };
const noPause = async (): Promise<void> => undefined;

describe('running many items', () => {
	test('starts no more than allowed and keeps the order of results', async () => {
		const { started, jobs, end, settle } = createJobs([undefined, undefined, undefined]);
		const results = runAll(jobs, { ...pace, sleep: noPause });
		await settle();
		expect(started).toEqual([0, 1]);
		await end(1);
		expect(started).toEqual([0, 1, 2]);
		await end(2);
		await end(0);
		expect(await results).toEqual([0, 1, 2]);
	});

	test('items of one lane wait for each other', async () => {
		const { started, jobs, end, settle } = createJobs(['a', 'a', 'b']);
		const results = runAll(jobs, { ...pace, concurrency: 3, sleep: noPause });
		await settle();
		expect(started).toEqual([0, 2]);
		await end(0);
		expect(started).toEqual([0, 2, 1]);
		await end(1);
		await end(2);
		expect(await results).toEqual([0, 1, 2]);
	});

	test('batches are separated by pauses', async () => {
		const pauses: number[] = [];
		const jobs: Job<number>[] = [1, 2, 3, 4, 5].map((value) => ({ run: async () => value }));
		const results = await runAll(jobs, {
			...pace,
			batchSize: 2,
			batchIntervalMs: 300,
			sleep: async (ms) => void pauses.push(ms),
		});
		expect(results).toEqual([1, 2, 3, 4, 5]);
		expect(pauses).toEqual([300, 300]);
	});

	test('what is not started after a stop has no result', async () => {
		let isStopped = false;
		const jobs: Job<number>[] = [1, 2, 3].map((value) => ({
			run: async () => {
				isStopped = true;
				return value;
			},
		}));
		const options = { ...pace, concurrency: 1, isStopped: () => isStopped, sleep: noPause };
		expect(await runAll(jobs, options)).toEqual([1, undefined, undefined]);
	});
});
