import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import {
	endpointGroups,
	endpointKeys,
	endpointOf,
	uidField,
	type Endpoint,
	type EndpointKey,
	type Field,
	type Fields,
} from '../shared/core';

type Widget = Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties>;

/** How each kind of field looks in the editor. */
const widgets: Record<Field['kind'], Widget> = {
	text: { type: 'string', default: '' },
	integer: { type: 'number', default: 0, typeOptions: { numberPrecision: 0, minValue: 0 } },
	money: { type: 'string', default: '' },
	rate: { type: 'string', default: '' },
	flag: { type: 'boolean', default: false },
	date: { type: 'string', default: '' },
	instant: { type: 'dateTime', default: '' },
	image: { type: 'string', default: '' },
	choice: { type: 'options', default: '' },
	group: { type: 'collection', default: {} },
	list: { type: 'json', default: '[]' },
};

const byName = (left: { name: string }, right: { name: string }): number =>
	left.name.localeCompare(right.name);

const withoutStop = (text: string): string => text.replace(/\.$/, '');

const optionsOf = (field: Field): INodePropertyOptions[] =>
	field.kind !== 'choice'
		? []
		: Object.entries(field.options)
				.map(([value, { text }]) => ({ name: text, value }))
				.sort(byName);

const describeField = ({ kind, doc }: Field): string =>
	kind === 'flag' ? `Whether it applies: ${withoutStop(doc)}` : withoutStop(doc);

function property(name: string, field: Field): INodeProperties {
	const widget = widgets[field.kind];
	const options = optionsOf(field);
	return {
		...widget,
		displayName: field.label,
		name,
		description: describeField(field),
		...(field.example !== undefined && widget.type === 'string'
			? { placeholder: `e.g. ${field.example}` }
			: {}),
		...(options.length > 0 ? { options, default: options[0].value } : {}),
		...(field.kind === 'group'
			? { options: properties(field.fields), placeholder: `Add ${field.label} Field` }
			: {}),
		...(field.secret && field.kind === 'text' ? { typeOptions: { password: true } } : {}),
	} as INodeProperties;
}

const properties = (fields: Fields): INodeProperties[] =>
	Object.entries(fields).map(([name, field]) => property(name, field));

/** Where optional fields are collected. */
export const extraName = 'additionalFields';

/** An optional field that another one can make required stands with the required ones. */
const isExtra = (field: Field): boolean => field.optional === true && field.requiredWhen === undefined;

function operationFields(key: EndpointKey): INodeProperties[] {
	const [resource, operation] = key.split('.');
	const row: Endpoint = endpointOf(key);
	const displayOptions = { show: { resource: [resource], operation: [operation] } };
	const needed = Object.entries(row.request).filter(([, field]) => !isExtra(field));
	const extra = Object.entries(row.request).filter(([, field]) => isExtra(field));
	const own: INodeProperties[] = row.scope === 'user' ? [property('uid', uidField)] : [];
	for (const [name, field] of needed) own.push(property(name, field));
	const shown: INodeProperties[] = own.map((each) => {
		const required = each.name === 'uid' || row.request[each.name]?.optional !== true;
		return { ...each, ...(required && each.type !== 'boolean' ? { required } : {}), displayOptions };
	});
	if (extra.length === 0) return shown;
	const options = extra
		.map(([name, field]) => property(name, field))
		.sort((left, right) => left.displayName.localeCompare(right.displayName));
	return [
		...shown,
		{
			displayName: 'Additional Fields',
			name: extraName,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions,
			options,
		},
	];
}

const groupOf = (key: EndpointKey): string => key.split('.')[0];

/** "Recharge Card" is listed as "Recharge card". */
const sentence = (title: string): string =>
	title.charAt(0) + title.slice(1).replace(/\b([A-Z])(?=[a-z])/g, (letter) => letter.toLowerCase());

function operations(resource: string): INodeProperties {
	const options = endpointKeys
		.filter((key) => groupOf(key) === resource)
		.map((key) => {
			const row: Endpoint = endpointOf(key);
			const name = row.deprecated ? `${row.title} (Deprecated)` : row.title;
			return {
				name,
				value: key.split('.')[1],
				action: sentence(row.title),
				description: withoutStop(row.deprecated ? `${row.doc} ${row.deprecated}` : row.doc),
			};
		})
		.sort(byName);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: options[0].value,
	};
}

const resources: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: Object.entries(endpointGroups)
		.map(([value, name]) => ({ name, value }))
		.sort(byName),
	default: 'bankcard',
};

/** Resource, operation and fields of every endpoint, derived from the rows. */
export const nodeProperties: INodeProperties[] = [
	resources,
	...Object.keys(endpointGroups).map(operations),
	...endpointKeys.flatMap(operationFields),
];
