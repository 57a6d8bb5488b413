import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import {
	canonicalJson,
	isUnsent,
	networkCode,
	TransportFailure,
	type Incoming,
	type OpenedNotify,
	type OutgoingCall,
	type Ports,
} from '../shared/core';
import { addressOf, credentialName, type Merchant } from '../shared/merchant';

/** What n8n's HTTP client calls an answer that is not there in time. */
const lateCode = 'ECONNABORTED';

/** A request that can have arrived counts as sent. */
function failureOf(error: unknown, timeoutMs: number): TransportFailure {
	const code = networkCode(error);
	if (isUnsent(error))
		return new TransportFailure(`The API could not be reached (${code}).`, { sent: false });
	const how = code === lateCode ? ` within ${timeoutMs} ms` : code && ` (${code})`;
	return new TransportFailure(`No complete answer came${how}.`, { sent: true });
}

/** The core judges statuses, so n8n must neither throw on one, nor sign and send again, nor follow a redirect. */
const sendOnce: Partial<IHttpRequestOptions> = {
	method: 'POST',
	encoding: 'text',
	json: false,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
};

/** Ports whose `send` takes any path, one that no row describes included. */
export interface NodePorts extends Ports {
	send(
		call: Omit<OutgoingCall, 'endpoint'>,
		options: { timeoutMs: number; signal?: AbortSignal },
	): Promise<Incoming>;
	/** Reads a notify strictly. @throws AsinxError `notify_refused` */
	openNotify(body: string): OpenedNotify;
}

/** The core's policy with n8n's network and timers; n8n signs through the credential. */
export function createPorts(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ base, codec, credentials }: Merchant,
): NodePorts {
	// Otherwise n8n reads and decrypts the credential again for every call.
	const credentialsDecrypted = {
		id: '',
		name: credentialName,
		type: credentialName,
		data: credentials,
	};
	return {
		async send(call, { timeoutMs }) {
			const options: IHttpRequestOptions = {
				...sendOnce,
				url: addressOf(base, call.path),
				headers: call.uid === undefined ? {} : { uId: call.uid },
				body: canonicalJson(call.body),
				timeout: timeoutMs,
			};
			const answer = await context.helpers.httpRequestWithAuthentication
				.call(context, credentialName, options, { credentialsDecrypted })
				.then(
					(response: IN8nHttpFullResponse) => response,
					(error: unknown) => failureOf(error, timeoutMs),
				);
			if (answer instanceof TransportFailure) throw answer;
			return { status: answer.statusCode, text: String(answer.body ?? '') };
		},
		open: codec.openReply,
		openNotify: codec.openNotify,
		sleep,
		now: Date.now,
		random: Math.random,
	};
}
