import { Workflow, type INodeProperties, type INodePropertyOptions, type INodeTypes } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { AsinxPay } from '../nodes/AsinxPay/AsinxPay.node';
import { isOptional, optionalsName } from '../nodes/AsinxPay/endpoint-properties';
import { sentenceCase } from '../nodes/shared/words';
import { AsinxPayTrigger } from '../nodes/AsinxPayTrigger/AsinxPayTrigger.node';
import { endpointKeys, endpointOf, inputFields, notifyTypes } from '../nodes/shared/core';
import { outputsExpression } from '../nodes/shared/outputs';

const { properties } = new AsinxPay().description;
const optionsOf = (property: INodeProperties | undefined): INodePropertyOptions[] =>
	(property?.options ?? []) as INodePropertyOptions[];
const named = (name: string): INodeProperties[] =>
	properties.filter((property) => property.name === name);
const operationProperty = (resource: string): INodeProperties | undefined =>
	named('operation').find(({ displayOptions }) =>
		displayOptions?.show?.resource?.includes(resource),
	);
const shownFor = (resource: string, operation: string): INodeProperties[] =>
	properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(operation),
	);
/** Fields of the form that stand for no field of a request. */
const notOfRows = new Set([optionalsName, ...'options simplify imageSource returnAll limit'.split(' ')]);
/** Members of a request that the node fills in itself. */
const notInForms = new Set(['pageNum', 'pageSize']);

describe('the form of the action node', () => {
	test.each(endpointKeys)('%s is an operation with all its fields', (key) => {
		const [resource = '', operation = ''] = key.split('.');
		const row = endpointOf(key);
		expect(optionsOf(named('resource')[0]).map(({ value }) => value)).toContain(resource);
		const option = optionsOf(operationProperty(resource)).find(({ value }) => value === operation);
		const marked = row.deprecated ? ' (deprecated)' : '';
		expect(option).toMatchObject({ action: sentenceCase(row.title) + marked });
		expect(option?.description).toBeTruthy();
		expect(option?.name.endsWith('(Deprecated)')).toBe(row.deprecated !== undefined);

		const fields = Object.entries(inputFields(row)).filter(([name]) => !notInForms.has(name));
		const shown = shownFor(resource, operation);
		const direct = shown
			.filter(({ name, type }) => type !== 'notice' && !notOfRows.has(name))
			.map(({ name }) => name);
		const collected = shown.flatMap((property) =>
			property.name === optionalsName ? (property.options as INodeProperties[]) : [],
		);
		expect([...new Set(direct)]).toEqual(fields.filter(([, field]) => !isOptional(field)).map(([name]) => name));
		expect(collected.map(({ name }) => name).sort()).toEqual(
			fields
				.filter(([, field]) => isOptional(field))
				.map(([name]) => name)
				.sort(),
		);
	});

	test('every list ends with Custom API Call, so that n8n adds none of its own', () => {
		for (const property of [...named('resource'), ...named('operation')])
			expect(optionsOf(property).at(-1)?.name).toBe('Custom API Call');
	});

	test('options are alphabetical before it and defaults are among them', () => {
		for (const property of [...named('resource'), ...named('operation')]) {
			const options = optionsOf(property);
			const names = options.slice(0, -1).map(({ name }) => name);
			expect(names).toEqual([...names].sort((left, right) => left.localeCompare(right, 'en')));
			expect(options.map(({ value }) => value)).toContain(property.default);
			expect(property.noDataExpression).toBe(true);
		}
	});

	test('every secret is typed blind', () => {
		const secrets = endpointKeys.flatMap((key) =>
			Object.entries(endpointOf(key).request)
				.filter(([, { secret }]) => secret)
				.map(([name]) => name),
		);
		expect(secrets).toContain('pin');
		const isName = ({ displayOptions }: INodeProperties): boolean =>
			displayOptions?.show?.imageSource?.includes('binary') === true;
		for (const property of secrets.flatMap(named).filter((each) => !isName(each)))
			expect(property).toMatchObject({ typeOptions: { password: true } });
	});

	test('actions are in sentence case and keep abbreviations', () => {
		expect(sentenceCase('List Merchant Top-Ups')).toBe('List merchant top-ups');
		expect(sentenceCase('Get KYC Gateway')).toBe('Get KYC gateway');
		expect(sentenceCase('Submit KYC (First Generation)')).toBe('Submit KYC (first generation)');
	});
});

describe('the form of the trigger', () => {
	test('says under its name which event it is for, in words', () => {
		const description = new AsinxPayTrigger().description;
		const subtitleOf = (events: string[]): unknown => {
			const node = {
				id: '1',
				name: 'Trigger',
				type: 'asinxPayTrigger',
				typeVersion: 1,
				position: [0, 0] as [number, number],
				parameters: { events },
			};
			const nodeTypes = { getByNameAndVersion: () => ({ description }) } as unknown as INodeTypes;
			const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
			return workflow.expression.getSimpleParameterValue(node, description.subtitle, 'manual', {});
		};
		expect(subtitleOf(['CARD_STATUS_CHANGE'])).toBe('Card Status Changed');
		expect(subtitleOf([...notifyTypes])).toBe('5 events');
	});

	test('labels its outputs so that n8n cuts none off, each with another word', () => {
		const labels = [...outputsExpression.matchAll(/"displayName":"([^"]*)"/g)].map(([, label]) => label ?? '');
		expect(labels).toHaveLength(notifyTypes.length);
		expect(new Set(labels).size).toBe(labels.length);
		for (const label of labels) expect(label).toMatch(/^\w[\w ]{3,13}$/);
	});

	test('offers the five types, each as a trigger of its own', () => {
		const events = new AsinxPayTrigger().description.properties.find(
			({ displayName }) => displayName === 'Trigger On',
		);
		expect(
			optionsOf(events)
				.map(({ value }) => value)
				.sort(),
		).toEqual([...notifyTypes].sort());
		for (const { action } of optionsOf(events)) expect(action).toMatch(/^On [a-z]/);
	});
});
