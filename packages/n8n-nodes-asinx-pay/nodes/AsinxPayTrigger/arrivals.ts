/** How the answer to a delivery ended: with an execution stored in n8n, or without. */
export type Fate = 'stored' | 'failed';

interface Delivery {
	fate: Promise<Fate>;
	isStored: boolean;
}

/** Deliveries one process remembers per trigger; an older one is recognised by n8n's database instead. */
export const maxArrivals = 10_000;

/** What one process has taken in, so that deliveries at the same moment start one execution. */
export interface Arrivals {
	/**
	 * Claims a delivery. `undefined` means that it is a repeat of one whose execution is stored; otherwise the caller
	 * goes on with it and settles it. While another delivery of the same content is on its way, this one waits for it.
	 */
	claim(digest: string): Promise<((fate: Fate) => void) | undefined>;
}

export function createArrivals(limit = maxArrivals): Arrivals {
	const deliveries = new Map<string, Delivery>();
	const forgetOldest = (): void => {
		for (const [digest, { isStored }] of deliveries) {
			if (deliveries.size <= limit) return;
			if (isStored) deliveries.delete(digest);
		}
	};
	const begin = (digest: string): ((fate: Fate) => void) => {
		let settle: (fate: Fate) => void = () => undefined;
		const fate = new Promise<Fate>((resolve) => {
			settle = resolve;
		});
		const delivery = { fate, isStored: false };
		deliveries.set(digest, delivery);
		return (ended) => {
			deliveries.delete(digest);
			delivery.isStored = ended === 'stored';
			if (delivery.isStored) deliveries.set(digest, delivery);
			settle(ended);
			forgetOldest();
		};
	};
	return {
		async claim(digest) {
			for (let known = deliveries.get(digest); known; known = deliveries.get(digest))
				if ((await known.fate) === 'stored') return undefined;
			return begin(digest);
		},
	};
}
