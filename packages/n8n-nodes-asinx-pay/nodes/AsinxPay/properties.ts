import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { endpointGroups, endpointOf, inputFields, type Field } from '../shared/core';
import { operations, type Operation } from './operations';
import { byName, describe, widget } from './widgets';

/** Collection that holds every field a caller may leave out. */
export const optionalsName = 'additionalFields';

/** A field that another one can make required has its own place, shown only then. */
export const isOptional = (field: Field): boolean =>
	field.optional === true && field.requiredWhen === undefined;

/** `List Merchant Top-Ups` becomes `List merchant top-ups`; abbreviations such as KYC stay. */
export const sentenceCase = (title: string): string =>
	title
		.split(' ')
		.map((word, index) => (index === 0 || /[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
		.join(' ');

function option({ key, operation }: Operation): INodePropertyOptions {
	const { title, doc, deprecated } = endpointOf(key);
	return {
		name: deprecated ? `${title} (Deprecated)` : title,
		value: operation,
		action: sentenceCase(title),
		description: describe(deprecated ? `${doc} ${deprecated}` : doc),
	};
}

const groups = [...new Set(operations.map(({ resource }) => resource))];

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'bankcard',
	options: groups
		.map((value) => ({ name: endpointGroups[value as keyof typeof endpointGroups], value }))
		.sort(byName),
};

function operationsOf(group: string): INodeProperties {
	const options = operations
		.filter((entry) => entry.resource === group)
		.map(option)
		.sort(byName);
	const first = options[0]?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [group] } },
		default: first,
		options,
	};
}

function requiredField(entry: Operation, name: string, field: Field): INodeProperties {
	const show = { resource: [entry.resource], operation: [entry.operation] };
	const when = field.requiredWhen;
	return {
		...widget(name, field),
		...(when && { required: true }),
		displayOptions: { show: when ? { ...show, [when.field]: [when.is] } : show },
	};
}

function fieldsOf(entry: Operation): INodeProperties[] {
	const fields = Object.entries(inputFields(endpointOf(entry.key)));
	const required = fields
		.filter(([, field]) => !isOptional(field))
		.map(([name, field]) => requiredField(entry, name, field));
	const optional = fields
		.filter(([, field]) => isOptional(field))
		.map(([name, field]) => widget(name, field))
		.sort((left, right) => left.displayName.localeCompare(right.displayName, 'en'));
	if (optional.length === 0) return required;
	return [
		...required,
		{
			displayName: 'Additional Fields',
			name: optionalsName,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions: { show: { resource: [entry.resource], operation: [entry.operation] } },
			options: optional,
		},
	];
}

/** The whole form of the action node, derived from the rows. */
export const properties: INodeProperties[] = [
	resource,
	...groups.map(operationsOf),
	...operations.flatMap(fieldsOf),
];
