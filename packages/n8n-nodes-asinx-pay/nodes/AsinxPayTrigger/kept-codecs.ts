import type { Codec, OpenedNotify } from '../shared/core';

/**
 * How long what was read from a credential is used again, in milliseconds. Outside an execution n8n makes a V8 isolate
 * for every reading of a credential, which costs more than all else that the trigger does with a notify.
 */
export const freshMs = 5_000;
/** More triggers than this in one process: the ones read first are read again. */
const maxKept = 1000;

interface Kept {
	codec: Codec;
	/** When it was read. */
	at: number;
}

export interface KeptCodecs {
	/**
	 * Opens a notify with the codec that is kept for a trigger, and with one that is read anew where there is none or the
	 * notify does not open: a new secret counts at once, a removed one no longer than `freshMs`. Undefined for everything
	 * that is not a notify of this merchant.
	 */
	open(
		trigger: string,
		body: Buffer,
		read: () => Promise<Codec>,
	): Promise<OpenedNotify | undefined>;
}

function open(codec: Codec, body: Buffer): OpenedNotify | undefined {
	try {
		return codec.openNotify(body);
	} catch {
		return undefined;
	}
}

export function keepCodecs(now: () => number): KeptCodecs {
	const codecs = new Map<string, Kept>();
	const keep = (trigger: string, codec: Codec): void => {
		codecs.delete(trigger);
		codecs.set(trigger, { codec, at: now() });
		const [oldest] = codecs.keys();
		if (codecs.size > maxKept && oldest !== undefined) codecs.delete(oldest);
	};
	return {
		async open(trigger, body, read) {
			const kept = codecs.get(trigger);
			const opened = kept && now() - kept.at < freshMs ? open(kept.codec, body) : undefined;
			if (opened) return opened;
			const codec = await read();
			keep(trigger, codec);
			return open(codec, body);
		},
	};
}
