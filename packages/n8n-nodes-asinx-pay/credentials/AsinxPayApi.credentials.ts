import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signRequest } from '../nodes/shared/signing';

export class AsinxPayApi implements ICredentialType {
	name = 'asinxPayApi';

	displayName = 'ASINX PAY API';

	icon: Icon = { light: 'file:../icons/asinxPay.svg', dark: 'file:../icons/asinxPay.dark.svg' };

	documentationUrl = 'https://github.com/asinx-pay-toolkit/asinx-pay-toolkit#readme';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://test.asinx.io/api-web',
			required: true,
			description: 'Address of the API; the vendor gives the live one',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. app_447770',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The 32 hexadecimal digits the vendor gave with the App ID',
		},
		{
			displayName: 'Previous App Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Opens replies and notifies made with the earlier secret while you change it',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signRequest(credentials, requestOptions);

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{$credentials.baseUrl}}',
			url: '/merchant/asset',
			body: {},
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'success',
					value: false,
					message: 'The API refused the signature. Check App ID, App Secret and Base URL.',
				},
			},
		],
	};
}
