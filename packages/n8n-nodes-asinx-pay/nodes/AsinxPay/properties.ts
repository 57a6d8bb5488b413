import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { endpointGroups } from '../shared/core';
import { allowMoneyOperations, offeredToAgents, offeredToAll } from './agents';
import { customCall, customCallName, customCallValue } from './custom-call';
import { notifyResource, type Operation } from './operation';
import { operations } from './operations';
import { byName } from './widgets';

const option = ({ name, operation, action, description }: Operation): INodePropertyOptions => ({
	name,
	value: operation,
	action,
	description,
});

const groups = [...new Set(operations.map(({ resource }) => resource))];

/** Every list ends with it, or n8n would add one of its own that only signs. */
const lastOption = option(customCall);

const groupNames: Record<string, string> = { ...endpointGroups, [notifyResource]: 'Notify' };

const resources: INodePropertyOptions[] = groups
	.map((value) => ({ name: groupNames[value] ?? value, value }))
	.sort(byName);
resources.push({ name: customCallName, value: customCallValue });

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'bankcard',
	options: resources,
};

const offered = (group: string, isOffered: (entry: Operation) => boolean): INodePropertyOptions[] => {
	const options = operations
		.filter((entry) => entry.resource === group && isOffered(entry))
		.map(option)
		.sort(byName);
	options.push(lastOption);
	return options;
};

function operationList(
	group: string,
	options: INodePropertyOptions[],
	where: IDisplayOptions,
): INodeProperties {
	const first = options[0]?.value ?? customCallValue;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { ...where, show: { resource: [group], ...where.show } },
		default: first,
		options,
	};
}

const isHarmless = ({ movesMoney }: Operation): boolean => !movesMoney;

/** All operations of a resource, and those an agent is offered while it may not move money. */
const operationLists = (group: string): INodeProperties[] => [
	operationList(
		group,
		offered(group, () => true),
		offeredToAll,
	),
	operationList(group, offered(group, isHarmless), offeredToAgents),
];

type Show = Record<string, (string | boolean)[]>;

/** A field shown for one operation, and further only where it says so itself. */
const shownFor =
	(show: Show) =>
	(property: INodeProperties): INodeProperties => ({
		...property,
		displayOptions: { show: { ...show, ...property.displayOptions?.show } },
	});

const fieldsOf = (entry: Operation): INodeProperties[] =>
	entry.properties.map(shownFor({ resource: [entry.resource], operation: [entry.operation] }));

/** The whole form of the action node. */
export const properties: INodeProperties[] = [
	...allowMoneyOperations,
	resource,
	...groups.flatMap(operationLists),
	operationList(customCallValue, [lastOption], {}),
	...operations.flatMap(fieldsOf),
	...customCall.properties.map(shownFor({ operation: [customCallValue] })),
];
