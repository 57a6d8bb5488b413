// Output schemas of the nodes, made from the rows: the editor shows them before a node has run.
import { endpointGroups, endpointKeys, endpointOf, notifyRowOf, notifyTypes } from '@asinx-pay/core';

/** @import { Endpoint, EndpointKey, Field, Fields } from '@asinx-pay/core' */
/** @typedef {{ type: string; description?: string; properties?: Record<string, Schema>; items?: Schema }} Schema */

/** Where n8n looks for them: by version, resource and operation. */
const folder = 'nodes/AsinxPay/__schema__/v1.0.0';
const triggerFile = 'nodes/AsinxPayTrigger/__schema__/v1.0.0.json';

/** JSON types of the plain kinds as the node puts them out: amounts are exact text, times ISO 8601. */
const types = {
	text: 'string',
	date: 'string',
	image: 'string',
	choice: 'string',
	instant: 'string',
	money: 'string',
	rate: 'string',
	integer: 'integer',
	flag: 'boolean',
};

/** @type {(field: Field) => Schema} */
function schemaOfField(field) {
	const description = field.doc;
	if (field.kind === 'group') return { ...schemaOfFields(field.fields), description };
	if (field.kind === 'list')
		return { type: 'array', items: schemaOfFields(field.item), description };
	return { type: types[field.kind], description };
}

/** @type {(fields: Fields) => Schema} */
const schemaOfFields = (fields) => ({
	type: 'object',
	properties: Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, schemaOfField(field)]),
	),
});

/** @type {(names: string) => Record<string, Schema>} */
const texts = (names) =>
	Object.fromEntries(names.split(' ').map((name) => [name, { type: 'string' }]));

/** Names a call that is sent once, to settle it by. */
const reference = {
	type: 'object',
	properties: {
		...texts('endpoint intentId uid amount balanceBefore tag requestOrderId'),
		v: { type: 'integer' },
		sentAt: { type: 'integer' },
		userBankcardId: { type: 'integer' },
	},
};

/** @type {Schema} */
const outcome = { type: 'string', description: 'done, declined, unknown or not_sent' };

/** @type {(row: Endpoint) => Schema} */
const schemaOfOutcome = (row) => ({
	type: 'object',
	properties: {
		outcome,
		result: schemaOfFields(row.response),
		...texts('why decidedBy message advice'),
		code: { type: 'integer' },
		reference,
	},
});

/** @type {(key: EndpointKey) => Schema} */
export function schemaOf(key) {
	const row = endpointOf(key);
	if (row.effect === 'once') return schemaOfOutcome(row);
	if (Object.keys(row.response).length > 0) return schemaOfFields(row.response);
	return { type: 'object', properties: { success: { type: 'boolean' } } };
}

/** @type {Schema} */
const list = { type: 'array', items: { type: 'string' } };

/** What an opened notify puts out; its data are those of any type. */
const opened = {
	...texts('type uniqueNo digest'),
	authentic: { type: 'boolean', description: 'Always false: nothing proves who wrote a notify' },
	data: schemaOfFields(Object.assign({}, ...notifyTypes.map((type) => notifyRowOf(type).fields))),
	unknown: list,
};
const confirmed = {
	confirmation: { type: 'string', description: 'confirmed, contradicted or cannot_tell' },
	...texts('why message endpoint errorCode'),
	agreed: list,
	differs: list,
};

/** @type {(properties: Record<string, Schema>) => Schema} */
const object = (properties) => ({ type: 'object', properties });

const schemaOfCustomCall = object({
	outcome,
	result: object({}),
	...texts('why message advice'),
	code: { type: 'integer' },
	total: { type: 'integer' },
});

/** Operations that stand for no endpoint, by resource and operation. */
/** @type {Record<string, Schema>} */
export const otherSchemas = {
	'notify.open': object(opened),
	'notify.confirm': object({ ...opened, ...confirmed }),
	'notify.markHandled': object({ ...texts('digest'), handled: { type: 'boolean' } }),
	...Object.fromEntries(
		[...Object.keys(endpointGroups), 'notify', 'customCall'].map((resource) => [
			`${resource}.customCall`,
			schemaOfCustomCall,
		]),
	),
};

export const triggerSchema = object({
	...opened,
	...texts('raw'),
	uniqueNoReused: { type: 'boolean', description: 'The number has come with other content' },
});

/** @type {(fileName: string, schema: Schema) => { fileName: string; source: string }} */
const file = (fileName, schema) => ({
	fileName,
	source: `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`,
});

const ofOperations = {
	...Object.fromEntries(endpointKeys.map((key) => [key, schemaOf(key)])),
	...otherSchemas,
};

/** Every schema as a file of the package. */
export const schemaFiles = [
	...Object.entries(ofOperations).map(([key, schema]) =>
		file(`${folder}/${key.replace('.', '/')}.json`, schema),
	),
	file(triggerFile, triggerSchema),
];
