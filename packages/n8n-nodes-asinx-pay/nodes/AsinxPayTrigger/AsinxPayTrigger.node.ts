import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { execute } from './execute';
import { notifyRowOf, notifyTypes } from '../shared/core';
import { outputsExpression } from '../shared/outputs';
import { pathField } from './path';
import { properties } from './properties';
import { checkSettings } from './publish';
import { webhook } from './webhook';

/** By type, as text, because n8n evaluates the subtitle in the editor. */
const titles = JSON.stringify(
	Object.fromEntries(notifyTypes.map((type) => [type, notifyRowOf(type).title])),
);

export class AsinxPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASINX PAY Trigger',
		name: 'asinxPayTrigger',
		icon: { light: 'file:../../icons/asinxPay.svg', dark: 'file:../../icons/asinxPay.dark.svg' },
		group: ['trigger'],
		// For the first version of any node n8n evaluates an expression of its own in every webhook call.
		version: [1, 1.1],
		subtitle: `={{ $parameter["events"].length === 1 ? ${titles}[$parameter["events"][0]] : $parameter["events"].length + " events" }}`,
		description: 'Starts the workflow when ASINX PAY sends a notify',
		defaults: { name: 'ASINX PAY Trigger' },
		inputs: [],
		outputs: outputsExpression,
		credentials: [{ name: 'asinxPayApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Left out, n8n answers with the literal text "firstEntryJson" instead of what the node returns.
				responseData: '',
				...pathField,
			},
		],
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return checkSettings(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return checkSettings(this);
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await webhook.call(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute.call(this);
	}
}
