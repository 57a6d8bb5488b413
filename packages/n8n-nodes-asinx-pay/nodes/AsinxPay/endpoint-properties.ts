import type { INodeProperties } from 'n8n-workflow';
import { inputFields, uidField, type Endpoint, type Field } from '../shared/core';
import { imageSource } from './images';
import { optionsCollection, optionsFor, simplify } from './options';
import { listProperties, pagingFields } from './record-lists';
import { byDisplayName, placedWidgets, widget } from './widgets';

/** Collection that holds every field a caller may leave out. */
export const optionalsName = 'additionalFields';

/** A field that another one can make required has its own place, shown only then. */
export const isOptional = (field: Field): boolean =>
	field.optional === true && field.requiredWhen === undefined;

const notice = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

/** What a person should know before they use the operation. */
function notices({ effect, deprecated, source }: Endpoint): INodeProperties[] {
	return [
		...(deprecated ? [notice('deprecatedNotice', deprecated)] : []),
		...(effect === 'once'
			? [
					notice(
						'onceNotice',
						'Sent once per item, even with Retry On Fail. Branch on <code>outcome</code>: done, declined, or unknown, which must not be sent again.',
					),
				]
			: []),
		...(source === 'published'
			? []
			: [
					notice(
						'sourceNotice',
						"Not in the published document; known from the vendor's demo code.",
					),
				]),
	];
}

/** The API lists neither users nor cards, and n8n lets only nodes of its own read a Data Table. */
const whereFrom =
	'ASINX PAY lists neither users nor cards: keep them in a Data Table, and map them here from a Data Table node';

const withSource = (field: Field): Field =>
	field === uidField ? { ...field, doc: `${field.doc} ${whereFrom}.` } : field;

/** The form of an endpoint, derived from its row. */
export function endpointProperties(row: Endpoint): INodeProperties[] {
	const fields = Object.entries(inputFields(row)).filter(([name]) => !pagingFields.has(name));
	const placed = fields
		.filter(([, field]) => !isOptional(field))
		.flatMap(([name, field]) => placedWidgets(name, withSource(field)));
	const optional = fields
		.filter(([, field]) => isOptional(field))
		.map(([name, field]) => widget(name, field))
		.sort(byDisplayName);
	const hasImages = fields.some(([, { kind }]) => kind === 'image');
	const collection: INodeProperties = {
		displayName: row.list ? 'Filters' : 'Additional Fields',
		name: optionalsName,
		type: 'collection',
		placeholder: row.list ? 'Add Filter' : 'Add Field',
		default: {},
		options: optional,
	};
	return [
		...notices(row),
		...(hasImages ? [imageSource] : []),
		...placed,
		...(row.list ? listProperties : []),
		...(optional.length > 0 ? [collection] : []),
		...(Object.keys(row.response).length > 0 ? [simplify] : []),
		optionsCollection(optionsFor(row)),
	];
}
