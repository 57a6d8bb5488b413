import type { IHttpRequestOptions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { AsinxPayApi } from '../credentials/AsinxPayApi.credentials';
import { signRequest } from '../nodes/shared/sign-request';
import { codec, credentials, vectors } from './demo-merchant';

const base = String(credentials.baseUrl);
const signed = (options: Partial<IHttpRequestOptions> & { uri?: string }): IHttpRequestOptions =>
	signRequest(credentials, { method: 'POST', ...options } as IHttpRequestOptions);

describe('signing', () => {
	test('there are vectors to sign', () => {
		expect(vectors.length).toBeGreaterThan(1);
	});

	test.each(vectors)('$name: the credential signs as the vector does', async (vector) => {
		const { authenticate } = new AsinxPayApi();
		if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
		const body = JSON.stringify(vector.body);
		const options = await authenticate(credentials, { url: base + vector.path, body });
		expect(vector.path + String(options.body)).toBe(vector.origin);
		expect(options.headers).toMatchObject({ appId: 'app_447770', sign: vector.sign });
	});

	test('signing what is signed changes nothing', () => {
		const options = { url: `${base}/bankcard/recharge`, body: '{"b":1,"amount":16.00}' };
		const once = signed(options);
		expect(once.body).toBe('{"amount":16.00,"b":1}');
		expect(signRequest(credentials, once)).toEqual(once);
	});

	test.each([
		['url', { url: `${base}/merchant/asset` }],
		['uri', { uri: `${base}/merchant/asset` }],
		['baseURL and url', { baseURL: `${base}/`, url: '/merchant/asset' }],
	])('finds the path in %s and signs an empty body as {}', (_, options) => {
		const { body, headers } = signed(options);
		expect(body).toBe('{}');
		expect(headers?.sign).toBe(codec.sign('/merchant/asset', {}).sign);
	});

	test('an object and its text are signed alike, and other headers stay', () => {
		const url = `${base}/user/register`;
		const headers = { uId: 'u1', 'Content-Type': 'text/plain' };
		const fromObject = signed({ url, headers, body: { b: 1, a: 'x' } });
		expect(fromObject).toEqual(signed({ url, headers, body: '{"a":"x","b":1}' }));
		expect(fromObject.headers).toMatchObject({
			uId: 'u1',
			'content-type': 'application/json;charset=UTF-8',
		});
		expect(fromObject.headers).not.toHaveProperty('Content-Type');
	});

	test.each([
		'https://elsewhere.example/api-web/merchant/asset',
		'https://test.asinx.io/other/merchant/asset',
		'https://test.asinx.io/api-website/merchant/asset',
		'/merchant/asset',
	])('signs nothing for %s', (url) => {
		expect(() => signed({ url })).toThrow(/URL/);
	});

	test.each(['not json', '{"a":1,"a":1}'])('signs no body such as %s', (body) => {
		expect(() => signed({ url: `${base}/merchant/asset`, body })).toThrow(/not JSON/);
	});

	test('a secret that is none is refused in words: the credential test would show a code instead', async () => {
		const { authenticate } = new AsinxPayApi();
		if (typeof authenticate !== 'function') throw new Error('authenticate must be a function');
		const refused = authenticate({ ...credentials, appSecret: 'secret' }, { url: `${base}/a` });
		await expect(refused).rejects.toThrow(/32 hexadecimal digits/);
		await expect(refused).rejects.not.toHaveProperty('code');
	});

	test.each(['http://test.asinx.io/api-web', 'ftp://x', 'nonsense', 'https://x/?a=1'])(
		'refuses the base address %s',
		(baseUrl) => {
			expect(() => signRequest({ ...credentials, baseUrl }, { url: `${baseUrl}/a` })).toThrow(
				/Base URL/,
			);
		},
	);

	test.each(['http://127.0.0.1:4010/api-web', 'http://sandbox:4010/api-web', 'https://x'])(
		'signs for the base address %s',
		(baseUrl) => {
			const { headers } = signRequest({ ...credentials, baseUrl }, { url: `${baseUrl}/a/b` });
			expect(headers?.sign).toBe(codec.sign('/a/b', {}).sign);
		},
	);
});
