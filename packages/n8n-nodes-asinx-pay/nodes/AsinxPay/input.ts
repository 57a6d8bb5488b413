import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { endpointOf, type Endpoint, type EndpointKey, type Field, type Fields } from '../shared/core';
import { extraName } from './properties';

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Times come from the editor as ISO text; everything else is checked by the core. */
function readValue(field: Field, value: unknown): unknown {
	if (field.kind === 'group') return readValues(field.fields, value as IDataObject);
	if (field.kind === 'instant' && typeof value === 'string') {
		const time = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
		return Number.isNaN(time) ? value : time;
	}
	if (field.kind === 'date' && typeof value === 'string') return value.slice(0, 10);
	if (field.kind === 'list' && typeof value === 'string') return JSON.parse(value) as unknown;
	if (field.kind === 'integer' && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
	return typeof value === 'number' && field.kind !== 'integer' ? String(value) : value;
}

const readValues = (fields: Fields, values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values)
			.filter(([, value]) => !isAbsent(value))
			.map(([name, value]) => [name, fields[name] ? readValue(fields[name], value) : value]),
	) as IDataObject;

/** What an item asks for, as the row of its operation describes it. */
export function readInput(
	context: IExecuteFunctions,
	key: EndpointKey,
	itemIndex: number,
): IDataObject {
	const row: Endpoint = endpointOf(key);
	const extra = context.getNodeParameter(extraName, itemIndex, {}) as IDataObject;
	const values: IDataObject = {};
	for (const name of Object.keys(row.request)) {
		values[name] = extra[name] ?? (context.getNodeParameter(name, itemIndex, '') as IDataObject);
	}
	const input = readValues(row.request, values);
	if (row.scope === 'user') input.uid = context.getNodeParameter('uid', itemIndex) as string;
	return input;
}
