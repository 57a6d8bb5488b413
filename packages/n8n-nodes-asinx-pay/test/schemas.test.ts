import { describe, expect, test } from 'vitest';
import { AsinxPay } from '../nodes/AsinxPay/AsinxPay.node';
import {
	endpointKeys,
	endpointOf,
	notifyRowOf,
	notifyTypes,
	type Field,
	type Fields,
} from '../nodes/shared/core';
import { showNotify } from '../nodes/shared/show-notify';
import { otherSchemas, schemaFiles, schemaOf, triggerSchema } from '../schemas.mjs';
import { codec } from './demo-merchant';
import { createProcessedStore } from './processed-store';
import { ok, run, type Answer } from './run-node';

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

	const raw = codec.sealNotify({
		type: 'CARD_STATUS_CHANGE',
		uniqueNo: 'n-1',
		data: { userBankcardId: 137, status: 'ACTIVE', news: 'x' },
	});

	test.each<[string, Record<string, unknown>, Answer[]]>([
		['notify.open', { rawNotify: raw }, []],
		['notify.confirm', { notify: raw, uid: 'u1' }, [ok({ userBankCardStatus: 'ACTIVE' })]],
		['notify.markHandled', { digest: '0a'.repeat(32) }, []],
		['customCall.customCall', { path: '/bankcard/new' }, [ok({})]],
	])('%s puts out what its schema says', async (key, form, answers) => {
		const { output } = run(key, [form], answers, { processed: createProcessedStore() });
		const [item] = await output;
		expect(Object.keys(item?.json ?? {}).length).toBeGreaterThan(1);
		expect(differences(item?.json, otherSchemas[key])).toEqual([]);
	});

	test.each(notifyTypes)('the trigger puts out of %s what its schema says', (type) => {
		const data = examplesOf(notifyRowOf(type).fields);
		const notify = codec.openNotify(codec.sealNotify({ type, uniqueNo: 'n-1', data }));
		expect(differences(showNotify(notify), triggerSchema)).toEqual([]);
	});

	test('there is a file for every operation that the form offers, and one for the trigger', () => {
		const lists = new AsinxPay().description.properties.filter(({ name }) => name === 'operation');
		const offered = lists.flatMap(({ displayOptions, options = [] }) =>
			options.map(
				(option) => `${displayOptions?.show?.resource?.[0]}/${'value' in option && option.value}.json`,
			),
		);
		const files = [...new Set(offered)].map((name) => `nodes/AsinxPay/__schema__/v1.0.0/${name}`);
		files.push('nodes/AsinxPayTrigger/__schema__/v1.0.0.json');
		expect(schemaFiles.map(({ fileName }) => fileName).sort()).toEqual(files.sort());
	});
});
