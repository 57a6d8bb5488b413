import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { attempt } from '../nodes/shared/attempt';
import { endpointOf, isAsinxError } from '../nodes/shared/core';
import { signRequest } from '../nodes/shared/sign-request';

export class AsinxPayApi implements ICredentialType {
	name = 'asinxPayApi';

	displayName = 'ASINX PAY API';

	icon: Icon = { light: 'file:../icons/asinxPay.svg', dark: 'file:../icons/asinxPay.dark.svg' };

	documentationUrl =
		'https://github.com/asinx-pay-toolkit/asinx-pay-toolkit/tree/main/packages/n8n-nodes-asinx-pay#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://test.asinx.io/api-web',
			required: true,
			placeholder: 'e.g. https://test.asinx.io/api-web',
			description:
				'Address of the API. The default is the test system; ASINX PAY gives you the live one.',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. app_447770',
			description: 'Names you to ASINX PAY; they gave it to you with the App Secret',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The 32 hexadecimal digits that belong to the App ID',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret before the present one. It only opens replies and notifies that are on their way while you change secrets.',
		},
		{
			displayName: 'Largest Recharge',
			name: 'largestRecharge',
			type: 'string',
			default: '',
			placeholder: 'e.g. 500.00',
			description: 'A recharge above this amount in USD is not sent. Empty for no limit.',
		},
		{
			displayName: 'Recharges per Day',
			name: 'rechargePerDay',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5000.00',
			description:
				'Recharges that would bring the day (UTC) above this total in USD are not sent. Each n8n process counts for itself, from its start. Empty for no limit.',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const signed = await attempt(() => signRequest(credentials, requestOptions));
		if ('value' in signed) return signed.value;
		const { error } = signed;
		// The credential test shows the code of an error that has one, in place of its message.
		throw isAsinxError(error) ? new UserError(`${error.message} ${error.advice}`) : error;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: endpointOf('merchant.asset').path,
			method: 'POST',
			body: {},
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'success',
					value: false,
					message:
						'ASINX PAY refused these credentials. Check that App ID, App Secret and Base URL belong together.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'success',
					value: undefined,
					message: 'What answered at this Base URL is not the ASINX PAY API.',
				},
			},
		],
	};
}
