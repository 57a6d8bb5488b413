import { describe, expect, test } from 'vitest';
import { endpointKeys, endpointOf, type Field, type Fields } from '../nodes/shared/core';
import { schemaFiles, schemaOf } from '../schemas.mjs';
import { ok, run } from './run-node';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

function exampleOf(field: Field): unknown {
	if (field.kind === 'group') return examplesOf(field.fields);
	if (field.kind === 'list') return [examplesOf(field.item)];
	if (field.kind === 'choice') return Object.keys(field.options)[0];
	return field.kind === 'flag' ? true : (field.example ?? '2000-01-01');
}

const examplesOf = (fields: Fields): Record<string, unknown> =>
	Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, exampleOf(field)]));

const jsonTypeOf = (value: unknown): string => {
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
};

/** Paths of what a value has and the schema lacks, or has otherwise. */
function differences(value: unknown, schema: Schema | undefined, at = ''): string[] {
	if (!schema) return [`${at} is not in the schema`];
	const type = jsonTypeOf(value);
	if (type !== schema.type) return [`${at} is ${type}, not ${schema.type}`];
	if (Array.isArray(value)) return value.flatMap((each) => differences(each, schema.items, `${at}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		differences(member, schema.properties?.[name], `${at}.${name}`),
	);
}

const picture = 'data:image/jpeg;base64,/9j/';

/** A form filled in with the examples of the row. */
function formOf(key: (typeof endpointKeys)[number]): Record<string, unknown> {
	const { request, scope } = endpointOf(key);
	const filled = Object.entries(request)
		.filter(([, field]) => !field.optional)
		.map(([name, field]) => [name, field.kind === 'image' ? picture : exampleOf(field)]);
	return {
		imageSource: 'dataUrl',
		...Object.fromEntries(filled),
		...(scope === 'user' && { uid: 'u1' }),
	};
}

describe('output schemas', () => {
	test.each(endpointKeys)('%s puts out what its schema says', async (key) => {
		const { response, list, echoes = [] } = endpointOf(key);
		const form = formOf(key);
		const repeated = Object.fromEntries(echoes.map((name) => [name, form[name]]));
		const result = { ...examplesOf(response), ...repeated };
		const { output } = run(key, [{ ...form, id_type: 'passport', country: 'CN' }], [ok(list ? [result] : result)]);
		const [item] = await output;
		expect(Object.keys(item?.json ?? {}).length).toBeGreaterThan(0);
		expect(differences(item?.json, schemaOf(key))).toEqual([]);
	});

	test('there is a file for every operation', () => {
		expect(schemaFiles.map(({ fileName }) => fileName)).toContain(
			'nodes/AsinxPay/__schema__/v1.0.0/bankcard/recharge.json',
		);
		expect(schemaFiles).toHaveLength(endpointKeys.length);
	});
});
