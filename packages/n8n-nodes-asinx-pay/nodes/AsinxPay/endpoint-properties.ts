import type { INodeProperties } from 'n8n-workflow';
import { inputFields, type Endpoint, type Field } from '../shared/core';
import { optionsCollection, optionsFor, simplify } from './options';
import { byDisplayName, widget } from './widgets';

/** Collection that holds every field a caller may leave out. */
export const optionalsName = 'additionalFields';

/** A field that another one can make required has its own place, shown only then. */
export const isOptional = (field: Field): boolean =>
	field.optional === true && field.requiredWhen === undefined;

function requiredField(name: string, field: Field): INodeProperties {
	const when = field.requiredWhen;
	return {
		...widget(name, field),
		...(when && { required: true, displayOptions: { show: { [when.field]: [when.is] } } }),
	};
}

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

/** The form of an endpoint, derived from its row. */
export function endpointProperties(row: Endpoint): INodeProperties[] {
	const fields = Object.entries(inputFields(row));
	const required = fields
		.filter(([, field]) => !isOptional(field))
		.map(([name, field]) => requiredField(name, field));
	const optional = fields
		.filter(([, field]) => isOptional(field))
		.map(([name, field]) => widget(name, field))
		.sort(byDisplayName);
	const collection: INodeProperties = {
		displayName: 'Additional Fields',
		name: optionalsName,
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: optional,
	};
	return [
		...notices(row),
		...required,
		...(optional.length > 0 ? [collection] : []),
		...(Object.keys(row.response).length > 0 ? [simplify] : []),
		optionsCollection(optionsFor(row)),
	];
}
