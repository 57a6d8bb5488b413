import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Operation } from './operation';

const allowName = 'allowMoneyOperations';

/** n8n shows this only on the variant of the node that AI agents use. */
const onlyForAgents = { '@tool': [true] };

/** An agent moves no money unless a person has said so here. */
const agentSwitch: INodeProperties = {
	displayName: 'Allow Operations That Move Money',
	name: allowName,
	type: 'boolean',
	noDataExpression: true,
	default: false,
	displayOptions: { show: onlyForAgents },
	description:
		'Whether the agent may register users, apply for, recharge and close cards, and call any path. Leave it off unless a person reviews every call.',
};

/**
 * The node itself has the switch unseen and on: where it is shown, n8n judges by its default too, and would take
 * operations away from the node that are off for agents only.
 */
const nodeSwitch: INodeProperties = {
	displayName: agentSwitch.displayName,
	name: allowName,
	type: 'hidden',
	default: true,
	displayOptions: { show: { '@tool': [false] } },
};

export const allowMoneyOperations: readonly INodeProperties[] = [agentSwitch, nodeSwitch];

/** Where all operations are offered: everywhere, but for an agent that may not move money. */
export const offeredToAll = { hide: { [allowName]: [false] } };

/** Where only harmless operations are offered. */
export const offeredToAgents = { show: { ...onlyForAgents, [allowName]: [false] } };

/** n8n names that variant so, whichever way the agent runs it. */
export const isAgentNode = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

/** @throws NodeOperationError */
export function refuseUnlessAllowed(
	context: IExecuteFunctions,
	{ movesMoney, name }: Operation,
): void {
	if (!movesMoney || !isAgentNode(context)) return;
	if (context.getNodeParameter(allowName, 0, false) === true) return;
	throw new NodeOperationError(
		context.getNode(),
		`${name} is switched off for AI agents in this node`,
		{
			description: `Nothing was sent. A person can turn on "${agentSwitch.displayName}" in the node.`,
		},
	);
}
