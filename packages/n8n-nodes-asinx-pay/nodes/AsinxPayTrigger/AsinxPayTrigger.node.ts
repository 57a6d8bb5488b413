import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { properties } from './properties';
import { webhook } from './webhook';

export class AsinxPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASINX PAY Trigger',
		name: 'asinxPayTrigger',
		icon: { light: 'file:../../icons/asinxPay.svg', dark: 'file:../../icons/asinxPay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events"}}',
		description: 'Starts the workflow when ASINX PAY sends a notify',
		defaults: { name: 'ASINX PAY Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'asinxPayApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Left out, n8n answers with the literal text "firstEntryJson" instead of what the node returns.
				responseData: '',
				path: 'webhook',
			},
		],
		properties,
	};

	/** The vendor has no endpoint to register an address: it is agreed by hand. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await webhook.call(this);
	}
}
