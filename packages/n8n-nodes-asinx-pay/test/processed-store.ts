import { createHash } from 'node:crypto';
import type { ProcessedStore } from '../nodes/shared/repeats';

/** n8n's store in memory: hashed entries of a row per scope, oldest first, cut at its beginning. */
export function createProcessedStore(maxEntries?: number): ProcessedStore & { failing: boolean } {
	const rows = new Map<string, string[]>();
	const hash = (value: unknown): string => createHash('md5').update(String(value)).digest('base64');
	const rowOf = (scope: string): string[] => rows.get(scope) ?? [];
	const store = {
		failing: false,
		async checkProcessedAndRecord(
			...[entries, scope, options]: Parameters<ProcessedStore['checkProcessedAndRecord']>
		) {
			if (store.failing) throw new Error('The database is away');
			const row = rowOf(scope);
			const processed = entries.filter((entry) => row.includes(hash(entry)));
			const fresh = entries.filter((entry) => !processed.includes(entry));
			const limit = maxEntries ?? options.maxEntries ?? Infinity;
			rows.set(scope, [...row, ...fresh.map(hash)].slice(-limit));
			return { new: fresh, processed };
		},
		async removeProcessed(
			...[entries, scope]: Parameters<ProcessedStore['removeProcessed']>
		): Promise<void> {
			const gone = new Set(entries.map(hash));
			rows.set(
				scope,
				rowOf(scope).filter((entry) => !gone.has(entry)),
			);
		},
	};
	return store;
}
