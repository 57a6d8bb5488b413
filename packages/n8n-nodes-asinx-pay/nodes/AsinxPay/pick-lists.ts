import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import {
	callEndpoint,
	endpointKeys,
	endpointOf,
	inputFields,
	isEndpointKey,
	type EndpointKey,
	type Field,
	type PickList,
} from '../shared/core';
import { credentialName, openMerchant } from '../shared/merchant';
import { attempt } from '../shared/attempt';
import { nodeErrorOf } from './errors';
import { createPorts } from './ports';

/** Name of the method that lists an endpoint's entries. */
const methodOf = (endpoint: string): string => `list_${endpoint.replace('.', '_')}`;

const byId = { displayName: 'By ID', name: 'id' } as const;

const idMode = (field: Field): INodePropertyMode => ({
	...byId,
	type: 'string',
	...(field.example !== undefined && { placeholder: `e.g. ${field.example}` }),
	...(field.kind === 'integer' && {
		validation: [
			{
				type: 'regex',
				properties: { regex: '\\s*[0-9]{1,15}\\s*', errorMessage: 'An ID is a whole number' },
			},
		],
	}),
});

/** A field whose values can be chosen from a list of the API, or typed. */
export const pickWidget = (
	field: Field,
	{ endpoint }: PickList,
): Pick<INodeProperties, 'type' | 'default' | 'modes'> => ({
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose...',
			typeOptions: { searchListMethod: methodOf(endpoint), searchable: true },
		},
		idMode(field),
	],
});

const labelOf = (entry: Record<string, unknown>, [name = '', ...more]: readonly string[]): string => {
	const extra = more.map((member) => entry[member]).filter(Boolean);
	const title = String(entry[name] ?? '');
	return extra.length > 0 ? `${title} (${extra.join(', ')})` : title;
};

function toItem(entry: Record<string, unknown>, list: PickList): INodeListSearchItems {
	const value = entry[list.value] as string | number;
	return { name: `${labelOf(entry, list.label)} · ${value}`, value };
}

async function listEntries(
	context: ILoadOptionsFunctions,
	list: PickList & { endpoint: EndpointKey },
): Promise<INodeListSearchItems[]> {
	const merchant = openMerchant(await context.getCredentials(credentialName));
	const request = { endpoint: list.endpoint, input: {} };
	const entries = (await callEndpoint(createPorts(context, merchant), request)) as Record<
		string,
		unknown
	>[];
	const { unless } = list;
	return entries
		.filter((entry) => unless === undefined || entry[unless] !== false)
		.map((entry) => toItem(entry, list));
}

const isPickable = (list: PickList | undefined): list is PickList & { endpoint: EndpointKey } =>
	list !== undefined && isEndpointKey(list.endpoint);

const lists = endpointKeys
	.flatMap((key) => Object.values(inputFields(endpointOf(key))))
	.map(({ pickFrom }) => pickFrom)
	.filter(isPickable);

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
) => Promise<INodeListSearchResult>;

/** Lists for the fields that are picked from the API, by the names that the fields use. */
export const listSearch: Record<string, ListSearch> = Object.fromEntries(
	lists.map((list) => [
		methodOf(list.endpoint),
		async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
			const listed = await attempt(async () => await listEntries(this, list));
			if ('error' in listed) throw nodeErrorOf(this.getNode(), listed.error, 0);
			const wanted = filter.toLowerCase();
			return { results: listed.value.filter(({ name }) => name.toLowerCase().includes(wanted)) };
		},
	]),
);
