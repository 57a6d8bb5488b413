import { describe, expect, test } from 'vitest';
import { createArrivals } from '../nodes/AsinxPayTrigger/arrivals';

describe('what one process has taken in', () => {
	test('of deliveries at the same moment one goes on, and the others wait for it', async () => {
		const arrivals = createArrivals();
		const settle = await arrivals.claim('a');
		const others = Promise.all([arrivals.claim('a'), arrivals.claim('a')]);
		settle?.('stored');
		expect(await others).toEqual([undefined, undefined]);
		expect(await arrivals.claim('a')).toBeUndefined();
		expect(await arrivals.claim('b')).toBeTypeOf('function');
	});

	test('when n8n could not store it, the next one goes on: an acknowledged notify has an execution', async () => {
		const arrivals = createArrivals();
		const settle = await arrivals.claim('a');
		const others = [arrivals.claim('a'), arrivals.claim('a')];
		settle?.('failed');
		const next = await Promise.race(others);
		expect(next).toBeTypeOf('function');
		next?.('stored');
		expect((await Promise.all(others)).filter(Boolean)).toHaveLength(1);
	});

	test('forgets the oldest beyond its limit, and none that is on its way', async () => {
		const arrivals = createArrivals(2);
		const onItsWay = await arrivals.claim('first');
		for (const digest of ['a', 'b', 'c']) (await arrivals.claim(digest))?.('stored');
		expect(await arrivals.claim('c')).toBeUndefined();
		const again = await arrivals.claim('a');
		expect(again).toBeTypeOf('function');
		onItsWay?.('stored');
		expect(await arrivals.claim('first')).toBeUndefined();
	});

	test('with a limit of 0 those are one that overlap, and the next one goes on', async () => {
		const arrivals = createArrivals(0);
		const settle = await arrivals.claim('a');
		const others = Promise.all([arrivals.claim('a'), arrivals.claim('a')]);
		settle?.('stored');
		expect(await others).toEqual([undefined, undefined]);
		expect(await arrivals.claim('a')).toBeTypeOf('function');
	});
});
