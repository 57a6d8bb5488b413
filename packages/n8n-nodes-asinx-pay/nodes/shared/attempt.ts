export type Attempt<T, E = unknown> = { value: T } | { error: E };

/** What work came to, as data. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Attempt<T>> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error };
	}
}
