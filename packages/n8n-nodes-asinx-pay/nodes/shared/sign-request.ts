import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { parseExact } from './core';
import { openMerchant } from './merchant';

const ownHeaders = new Set(['appid', 'sign', 'content-type']);

/** n8n's HTTP Request node still names the address `uri`; the credential test splits it in two. */
function targetOf(options: IHttpRequestOptions): URL {
	const { url, uri, baseURL } = options as IHttpRequestOptions & { uri?: string };
	const address = url || uri || '';
	const full = baseURL ? `${baseURL.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}` : address;
	if (!URL.canParse(full)) throw new UserError('The request has no complete URL to sign');
	return new URL(full);
}

/** What is signed is the path after the base address; a signature never goes to another place. */
function pathToSign(base: URL, target: URL): string {
	const prefix = base.pathname.replace(/\/$/, '');
	if (target.origin !== base.origin || !target.pathname.startsWith(`${prefix}/`))
		throw new UserError('The URL does not begin with the Base URL of the ASINX PAY credential');
	return target.pathname.slice(prefix.length);
}

/** Undefined for text that is not JSON, or names a member twice. */
function parse(text: string): unknown {
	try {
		return parseExact(text);
	} catch {
		return undefined;
	}
}

/** A body as text is parsed with its digits kept, so that 16.00 is signed and sent as 16.00. */
function readBody(body: unknown): unknown {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	if (text === undefined || text === null || text === '') return {};
	const value = typeof text === 'string' ? parse(text) : text;
	if (value === undefined)
		throw new UserError('The request body is not JSON, or names a member twice');
	return value;
}

const otherHeaders = (headers: IDataObject = {}): IDataObject =>
	Object.fromEntries(
		Object.entries(headers).filter(([name]) => !ownHeaders.has(name.toLowerCase())),
	);

/**
 * Signs a request of any n8n node. The body becomes the very text that was signed, and signing again changes
 * nothing, because n8n signs a second time after an HTTP 401.
 */
export function signRequest(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const { base, codec } = openMerchant(credentials);
	const signed = codec.sign(pathToSign(base, targetOf(options)), readBody(options.body));
	return {
		...options,
		body: signed.body,
		headers: {
			...otherHeaders(options.headers),
			appId: codec.appId,
			sign: signed.sign,
			'content-type': 'application/json;charset=UTF-8',
		},
	};
}
