import type { Field, Fields, NotifyType, OpenedNotify } from './core';
import { isNotifyType, notifyRowOf } from './core';

type Data = { [name: string]: unknown };

const isRecord = (value: unknown): value is Data =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function readValue(field: Field, value: unknown): unknown {
	if (field.kind === 'group') return isRecord(value) ? readData(field.fields, value) : undefined;
	if (field.kind === 'instant' && typeof value === 'string') return Date.parse(value);
	return value;
}

/** Undoes how a notify is shown. What was masked is left out: it says nothing about the fact any more. */
const readData = (fields: Fields, shown: Data): Data =>
	Object.fromEntries(
		Object.entries(shown).flatMap(([name, value]) => {
			const field = fields[name];
			if (!field || field.secret || field.mask) return [];
			return [[name, readValue(field, value)]];
		}),
	);

/** A notify as the trigger puts it out, read back; undefined for anything else. */
export function readShownNotify(item: unknown): OpenedNotify | undefined {
	if (!isRecord(item) || !isRecord(item.data)) return undefined;
	const { type, uniqueNo, digest, data } = item;
	if (typeof type !== 'string' || !isNotifyType(type)) return undefined;
	return {
		type,
		uniqueNo: String(uniqueNo),
		digest: String(digest),
		authentic: false,
		unknown: [],
		data: readData(notifyRowOf(type as NotifyType).fields, data),
	} as unknown as OpenedNotify;
}
