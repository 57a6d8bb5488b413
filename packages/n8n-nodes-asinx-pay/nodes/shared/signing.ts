import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { createCodec, parseExact, type Codec } from './core';

/** Legacy callers such as the HTTP Request node say `uri` instead of `url`. */
type AnyRequest = IHttpRequestOptions & { uri?: string };

/** The codec of a credential. */
export const codecOf = (credentials: ICredentialDataDecryptedObject): Codec =>
	createCodec({
		appId: String(credentials.appId).trim(),
		appSecret: String(credentials.appSecret).trim(),
		...(credentials.previousSecret
			? { previousSecret: String(credentials.previousSecret).trim() }
			: {}),
	});

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** The path that is signed: what follows the base address. */
function signedPath(baseUrl: string, options: AnyRequest): string {
	const address = options.url || options.uri || '';
	const full = /^https?:/i.test(address) ? address : withoutSlash(options.baseURL ?? baseUrl) + address;
	const base = new URL(withoutSlash(baseUrl));
	const url = new URL(full);
	if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname))
		throw new Error('This credential signs requests to its own Base URL only.');
	return url.pathname.slice(withoutSlash(base.pathname).length);
}

function bodyOf(options: AnyRequest): unknown {
	const body: unknown = options.body;
	if (typeof body === 'string') return body === '' ? {} : parseExact(body);
	return body ?? {};
}

/**
 * Signs a request as the vendor's scheme asks. n8n may call it twice on the same options: signing what is signed gives
 * the same again.
 */
export function signRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const codec = codecOf(credentials);
	const { body, sign } = codec.sign(signedPath(String(credentials.baseUrl), options), bodyOf(options));
	const headers: IDataObject = {
		...options.headers,
		appId: codec.appId,
		sign,
		'content-type': 'application/json;charset=UTF-8',
	};
	return { ...options, method: 'POST', headers, body };
}
