import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import signing from '@asinx-pay/core/vectors/signing.json';
import { createCodec } from '../nodes/shared/core';

const current = signing.filter(({ scheme }) => scheme === 'hex');

/** Vectors of the current scheme that use the published demo secret. */
export const vectors = current.filter(({ secret }) => secret === current[0]?.secret);

/** A credential of the published demo merchant. */
export const credentials: ICredentialDataDecryptedObject = {
	baseUrl: 'https://test.asinx.io/api-web',
	appId: 'app_447770',
	appSecret: current[0]?.secret ?? '',
	previousSecret: '',
};

export const codec = createCodec({
	appId: String(credentials.appId),
	appSecret: String(credentials.appSecret),
});
