import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { createCodec, type Codec } from './core';

/** Name of the credential, written once. */
export const credentialName = 'asinxPayApi';

/** A credential made usable: where the API is, and how to talk to it. */
export interface Merchant {
	/** Base address without a slash at its end. */
	base: URL;
	codec: Codec;
	/** Tells merchants apart. */
	key: string;
	/** As n8n has read them. */
	credentials: ICredentialDataDecryptedObject;
	/** Limits on spending, as they were typed. */
	limits: { largestRecharge?: string; rechargePerDay?: string };
}

const trimmed = (value: unknown): string => String(value ?? '').trim();

/** Plain http is for a sandbox on this machine or in a container beside n8n. */
const isNearby = (hostname: string): boolean =>
	!hostname.includes('.') || /^(127\.\d+\.\d+\.\d+|host\.docker\.internal)$/.test(hostname);

function readBaseUrl(text: unknown): URL {
	const base = URL.canParse(String(text)) ? new URL(String(text)) : undefined;
	if (!base || base.search || base.hash || base.username)
		throw new UserError('The Base URL must look like https://test.asinx.io/api-web');
	if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isNearby(base.hostname)))
		throw new UserError('The Base URL must begin with https:// (http:// is for a local sandbox)');
	base.pathname = base.pathname.replace(/\/+$/, '');
	return base;
}

/** Merchants by the very object that n8n has read: the many calls of one run are signed with one codec. */
const opened = new WeakMap<ICredentialDataDecryptedObject, Merchant>();

/** The merchant of a credential. @throws UserError, or the core's `bad_credentials` */
export function openMerchant(credentials: ICredentialDataDecryptedObject): Merchant {
	const known = opened.get(credentials);
	if (known) return known;
	const merchant = makeMerchant(credentials);
	opened.set(credentials, merchant);
	return merchant;
}

function makeMerchant(credentials: ICredentialDataDecryptedObject): Merchant {
	const { baseUrl, previousSecret, largestRecharge, rechargePerDay } = credentials;
	const base = readBaseUrl(baseUrl);
	const appId = trimmed(credentials.appId);
	return {
		base,
		codec: createCodec({
			appId,
			appSecret: trimmed(credentials.appSecret),
			...(previousSecret ? { previousSecret: trimmed(previousSecret) } : {}),
		}),
		key: `${appId} ${base.href}`,
		credentials,
		limits: {
			largestRecharge: trimmed(largestRecharge),
			rechargePerDay: trimmed(rechargePerDay),
		},
	};
}

/** Address of an endpoint; the path of a base address without one is a slash that must not count. */
export const addressOf = (base: URL, path: string): string => base.href.replace(/\/$/, '') + path;
