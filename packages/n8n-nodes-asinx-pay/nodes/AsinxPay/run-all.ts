import type { Pace } from './options';

/** One item's work as it is run; items of one lane keep their order. */
export interface Job<T> {
	lane?: string;
	run(): Promise<T>;
}

interface Running {
	concurrency: number;
	/** Whether to start no more. */
	isStopped(): boolean;
}

async function runBatch<T>(jobs: readonly Job<T>[], running: Running): Promise<(T | undefined)[]> {
	const results: (T | undefined)[] = jobs.map(() => undefined);
	const lanes = new Map<string, Promise<unknown>>();
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < jobs.length && !running.isStopped()) {
			const index = next++;
			const { lane, run } = jobs[index] as Job<T>;
			const before = lane === undefined ? undefined : lanes.get(lane);
			const result = before ? before.then(run) : run();
			if (lane !== undefined) lanes.set(lane, result);
			results[index] = await result;
		}
	};
	await Promise.all(
		Array.from({ length: Math.min(running.concurrency, jobs.length) }, async () => await work()),
	);
	return results;
}

export interface RunAll extends Pace {
	isStopped(): boolean;
	sleep(ms: number): Promise<void>;
}

/**
 * Runs jobs, a limited number at a time, batch after batch. Results stand in the order of the jobs; one that was not
 * started has none. Jobs must not reject.
 */
export async function runAll<T>(
	jobs: readonly Job<T>[],
	{ batchSize, batchIntervalMs, sleep, ...running }: RunAll,
): Promise<(T | undefined)[]> {
	const results: (T | undefined)[] = [];
	for (let from = 0; from < jobs.length; from += batchSize) {
		if (from > 0 && batchIntervalMs > 0 && !running.isStopped()) await sleep(batchIntervalMs);
		results.push(...(await runBatch(jobs.slice(from, from + batchSize), running)));
	}
	return results;
}
