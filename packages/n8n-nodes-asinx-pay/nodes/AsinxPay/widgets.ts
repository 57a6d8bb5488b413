import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Fields, Kind } from '../shared/core';
import { describe } from './words';

/** Name of the one entry inside a fixed collection. */
export const entryName = 'value';

export const byName = <T extends { name: string }>(left: T, right: T): number =>
	left.name.localeCompare(right.name, 'en');

export const byDisplayName = (
	left: { displayName: string },
	right: { displayName: string },
): number => left.displayName.localeCompare(right.displayName, 'en');

const choices = (options: Readonly<Record<string, { text: string }>>): INodePropertyOptions[] =>
	Object.entries(options)
		.map(([value, { text }]) => ({ name: text, value }))
		.sort(byName);

type Widget = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

const text: Widget = { type: 'string', default: '' };
const wholeNumber: Widget = { type: 'number', default: '', typeOptions: { minValue: 1 } };

const plain: Record<Exclude<Kind, 'choice' | 'group' | 'list'>, Widget> = {
	text,
	money: text,
	rate: text,
	image: text,
	integer: wholeNumber,
	flag: { type: 'boolean', default: false },
	date: { type: 'dateTime', default: '', typeOptions: { dateOnly: true } },
	instant: { type: 'dateTime', default: '' },
};

function entries(field: { label: string }, fields: Fields, multipleValues: boolean): Widget {
	return {
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${field.label}`,
		typeOptions: { multipleValues },
		options: [{ displayName: field.label, name: entryName, values: widgets(fields) }],
	};
}

function widgetOf(field: Field): Widget {
	switch (field.kind) {
		case 'group':
			return entries(field, field.fields, false);
		case 'list':
			return entries(field, field.item, true);
		case 'choice':
			return { type: 'options', default: '', options: choices(field.options) };
		default:
			return plain[field.kind];
	}
}

const typed = new Set(['string', 'number']);

/** The form element of a field. A secret is typed blind, and its example is not shown. */
export function widget(name: string, field: Field): INodeProperties {
	const base = widgetOf(field);
	const hidden = field.secret ? { password: true } : {};
	const typeOptions = { ...base.typeOptions, ...hidden };
	const example = field.secret ? undefined : field.example;
	return {
		displayName: field.label,
		name,
		...base,
		description: describe(field.doc),
		...(Object.keys(typeOptions).length > 0 && { typeOptions }),
		...(typed.has(base.type) && example !== undefined && { placeholder: `e.g. ${example}` }),
		...(!field.optional && { required: true }),
	};
}

export const widgets = (fields: Fields): INodeProperties[] =>
	Object.entries(fields).map(([name, field]) => widget(name, field));
