import type { IDataObject } from 'n8n-workflow';
import {
	compareMoney,
	notifyRowOf,
	readMoney,
	type Field,
	type Fields,
	type NotifyType,
} from '../shared/core';

/** What a workflow wants to hear about. An empty list or text wants everything. */
export interface Filters {
	cards: string[];
	users: string[];
	statuses: string[];
	/** Decimal text. */
	minimumAmount: string;
}

const listOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[\s,;]+/)).filter(Boolean);

/** Reads the filters as the form holds them. @throws RangeError for a minimum that is not an amount */
export function readFilters(values: IDataObject): Filters {
	const minimumAmount = String(values.minimumAmount ?? '').trim();
	if (minimumAmount !== '' && readMoney(minimumAmount) === undefined)
		throw new RangeError('Minimum Amount must be decimal text such as 12.50');
	return {
		cards: listOf(values.cards),
		users: listOf(values.users),
		statuses: listOf(values.statuses).map((status) => status.toLowerCase()),
		minimumAmount,
	};
}

type Test = (name: string, field: Field) => boolean;

const isCard: Test = (name) => name === 'userBankcardId';
const isUser: Test = (name) => name === 'uid';
/** Whether a field of a notify says how something stands. */
export const isStatus = (name: string, { kind }: Field): boolean =>
	kind === 'choice' && /status$/i.test(name);
const isAmount: Test = (name, { kind }) =>
	kind === 'money' && /^(amount|localCurrencyAmt)$/.test(name);

/** The values of the fields that pass a test, as text, at any depth of groups. */
function valuesOf(fields: Fields, data: unknown, test: Test): string[] {
	const record = (data ?? {}) as Record<string, unknown>;
	return Object.entries(fields).flatMap(([name, field]) => {
		const value = record[name];
		if (value === undefined || value === null) return [];
		if (field.kind === 'group') return valuesOf(field.fields, value, test);
		return test(name, field) ? [String(value)] : [];
	});
}

const isAtLeast = (amount: string, minimum: string): boolean =>
	compareMoney(amount.replace('-', ''), minimum) >= 0;

/** Whether a notify is wanted. What a notify does not say does not keep it out: nothing is lost to a missing member. */
export function isWanted(filters: Filters, type: NotifyType, data: unknown): boolean {
	const { fields } = notifyRowOf(type);
	const passes = (test: Test, accept: (value: string) => boolean): boolean => {
		const values = valuesOf(fields, data, test);
		return values.length === 0 || values.some(accept);
	};
	const { cards, users, statuses, minimumAmount } = filters;
	return (
		(cards.length === 0 || passes(isCard, (value) => cards.includes(value))) &&
		(users.length === 0 || passes(isUser, (value) => users.includes(value))) &&
		(statuses.length === 0 ||
			passes(isStatus, (value) => statuses.includes(value.toLowerCase()))) &&
		(minimumAmount === '' || passes(isAmount, (value) => isAtLeast(value, minimumAmount)))
	);
}
