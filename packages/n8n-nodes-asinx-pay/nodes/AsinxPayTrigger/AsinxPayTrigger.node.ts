import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { notifies, notifyTypes } from '../shared/core';
import { receive } from './receive';

export class AsinxPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASINX PAY Trigger',
		name: 'asinxPayTrigger',
		icon: { light: 'file:../../icons/asinxPay.svg', dark: 'file:../../icons/asinxPay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
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
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName:
					'Give the production address of this node to the vendor as notify URL. There is one address for all types. Notifies are encrypted but not signed: ask the API before you act on one.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: notifyTypes
					.map((type) => ({
						name: notifies[type].title,
						value: type,
						action: `On ${notifies[type].title.toLowerCase()}`,
						description: notifies[type].doc.replace(/\.$/, ''),
					}))
					.sort((left, right) => left.name.localeCompare(right.name)),
				default: [...notifyTypes],
			},
		],
	};

	// The vendor keeps the address by hand: there is nothing to register.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
