import { NodeConnectionTypes, type INodeExecutionData } from 'n8n-workflow';
import { notifyRowOf, notifyTypes } from './core';

/** Value of the trigger's parameter `outputs` that gives each type an output of its own. */
export const perEvent = 'perEvent';

/** n8n cuts labels of outputs off after some 15 letters: the last word of a title only says that something happened. */
const labelOf = (title: string): string => title.split(' ').slice(0, -1).join(' ') || title;

const labelled = notifyTypes.map((type) => ({
	type: NodeConnectionTypes.Main,
	displayName: labelOf(notifyRowOf(type).title),
}));

/** n8n evaluates this in the editor as well, so it is an expression and not a function. */
export const outputsExpression: `={{${string}}}` = `={{ $parameter["outputs"] === "${perEvent}" ? ${JSON.stringify(labelled)} : ["${NodeConnectionTypes.Main}"] }}`;

/** Sends each item to the output of its type, in the order of the types; with one output for all they stay together. */
export function route(items: INodeExecutionData[], outputs: string): INodeExecutionData[][] {
	if (outputs !== perEvent) return [items];
	return notifyTypes.map((type) => items.filter(({ json }) => json.type === type));
}
