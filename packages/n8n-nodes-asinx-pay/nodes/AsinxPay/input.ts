import type { IDataObject } from 'n8n-workflow';
import { tryToParseDateTime } from 'n8n-workflow';
import {
	endpointOf,
	inputFields,
	type EndpointKey,
	type Field,
	type Fields,
	type Kind,
} from '../shared/core';
import { isOptional, optionalsName } from './endpoint-properties';
import { readImage } from './images';
import type { Session } from './operation';
import { entryName } from './widgets';

/** Digits up to which a JavaScript number shows exactly what was written. */
const exactDigits = 15;

/** Parameters arrive as the form or an expression left them; what can't be read stays, so that the check names it. */
type Reader = (value: unknown, zone: string) => unknown;

const asText: Reader = (value) =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

const asWholeNumber: Reader = (value) =>
	typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;

/** Expressions often yield amounts as numbers; a short one is still what the person wrote. */
const asAmount: Reader = (value) => {
	if (typeof value === 'string') return value.trim();
	const text = typeof value === 'number' ? String(value) : '';
	const isExact = /^\d+(\.\d+)?$/.test(text) && text.replace('.', '').length <= exactDigits;
	return isExact ? text : value;
};

const asFlag: Reader = (value) => (value === 'true' ? true : value === 'false' ? false : value);

const isDateObject = (value: unknown): value is { toISODate(): string } =>
	typeof value === 'object' && value !== null && 'toISODate' in value;

/** The form hands over `2026-01-31T00:00:00`; the day is what was meant, whatever the zone. */
const asDate: Reader = (value) => {
	if (isDateObject(value)) return value.toISODate();
	return typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1') : value;
};

const asInstant: Reader = (value, zone) => {
	const number = asWholeNumber(value, zone);
	if (typeof number === 'number') return number;
	try {
		return tryToParseDateTime(value, zone).toMillis();
	} catch {
		return value;
	}
};

const readers: Record<Exclude<Kind, 'group' | 'list'>, Reader> = {
	text: asText,
	choice: asText,
	image: asText,
	integer: asWholeNumber,
	money: asAmount,
	rate: asAmount,
	flag: asFlag,
	date: asDate,
	instant: asInstant,
};

function readField(field: Field, value: unknown, zone: string): unknown {
	if (value === undefined || value === null || value === '') return undefined;
	if (field.kind !== 'group' && field.kind !== 'list') return readers[field.kind](value, zone);
	const entry = (value as Record<string, unknown>)[entryName];
	if (field.kind === 'group')
		return entry && readFields(field.fields, entry as Record<string, unknown>, zone);
	return Array.isArray(entry) ? entry.map((item) => readFields(field.item, item, zone)) : undefined;
}

function readFields(
	fields: Fields,
	values: Record<string, unknown>,
	zone: string,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields)
			.map(([name, field]) => [name, readField(field, values[name], zone)] as const)
			.filter(([, value]) => value !== undefined),
	);
}

/** A resource locator's value is inside it; an expression in its place is the value. */
const unwrap = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value && 'value' in value
		? value.value
		: value;

/** What the core is called with for one item. */
export async function readInput(
	session: Session,
	key: EndpointKey,
	itemIndex: number,
): Promise<Record<string, unknown>> {
	const optionals = session.read(optionalsName, itemIndex, {}) as IDataObject;
	const fields = inputFields(endpointOf(key));
	const values: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(fields)) {
		const value = isOptional(field)
			? optionals[name]
			: unwrap(session.read(name, itemIndex, ''));
		values[name] = field.kind === 'image' ? await readImage(session, itemIndex, value) : value;
	}
	return readFields(fields, values, session.context.getTimezone());
}
