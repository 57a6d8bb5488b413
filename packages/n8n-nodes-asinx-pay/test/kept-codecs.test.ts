import { expect, test } from 'vitest';
import { freshMs, keepCodecs } from '../nodes/AsinxPayTrigger/kept-codecs';
import { createCodec, type Codec } from '../nodes/shared/core';
import { codec } from './demo-merchant';

const notify = {
	type: 'CARD_STATUS_CHANGE',
	uniqueNo: 'n-1',
	data: { userBankcardId: 137, status: 'ACTIVE' },
};
const renewed = createCodec({ appId: codec.appId, appSecret: '0f'.repeat(16) });
const sealed = (by: Codec): Buffer => Buffer.from(by.sealNotify(notify));

/** One trigger whose credential can be changed, with a clock of its own. */
function setUp() {
	const world = { now: 0, credential: codec, reads: 0 };
	const kept = keepCodecs(() => world.now);
	const read = async (): Promise<Codec> => {
		world.reads += 1;
		return world.credential;
	};
	return { world, open: async (by: Codec) => await kept.open('t1', sealed(by), read) };
}

test('a credential is read once for notifies that come close together', async () => {
	const { world, open } = setUp();
	for (let delivery = 0; delivery < 3; delivery++) expect(await open(codec)).toMatchObject(notify);
	expect(world.reads).toBe(1);
	world.now = freshMs;
	expect(await open(codec)).toMatchObject(notify);
	expect(world.reads).toBe(2);
});

test('a new secret counts at once', async () => {
	const { world, open } = setUp();
	await open(codec);
	world.credential = renewed;
	expect(await open(renewed)).toMatchObject(notify);
});

test('a removed secret counts no longer than what was read is fresh', async () => {
	const { world, open } = setUp();
	await open(codec);
	world.credential = renewed;
	world.now = freshMs;
	expect(await open(codec)).toBeUndefined();
});

test('what does not open is refused only after the credential was read', async () => {
	const { world, open } = setUp();
	await open(codec);
	expect(await open(renewed)).toBeUndefined();
	expect(world.reads).toBe(2);
});

test('a credential that can not be read opens nothing, and is asked again', async () => {
	const { open, world } = setUp();
	const kept = keepCodecs(() => world.now);
	await expect(
		kept.open('t1', sealed(codec), async () => await Promise.reject(new Error('away'))),
	).rejects.toThrow('away');
	expect(await open(codec)).toMatchObject(notify);
});
