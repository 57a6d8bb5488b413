import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { notifyRowOf, notifyTypes, type Field, type Fields } from '../shared/core';
import { perEvent } from '../shared/outputs';
import { describe } from '../shared/words';
import { isStatus } from './filters';

const byName = (left: { name: string }, right: { name: string }): number =>
	left.name.localeCompare(right.name, 'en');

const titleCase = (value: string): string =>
	value
		.toLowerCase()
		.split('_')
		.map((word) => (word === 'tba' ? 'TBA' : word.charAt(0).toUpperCase() + word.slice(1)))
		.join(' ');

const choices = (fields: Fields): string[] =>
	Object.entries(fields).flatMap(([name, field]: [string, Field]) => {
		if (field.kind === 'group') return choices(field.fields);
		return field.kind === 'choice' && isStatus(name, field) ? Object.keys(field.options) : [];
	});

/** Every status a notify can carry; the vendor writes some in two cases. */
const statuses = [
	...new Map(
		notifyTypes
			.flatMap((type) => choices(notifyRowOf(type).fields))
			.map((value) => [value.toUpperCase(), value]),
	).keys(),
];

const events: INodePropertyOptions[] = notifyTypes
	.map((value) => {
		const { title, doc } = notifyRowOf(value);
		return { name: title, value, action: `On ${title.toLowerCase()}`, description: describe(doc) };
	})
	.sort(byName);

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Narrows down what starts the workflow. A notify that does not say what a filter asks about passes it.',
	options: [
		{
			displayName: 'Card IDs',
			name: 'cards',
			type: 'string',
			default: '',
			placeholder: 'e.g. 137, 145',
			description: 'Only notifies about these cards, by their user bank card ID',
		},
		{
			displayName: 'Minimum Amount',
			name: 'minimumAmount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 50.00',
			description:
				'Only amounts of at least this much, whatever their sign and currency, as decimal text',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			options: statuses.map((value) => ({ name: titleCase(value), value })).sort(byName),
			description: 'Only notifies with one of these statuses',
		},
		{
			displayName: 'User IDs',
			name: 'users',
			type: 'string',
			default: '',
			placeholder: 'e.g. eo3cqhz3lujehlar',
			description: 'Only notifies about these users. Notifies about cards do not name a user.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allowed Addresses',
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24',
			description:
				'Addresses or networks that may send; all others are refused. Behind a proxy, n8n must be told how many there are (N8N_PROXY_HOPS).',
		},
		{
			displayName: 'Answer Body',
			name: 'answerBody',
			type: 'string',
			default: 'success',
			description:
				'What ASINX PAY is answered with HTTP 200 once n8n has stored the execution. JSON is sent as JSON, all else as text.',
		},
		{
			displayName: 'Include Raw Notify',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description:
				'Whether to put out the notify as it came as well, still encrypted, so that the workflow can send it on to another receiver',
		},
		{
			displayName: 'Path Secret',
			name: 'pathSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'A last part for the webhook address that is hard to guess: at least 16 letters, digits, - or _. Give ASINX PAY the new address after a change.',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'ASINX PAY sends all notifies of a merchant to one address. Give them the <b>Production URL</b> of one workflow, and let it send the raw notify on to those of the others. To try things out, pin a sample event, or have the sandbox send to the <b>Test URL</b>: the address at ASINX PAY stays as it is.',
		name: 'addressNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: events,
	},
	{
		displayName: 'Outputs',
		name: 'outputs',
		type: 'options',
		noDataExpression: true,
		default: 'one',
		options: [
			{ name: 'One for All', value: 'one', description: 'Every event leaves by the same output' },
			{
				name: 'One per Event',
				value: perEvent,
				description: 'Five outputs in a fixed order, whichever events are chosen',
			},
		],
		description: 'Whether the events leave together or each by an output of its own',
	},
	{
		displayName: 'A Repeat Is',
		name: 'repeats',
		type: 'options',
		noDataExpression: true,
		default: 'seen',
		description: 'Which deliveries of the same notify do not start the workflow again',
		options: [
			{
				name: 'Marked Handled',
				value: 'handled',
				description:
					'It came before and a workflow has marked it handled. A notify whose execution crashed comes through again; one that is delivered twice in a short time may be handled twice.',
			},
			{
				name: 'Seen Before',
				value: 'seen',
				description:
					'It came before and n8n has stored an execution for it. What became of that execution does not matter: retry a crashed one in the list of executions.',
			},
		],
	},
	{
		displayName:
			'End this workflow with the ASINX PAY node and its operation <b>Notify: Mark Handled</b>. Until then every delivery starts the workflow.',
		name: 'handledNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { repeats: ['handled'] } },
	},
	filters,
	options,
];
