import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	defaultDeadlineMs,
	maxDeadlineMs,
	type Endpoint,
	type Field,
	type Fields,
	type Kind,
} from '../shared/core';
import type { View } from '../shared/present';
import { spendingOptions } from './limits';
import { optionsName } from './options-name';
import type { ReadParameter } from './parameters';
import { byDisplayName } from './widgets';

export const simplifyName = 'simplify';

/** How many items are under way at the same time, unless chosen otherwise: gentle on the API. */
export const gentleConcurrency = 5;
const maxConcurrency = 50;
const itemsPerBatch = 50;
const maxWaitSeconds = 600;

const batching: INodeProperties = {
	displayName: 'Batching',
	name: 'batching',
	type: 'fixedCollection',
	placeholder: 'Add Batching',
	default: { batch: {} },
	description: 'Whether to pause between groups of items',
	options: [
		{
			displayName: 'Batching',
			name: 'batch',
			values: [
				{
					displayName: 'Items per Batch',
					name: 'batchSize',
					type: 'number',
					typeOptions: { minValue: -1 },
					default: itemsPerBatch,
					description: 'How many items make a batch; -1 for all in one',
				},
				{
					displayName: 'Batch Interval (Ms)',
					name: 'batchInterval',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 1000,
					description: 'Pause between batches in milliseconds; 0 for none',
				},
			],
		},
	],
};

const concurrency: INodeProperties = {
	displayName: 'Concurrent Items',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: maxConcurrency },
	default: gentleConcurrency,
	description:
		'How many items are called for at the same time. Items come out in the order they came in, and calls for one card never overtake each other.',
};

const timeout: INodeProperties = {
	displayName: 'Timeout (Ms)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: maxDeadlineMs },
	default: defaultDeadlineMs,
	description:
		'Longest time for one call in milliseconds, all tries of a read together. A call that was sent and not answered in time is unknown, not failed.',
};

const amountsAs: INodeProperties = {
	displayName: 'Amounts As',
	name: 'amountsAs',
	type: 'options',
	default: 'text',
	options: [
		{ name: 'Number', value: 'number', description: 'For calculating, at the price of exactness' },
		{ name: 'Text', value: 'text', description: 'Every digit as ASINX PAY sent it' },
	],
	description: 'How amounts and rates are put out',
};

const timesAs: INodeProperties = {
	displayName: 'Times As',
	name: 'timesAs',
	type: 'options',
	default: 'iso',
	options: [
		{ name: 'ISO 8601', value: 'iso', description: 'Such as 2026-01-31T08:00:00.000Z, in UTC' },
		{ name: 'Milliseconds', value: 'ms', description: 'Since 1970, as ASINX PAY sent it' },
	],
	description: 'How times are put out',
};

export const showSecrets: INodeProperties = {
	displayName: 'Show Card Secrets',
	name: 'showSecrets',
	type: 'boolean',
	default: false,
	description:
		'Whether to put out full card numbers, CVVs and other secrets. N8n keeps them in its execution data: switch that off in the workflow settings first.',
};

export const declinedIsError: INodeProperties = {
	displayName: 'Treat Declined as Error',
	name: 'declinedIsError',
	type: 'boolean',
	default: false,
	description:
		'Whether a declined call fails its item, so that it takes the error output. It is never sent again.',
};

const waitForResult: INodeProperties = {
	displayName: 'Wait for the Result (Seconds)',
	name: 'waitForResult',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: maxWaitSeconds },
	default: 60,
	description:
		'How long to go on asking how a call ended while that is unknown. It is never sent again.',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: simplifyName,
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What every operation that calls the API can be given. */
export const pacing: readonly INodeProperties[] = [batching, concurrency, timeout];

function has(fields: Fields, test: (field: Field) => boolean): boolean {
	return Object.values(fields).some(
		(field) =>
			test(field) ||
			(field.kind === 'group' && has(field.fields, test)) ||
			(field.kind === 'list' && has(field.item, test)),
	);
}

const ofKind =
	(...kinds: Kind[]) =>
	({ kind }: Field): boolean =>
		kinds.includes(kind);

/** The options that mean something for an endpoint. */
export function optionsFor(row: Endpoint): INodeProperties[] {
	const { response, effect, settledBy, spends } = row;
	const canSettle = settledBy?.order !== undefined || settledBy?.card !== undefined;
	const options: [boolean, INodeProperties][] = [
		[has(response, ofKind('money', 'rate')), amountsAs],
		[has(response, ofKind('instant')), timesAs],
		[has(response, ({ secret }) => secret === true), showSecrets],
		[effect === 'once', declinedIsError],
		[effect === 'once' && canSettle, waitForResult],
	];
	const fitting = options.filter(([fits]) => fits).map(([, option]) => option);
	const limits = spends === undefined ? [] : spendingOptions;
	return [...pacing, ...fitting, ...limits].sort(byDisplayName);
}

/** The collection that holds them. */
export const optionsCollection = (options: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: optionsName,
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...options],
});

/** How one item is called for and shown. */
export interface ItemOptions {
	deadlineMs: number;
	declinedIsError: boolean;
	waitMs: number;
	view: View;
}

const within = (value: unknown, most: number, otherwise: number): number => {
	const number = Number(value ?? otherwise);
	return Number.isFinite(number) ? Math.min(Math.max(number, 0), most) : otherwise;
};

export function readOptions(read: ReadParameter, itemIndex: number): ItemOptions {
	const options = read(optionsName, itemIndex, {}) as IDataObject;
	const raw = read(simplifyName, itemIndex, true) === false;
	return {
		deadlineMs: Math.trunc(within(options.timeout, maxDeadlineMs, defaultDeadlineMs)) || 1,
		declinedIsError: options.declinedIsError === true,
		waitMs: Math.round(within(options.waitForResult, maxWaitSeconds, 0) * 1000),
		view: {
			showSecrets: options.showSecrets === true,
			amountsAsNumbers: options.amountsAs === 'number',
			timesAsNumbers: raw || options.timesAs === 'ms',
			undocumented: raw,
		},
	};
}

/** How fast the items of a run follow each other. */
export interface Pace {
	concurrency: number;
	batchSize: number;
	batchIntervalMs: number;
}

const longestIntervalMs = 3_600_000;

export function readPace(read: ReadParameter): Pace {
	const options = read(optionsName, 0, {}) as IDataObject;
	const batch = ((options.batching as IDataObject | undefined)?.batch ?? {}) as IDataObject;
	const isBatched = options.batching !== undefined;
	const size = Number(batch.batchSize ?? itemsPerBatch);
	return {
		concurrency: Math.trunc(within(options.concurrency, maxConcurrency, gentleConcurrency)) || 1,
		batchSize: isBatched && size >= 1 ? Math.trunc(size) : Infinity,
		batchIntervalMs: isBatched ? within(batch.batchInterval, longestIntervalMs, 1000) : 0,
	};
}
