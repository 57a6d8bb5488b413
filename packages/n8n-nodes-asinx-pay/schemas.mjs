// Output schemas of the action node, made from the rows: the editor shows them before a node has run.
import { endpointKeys, endpointOf } from '@asinx-pay/core';

/** @import { Endpoint, EndpointKey, Field, Fields } from '@asinx-pay/core' */
/** @typedef {{ type: string; description?: string; properties?: Record<string, Schema>; items?: Schema }} Schema */

/** Where n8n looks for them, by version, resource and operation. */
const folder = 'nodes/AsinxPay/__schema__/v1.0.0';

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

/** @type {(row: Endpoint) => Schema} */
const schemaOfOutcome = (row) => ({
	type: 'object',
	properties: {
		outcome: { type: 'string', description: 'done, declined, unknown or not_sent' },
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

/** Every schema as a file of the package. */
export const schemaFiles = endpointKeys.map((key) => ({
	fileName: `${folder}/${key.replace('.', '/')}.json`,
	source: `${JSON.stringify({ ...schemaOf(key), version: 1 }, null, '\t')}\n`,
}));
