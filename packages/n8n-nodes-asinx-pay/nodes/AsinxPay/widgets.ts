import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Fields, Kind } from '../shared/core';
import { imageWidgets } from './images';
import { pickWidget } from './pick-lists';
import { describe, titleCase } from '../shared/words';

/** Name of the one entry inside a fixed collection. */
export const entryName = 'value';

export const byName = <T extends { name: string }>(left: T, right: T): number =>
	left.name.localeCompare(right.name, 'en');

export const byDisplayName = (
	left: { displayName: string },
	right: { displayName: string },
): number => left.displayName.localeCompare(right.displayName, 'en');

const choices = (
	options: Readonly<Record<string, { text: string }>>,
	among: readonly string[] = Object.keys(options),
): INodePropertyOptions[] =>
	Object.entries(options)
		.filter(([value]) => among.includes(value))
		.map(([value, { text }]) => ({ name: titleCase(text), value }))
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
	if (field.pickFrom) return pickWidget(field, field.pickFrom);
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

/** A time is picked or written as a date here, whatever the wire carries. */
const docOf = ({ kind, doc }: Field): string =>
	kind === 'instant' ? doc.replace(', in milliseconds', '') : doc;

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
		description: describe(docOf(field)),
		...(Object.keys(typeOptions).length > 0 && { typeOptions }),
		...(typed.has(base.type) && example !== undefined && { placeholder: `e.g. ${example}` }),
		...(!field.optional && { required: true }),
	};
}

export const widgets = (fields: Fields): INodeProperties[] =>
	Object.entries(fields).map(([name, field]) => widget(name, field));

const shownWhen = (
	property: INodeProperties,
	field: string,
	value: string,
): INodeProperties => ({
	...property,
	displayOptions: { show: { ...property.displayOptions?.show, [field]: [value] } },
});

/** One form element per value of the field that limits this one, each with the options that go with it. */
function limitedWidgets(name: string, field: Field & { kind: 'choice' }): INodeProperties[] {
	const { limitedBy, options } = field;
	if (!limitedBy) return [widget(name, field)];
	return Object.entries(limitedBy.to).map(([value, among]) =>
		shownWhen(
			{ ...widget(name, field), options: choices(options, among) },
			limitedBy.field,
			value,
		),
	);
}

/** A field that has its own place in the form: one element, or several of which one is shown. */
export function placedWidgets(name: string, field: Field): INodeProperties[] {
	const when = field.requiredWhen;
	const elements =
		field.kind === 'image'
			? imageWidgets(field).map((element) => ({ ...element, name, required: true }))
			: field.kind === 'choice'
				? limitedWidgets(name, field)
				: [widget(name, field)];
	if (!when) return elements;
	return elements.map((element) =>
		shownWhen({ ...element, required: true }, when.field, when.is),
	);
}
