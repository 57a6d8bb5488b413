import type { DeduplicationHelperFunctions } from 'n8n-workflow';
import { oneAtATime } from './one-at-a-time';

/** n8n's store of what a workflow has processed, in its database: shared by all its processes. */
export type ProcessedStore = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/** Notifies a workflow remembers; beyond them the oldest are forgotten, and would pass again. */
export const maxRemembered = 5000;

/** Entries kept per notify. */
const entriesPerNotify = 3;

const settings = { mode: 'entries', maxEntries: maxRemembered * entriesPerNotify } as const;

/** What tells a notify from others, and an execution from others. */
export interface Arrival {
	digest: string;
	uniqueNo: string;
	executionId: string;
}

/** What the store says about an arrival. */
export interface Recognition {
	isRepeat: boolean;
	/** The same uniqueNo came before with other content, which the vendor's documents do not allow. */
	isUniqueNoReused: boolean;
}

async function record(
	store: ProcessedStore,
	scope: 'node' | 'workflow',
	entries: string[],
): Promise<Set<string>> {
	const ask = () => store.checkProcessedAndRecord(entries, scope, settings);
	// When two processes make the first row of a workflow at once, one of them fails; then the row is there.
	const { processed } = await ask().catch(ask);
	return new Set(processed.map(String));
}

/**
 * "Seen before": a notify counts as seen as soon as an execution has begun with it. When n8n runs that very execution
 * again, it is not a repeat of itself.
 */
export const recognizeSeen = (store: ProcessedStore, arrival: Arrival): Promise<Recognition> =>
	oneAtATime(async () => {
		const { digest, uniqueNo, executionId } = arrival;
		const seen = `seen ${digest}`;
		const number = `number ${uniqueNo}`;
		const run = `run ${executionId} ${digest}`;
		const known = await record(store, 'node', [number, seen, run]);
		return {
			isRepeat: known.has(seen) && !known.has(run),
			isUniqueNoReused: known.has(number) && !known.has(seen),
		};
	});

/*
 * "Marked handled" must be read by the trigger and written by another node, and n8n's store can only be read by
 * writing to it. So two entries say it: a notify that has come is `came` and `open`; marking it takes `open` away.
 * Whatever is lost between two steps, or to another process that writes at the same moment, leaves a notify that
 * passes once more; none of the orders can make one that was not marked look handled.
 */
const cameEntry = (digest: string): string => `came ${digest}`;
const openEntry = (digest: string): string => `open ${digest}`;

/** "Marked handled": a repeat only when the notify has been marked at the end of a workflow. */
export const recognizeHandled = (store: ProcessedStore, arrival: Arrival): Promise<Recognition> =>
	oneAtATime(async () => {
		const came = cameEntry(arrival.digest);
		const open = openEntry(arrival.digest);
		const number = `number ${arrival.uniqueNo}`;
		const known = await record(store, 'workflow', [number, came, open]);
		const isUniqueNoReused = known.has(number) && !known.has(came);
		const isRepeat = known.has(came) && !known.has(open);
		if (isRepeat) await store.removeProcessed([open], 'workflow', settings);
		// The oldest entries are forgotten first, and `came` must never outlive `open`.
		if (known.has(open) && !known.has(came)) {
			await store.removeProcessed([came, open], 'workflow', settings);
			await record(store, 'workflow', [came, open]);
		}
		return { isRepeat, isUniqueNoReused };
	});

/** Says that a notify needs no other delivery. */
export const markHandled = (store: ProcessedStore, digest: string): Promise<void> =>
	oneAtATime(async () => {
		await record(store, 'workflow', [cameEntry(digest)]);
		await store.removeProcessed([openEntry(digest)], 'workflow', settings);
	});
