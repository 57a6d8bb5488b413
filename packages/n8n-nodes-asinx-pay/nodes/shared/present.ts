import type { IDataObject } from 'n8n-workflow';
import { redact, redacted, type Field, type Fields } from './core';

/** How data is put out. What is not said: secrets masked, amounts as text, times in ISO 8601, documented members. */
export interface View {
	/** Card numbers, CVVs and codes as they are. */
	showSecrets?: boolean;
	/** Amounts and rates as JSON numbers, which are not exact. */
	amountsAsNumbers?: boolean;
	/** Times as milliseconds since 1970. */
	timesAsNumbers?: boolean;
	/** Members that no row describes as well; their values count as secrets. */
	undocumented?: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only where the user has asked for it: beyond 15 digits a number no longer is what the API sent. */
const inexact = (value: unknown): unknown =>
	typeof value === 'string' && value !== '' && Number.isFinite(+value) ? +value : value;

/** Milliseconds either side of 1970 that a date can stand for. */
const longestTimeMs = 8.64e15;

const iso = (value: unknown): unknown =>
	typeof value === 'number' && Math.abs(value) <= longestTimeMs
		? new Date(value).toISOString()
		: value;

const masked = (field: Field, value: unknown): unknown => redact({ field }, { field: value }).field;

function showPresent(field: Field, value: unknown, view: View): unknown {
	if (field.secret && !view.showSecrets) return masked(field, value);
	switch (field.kind) {
		case 'group':
			return present(field.fields, value, view);
		case 'list':
			return Array.isArray(value)
				? value.map((item) => present(field.item, item, view))
				: masked(field, value);
		case 'instant':
			return view.timesAsNumbers ? value : iso(value);
		case 'money':
		case 'rate':
			return view.amountsAsNumbers ? inexact(value) : value;
		default:
			return view.showSecrets ? value : masked(field, value);
	}
}

function showMember(field: Field | undefined, value: unknown, view: View): unknown {
	if (value === undefined || value === null) return value;
	if (!field) return view.showSecrets ? value : redacted;
	return showPresent(field, value, view);
}

/**
 * Data as a workflow sees it. n8n keeps what nodes put out, so secrets are masked, and members that no row describes
 * are left out, unless they are asked for.
 */
export function present(fields: Fields, value: unknown, view: View = {}): IDataObject {
	if (!isRecord(value)) return {};
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => view.undocumented || Object.hasOwn(fields, name))
			.map(([name, member]) => [name, showMember(fields[name], member, view)]),
	) as IDataObject;
}

/** The same fields with only card numbers masked: for a notify whose secret exists to be passed on. */
export const forRelay = (fields: Fields): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([name, { secret, ...field }]) => [
			name,
			(field.mask ? { ...field, secret } : field) as Field,
		]),
	);
