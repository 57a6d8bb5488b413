import {
	Workflow,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
	type INodeParameters,
	type INodeTypes,
	type IWebhookDescription,
} from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { AsinxPayTrigger } from '../nodes/AsinxPayTrigger/AsinxPayTrigger.node';

const trigger = new AsinxPayTrigger();
const [webhook] = trigger.description.webhooks as [IWebhookDescription];

/** A workflow of the trigger alone, with what the constructor of n8n's own class makes of the parameters. */
function placed(parameters: INodeParameters) {
	const nodeTypes = { getByNameAndVersion: () => trigger, getByName: () => trigger, getKnownTypes: () => ({}) };
	const place = { id: 'n', name: 'Trigger', type: 't', typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes = [{ ...place, parameters }];
	const workflow = new Workflow({
		id: 'w',
		nodes,
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	const node = workflow.nodes.Trigger;
	if (!node) throw new Error('The node is not in the workflow');
	return { workflow, node };
}

const pathSecret = 'x'.repeat(16);

describe('the path of the trigger', () => {
	test.each<[string, INodeParameters, string]>([
		['without a secret', {}, 'webhook'],
		['with options but no secret', { options: { answerBody: 'x' } }, 'webhook'],
		['with an empty secret', { options: { pathSecret: '' } }, 'webhook'],
		['with a secret', { options: { pathSecret } }, `webhook/${pathSecret}`],
	])('%s is the same from the function and from the expression', (_, parameters, path) => {
		const { workflow, node } = placed(parameters);
		expect(resolveWebhookDescriptionField(node, webhook, 'path')).toEqual({ resolved: true, value: path });
		expect(workflow.expression.getSimpleParameterValue(node, webhook.path, 'internal', {})).toBe(path);
	});

	test('is evaluated by n8n where a setting of the trigger is an expression', () => {
		const { workflow, node } = placed({ events: '={{ ["CARD_STATUS_CHANGE"] }}', options: { pathSecret } });
		expect(resolveWebhookDescriptionField(node, webhook, 'path')).toEqual({ resolved: false });
		expect(workflow.expression.getSimpleParameterValue(node, webhook.path, 'internal', {})).toBe(
			`webhook/${pathSecret}`,
		);
	});

	test('is all that n8n would evaluate of how the trigger answers', () => {
		expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
	});
});
