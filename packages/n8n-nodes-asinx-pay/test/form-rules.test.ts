import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { AsinxPayApi } from '../credentials/AsinxPayApi.credentials';
import { AsinxPay } from '../nodes/AsinxPay/AsinxPay.node';
import { listSearch } from '../nodes/AsinxPay/pick-lists';
import { AsinxPayTrigger } from '../nodes/AsinxPayTrigger/AsinxPayTrigger.node';
import { endpointKeys, endpointOf, type Fields } from '../nodes/shared/core';

/** What n8n's linter demands of a form and cannot see here, because the form is derived. */
const { properties } = new AsinxPay().description;
const trigger = new AsinxPayTrigger().description.properties;
const credential = new AsinxPayApi().properties;

type Member = INodeProperties | INodePropertyOptions | INodePropertyCollection;
interface Place {
	at: string;
	property: INodeProperties;
}

const isProperty = (member: Member): member is INodeProperties => 'type' in member;

function inside(property: INodeProperties): INodeProperties[] {
	return ((property.options ?? []) as Member[]).flatMap((member) => {
		if (isProperty(member)) return [member];
		return 'values' in member ? member.values : [];
	});
}

const allOf = (list: INodeProperties[], at = ''): Place[] =>
	list.flatMap((property) => {
		const show = property.displayOptions?.show ?? {};
		const where = `${at}${[show.resource, show.operation, property.name].flat().filter(Boolean).join('.')}`;
		return [{ at: where, property }, ...allOf(inside(property), `${where} > `)];
	});

const places = [
	...allOf(properties),
	...allOf(trigger, 'trigger > '),
	...allOf(credential, 'credential > '),
];
const choices = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	(options as Member[]).filter((member) => !isProperty(member) && 'value' in member) as never;
const small = new Set('a an and as by for from in of on or per the to'.split(' '));
const isTitle = (text: string): boolean =>
	text.split(' ').every((word, index) => (index > 0 && small.has(word)) || /^[^a-z]/.test(word));
const isSentence = (text: string): boolean =>
	/^[A-Z0-9]/.test(text) && (/\.\s/.test(text) || !text.endsWith('.'));

describe('names', () => {
	test('there is a whole form to look at', () => {
		expect(places.length).toBeGreaterThan(250);
	});

	test('of fields and options are in Title Case', () => {
		const titles = places.flatMap(({ property }) => [
			...(property.type === 'notice' ? [] : [property.displayName]),
			...choices(property).map(({ name }) => name),
		]);
		expect(titles.filter((title) => !isTitle(title))).toEqual([]);
	});

	test('of actions are in sentence case and tell operations of a resource apart', () => {
		for (const property of properties.filter(({ name }) => name === 'operation')) {
			const actions = choices(property).map(({ action = '' }) => action);
			expect(actions.filter((action) => !/^[A-Z][^.]+$/.test(action))).toEqual([]);
			expect(new Set(actions).size).toBe(actions.length);
		}
	});
});

describe('descriptions', () => {
	const described = places.flatMap(({ at, property }) => [
		{ at, text: property.description },
		...choices(property).map(({ name, description }) => ({ at: `${at} ${name}`, text: description })),
	]);

	test('begin with a capital, and end without a period when they are one sentence', () => {
		expect(described.filter(({ text }) => text !== undefined && !isSentence(text))).toEqual([]);
	});

	test('stand at every operation, and at every field but those that say it in a hint', () => {
		const silent = places.filter(
			({ property: { type, name, description, hint } }) =>
				!['notice', 'hidden', 'collection', 'fixedCollection'].includes(type) &&
				!['resource', 'operation', 'events'].includes(name) &&
				!description &&
				!hint,
		);
		expect(silent.map(({ at }) => at)).toEqual([]);
		for (const property of properties.filter(({ name }) => name === 'operation'))
			expect(choices(property).filter(({ description }) => !description)).toEqual([]);
	});

	test('of switches begin with Whether', () => {
		const switches = places.filter(({ property }) => property.type === 'boolean');
		expect(switches.length).toBeGreaterThan(10);
		expect(
			switches.filter(({ property }) => !property.description?.startsWith('Whether ')),
		).toEqual([]);
	});

	test('do not name the unit of the wire where a date is picked', () => {
		const dates = places.filter(({ property }) => property.type === 'dateTime');
		expect(dates.filter(({ property }) => /millisecond/.test(property.description ?? ''))).toEqual([]);
	});
});

describe('order and values', () => {
	test('options and the fields of collections are alphabetical; Custom API Call comes last', () => {
		for (const { at, property } of places) {
			const names = choices(property).map(({ name }) => name);
			const fields =
				property.type === 'collection' ? inside(property).map(({ displayName }) => displayName) : [];
			for (const list of [names, fields]) {
				const sorted = list
					.filter((name) => name !== 'Custom API Call')
					.sort((left, right) => left.localeCompare(right, 'en'));
				expect(list.filter((name) => name !== 'Custom API Call'), at).toEqual(sorted);
			}
		}
	});

	test('values of options differ, and defaults are among them or empty', () => {
		for (const { at, property } of places.filter(({ property }) => property.type === 'options')) {
			const values = choices(property).map(({ value }) => value);
			expect(new Set(values).size, at).toBe(values.length);
			expect(['', ...values], at).toContain(property.default);
		}
	});

});

describe('placeholders', () => {
	const typed = places.filter(({ property }) => ['string', 'number'].includes(property.type));

	test('of typed fields are examples', () => {
		const wrong = typed.filter(
			({ property: { placeholder = 'e.g. ' } }) => !placeholder.startsWith('e.g. '),
		);
		expect(wrong).toEqual([]);
	});

	test('stand in every typed field that begins empty, unless it is typed blind', () => {
		const empty = typed.filter(({ property }) => property.default === '');
		expect(empty.length).toBeGreaterThan(60);
		const silent = empty.filter(
			({ property: { placeholder, typeOptions } }) => !placeholder && !typeOptions?.password,
		);
		expect(silent.map(({ at }) => at)).toEqual([]);
	});

	test('never show what is typed blind', () => {
		const blind = places.filter(({ property }) => property.typeOptions?.password);
		expect(blind.filter(({ property }) => property.placeholder || property.default)).toEqual([]);
	});
});

describe('what an operation says of itself', () => {
	const listed = properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			choices(property).map((choice) => ({ ...choice, group: property.displayOptions?.show?.resource?.[0] })),
		);
	const noticesOf = (key: string): string[] =>
		properties
			.filter(({ type, displayOptions: { show = {} } = {} }) => {
				const [resource, operation] = key.split('.');
				return type === 'notice' && show.resource?.[0] === resource && show.operation?.[0] === operation;
			})
			.map(({ displayName }) => displayName);

	test.each(endpointKeys)('%s: deprecated, sent once, known from where', (key) => {
		const { deprecated, effect, source } = endpointOf(key);
		const options = listed.filter(({ group, value }) => `${group as string}.${value}` === key);
		expect(options.length).toBeGreaterThan(0);
		for (const { name, description } of options) {
			expect(name.endsWith(' (Deprecated)')).toBe(deprecated !== undefined);
			if (deprecated) expect(description).toContain(deprecated.replace(/\.$/, ''));
		}
		const said = noticesOf(key).join(' ');
		expect(said.includes('Sent once per item')).toBe(effect === 'once');
		expect(said.includes('Not in the published document')).toBe(source === 'demo');
		if (deprecated) expect(said).toContain(deprecated);
	});

	test('secrets are typed blind at any depth', () => {
		const secretsOf = (fields: Fields): string[] =>
			Object.entries(fields).flatMap(([name, field]) => [
				...(field.secret ? [name] : []),
				...(field.kind === 'group' ? secretsOf(field.fields) : []),
			]);
		const secrets = new Set(endpointKeys.flatMap((key) => secretsOf(endpointOf(key).request)));
		expect(secrets).toContain('identificationNumber');
		const isFile = ({ property }: Place): boolean => property.displayName.endsWith('(Input Field)');
		const open = places.filter(
			(place) =>
				secrets.has(place.property.name) && !place.property.typeOptions?.password && !isFile(place),
		);
		expect(open.map(({ at }) => at)).toEqual([]);
	});
});

describe('limits', () => {
	test('are as n8n wants them', () => {
		const limits = properties.filter(({ name }) => name === 'limit');
		expect(limits.length).toBe(4);
		for (const limit of limits)
			expect(limit).toMatchObject({ default: 50, typeOptions: { minValue: 1 } });
	});
});

describe('what is shown when', () => {
	const valuesOf = (name: string): unknown[] =>
		properties
			.filter((property) => property.name === name)
			.flatMap((property) =>
				property.type === 'boolean' ? [true, false] : choices(property).map(({ value }) => value),
			);

	test('every condition names a field and values that exist', () => {
		for (const { displayOptions: { show = {}, hide = {} } = {} } of properties)
			for (const [name, values = []] of Object.entries({ ...show, ...hide })) {
				if (name === '@tool') continue;
				expect(valuesOf(name)).toEqual(expect.arrayContaining(values as unknown[]));
			}
	});

	test('lists that are picked from have their method', () => {
		const methods = places.flatMap(({ property }) =>
			(property.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(methods).toEqual(['list_bankcard_templateList']);
		expect(Object.keys(listSearch)).toEqual(methods);
	});
});
