import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { execute } from './execute';
import { listSearch } from './pick-lists';
import { properties } from './properties';

export class AsinxPay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ASINX PAY',
		name: 'asinxPay',
		icon: { light: 'file:../../icons/asinxPay.svg', dark: 'file:../../icons/asinxPay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Issue and manage virtual and physical cards with ASINX PAY',
		defaults: { name: 'ASINX PAY' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'asinxPayApi', required: true }],
		properties,
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute.call(this);
	}
}
