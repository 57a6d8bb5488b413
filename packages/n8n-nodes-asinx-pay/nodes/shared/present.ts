import type { IDataObject } from 'n8n-workflow';
import { redact, type Field, type Fields } from './core';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function showField(field: Field, value: unknown): unknown {
	if (field.kind === 'group') return withTimes(field.fields, value);
	if (field.kind === 'list' && Array.isArray(value))
		return value.map((item) => withTimes(field.item, item));
	return field.kind === 'instant' && typeof value === 'number'
		? new Date(value).toISOString()
		: value;
}

function withTimes(fields: Fields, value: unknown): unknown {
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => {
			const field = fields[name];
			return [name, field ? showField(field, member) : member];
		}),
	);
}

/**
 * Data as a workflow sees it: amounts as decimal text, times in ISO 8601 (UTC), secrets masked. n8n keeps what
 * nodes put out, so members that no row describes are left out rather than risked.
 */
export const present = (fields: Fields, value: unknown): IDataObject =>
	withTimes(fields, redact(fields, value)) as IDataObject;

/** The same fields with only card numbers masked: for a notify whose secret exists to be passed on. */
export const forRelay = (fields: Fields): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([name, { secret, ...field }]) => [
			name,
			(field.mask ? { ...field, secret } : field) as Field,
		]),
	);
