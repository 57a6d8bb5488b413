import { sleep, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';
import { canonicalJson, TransportFailure, type Codec, type OutgoingCall, type Ports } from '../shared/core';

/** Causes that come up before a byte of the request has left. */
const beforeSending =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID)$/;

interface Coded {
	code?: unknown;
	cause?: Coded;
	errorResponse?: Coded;
}

const codeOf = (error: Coded): string =>
	String(error.code ?? error.cause?.code ?? error.errorResponse?.code ?? error.cause?.cause?.code ?? '');

const requestOf = (baseUrl: string, call: OutgoingCall, timeout: number): IHttpRequestOptions => ({
	method: 'POST',
	url: baseUrl.replace(/\/+$/, '') + call.path,
	headers: call.uid === undefined ? {} : { uId: call.uid },
	body: canonicalJson(call.body),
	encoding: 'text',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout,
});

/** What the core's policy needs, made of what n8n gives; the credential signs. */
export function createPorts(
	context: IExecuteFunctions,
	{ baseUrl, codec }: { baseUrl: string; codec: Codec },
): Ports {
	return {
		async send(call, { timeoutMs }) {
			const options = requestOf(baseUrl, call, timeoutMs);
			try {
				const answer = (await context.helpers.httpRequestWithAuthentication.call(
					context,
					'asinxPayApi',
					options,
				)) as { statusCode: number; body: unknown };
				const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
				return { status: answer.statusCode, text };
			} catch (error) {
				const code = codeOf(error as Coded);
				const sent = !beforeSending.test(code);
				return Promise.reject(new TransportFailure(`No answer${code && ` (${code})`}.`, { sent }));
			}
		},
		open: codec.openReply,
		sleep: async (ms) => await sleep(ms),
		now: () => Date.now(),
		random: () => Math.random(),
	};
}
