import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { notifyTypes } from '../shared/core';
import { perEvent } from '../shared/outputs';
import { markHandled } from '../shared/repeats';
import { notifyResource, type Operation } from './operation';

const triggerType = /\.asinxPayTrigger$/;
const digestPattern = /^[0-9a-f]{64}$/;

/** What an execution knows about its trigger. */
interface TriggerRun {
	isExecuted: boolean;
	params: { outputs?: string };
	first(outputIndex: number): { json: { digest?: unknown } } | undefined;
}

/** The digest of the notify that started this execution; undefined where another trigger did. */
function digestOfTrigger(context: IExecuteFunctions, itemIndex: number): unknown {
	const proxy = context.getWorkflowDataProxy(itemIndex) as { $: (name: string) => TriggerRun };
	const trigger = context
		.getParentNodes(context.getNode().name)
		.filter(({ type }) => triggerType.test(type))
		.map(({ name }) => proxy.$(name))
		.find(({ isExecuted }) => isExecuted);
	if (!trigger) return undefined;
	const outputs = trigger.params.outputs === perEvent ? notifyTypes.keys() : [0];
	return [...outputs].map((output) => trigger.first(output)?.json.digest).find(Boolean);
}

export const markHandledOperation: Operation = {
	resource: notifyResource,
	operation: 'markHandled',
	name: 'Mark Handled',
	action: 'Mark notify handled',
	description: 'Tell the trigger of this workflow that a notify needs no other delivery',
	sentOnce: false,
	movesMoney: false,
	properties: [
		{
			displayName:
				'Belongs at the end of the workflow that the ASINX PAY Trigger starts, with its parameter <b>A Repeat Is</b> set to <b>Marked Handled</b>. In a sub-workflow it has no effect on the trigger.',
			name: 'markNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Digest',
			name: 'digest',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.digest }}',
			description:
				'Digest of the notify, as the trigger puts it out. Left empty, it is the notify that started this workflow.',
		},
	],
	prepare({ context, read, placeOf }, itemIndex) {
		const given = read('digest', itemIndex, '') || undefined;
		const digest = String(given ?? digestOfTrigger(context, itemIndex) ?? '');
		if (!digestPattern.test(digest))
			throw new NodeOperationError(placeOf(itemIndex).node, 'There is no notify to mark handled', {
				itemIndex,
				description:
					'Start the workflow with the ASINX PAY Trigger, or give the digest of a notify as the trigger puts it out: 64 hexadecimal digits.',
			});
		return {
			async run() {
				await markHandled(context.helpers, digest);
				return [{ digest, handled: true }];
			},
		};
	},
};
