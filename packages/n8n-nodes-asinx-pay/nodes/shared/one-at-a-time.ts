let last: Promise<unknown> = Promise.resolve();

/** Runs work after all earlier work of this process has ended: n8n's stores are read, changed and written as a whole. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
	const result = last.then(work, work);
	last = result.catch(() => undefined);
	return result;
}
