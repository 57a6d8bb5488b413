import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { execute } from '../nodes/AsinxPay/execute';
import { signRequest } from '../nodes/shared/sign-request';
import { codec, credentials as demo } from './demo-merchant';

/** What the API does with a request: answers, or breaks the connection with a network code. */
export type Answer = { status?: number; text: string } | { code: string };
type Item = Record<string, unknown>;

export interface Sent {
	path: string;
	body: unknown;
	uId: unknown;
}

export interface NodeSettings {
	continueOnFail?: boolean;
	retryOnFail?: boolean;
	maxTries?: number;
	type?: string;
	runIndex?: number;
	executionId?: string;
	/** What n8n keeps with the node from execution to execution. */
	staticData?: object;
	/** Members of the credential that differ. */
	credentials?: object;
	/** Files of every item, by the field that holds them. */
	files?: Record<string, { mimeType: string; content: Buffer }>;
	/** Kept from try to try by n8n, with the execution. */
	contextData?: Record<string, unknown>;
	/** Other nodes of the workflow, as expressions reach them. */
	otherNodes?: { name: string; type: string; run: object }[];
	/** n8n's store of what a workflow has processed. */
	processed?: object;
	/** Parameters as the form holds them, where they are not the same as what n8n makes of them. */
	raw?: Record<string, unknown>;
	/** What came in, item by item, as expressions reach it. */
	incoming?: unknown[];
}

export const ok = (result?: unknown): { text: string } => ({
	text: codec.sealReply({ success: true, code: 1, message: 'SUCCESS', result }),
});
export const not = (code: number, message: string, result?: unknown): { text: string } => ({
	text: codec.sealReply({ success: false, code, message, result }),
});

const nodeOf = ({ type = 'asinxPay', retryOnFail, maxTries }: NodeSettings) => ({
	id: 'n1',
	name: 'ASINX PAY',
	type: `n8n-nodes-asinx-pay.${type}`,
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
	...(retryOnFail !== undefined && { retryOnFail }),
	...(maxTries !== undefined && { maxTries }),
});

/** Read before a recharge, as evidence; this card has none yet. */
const balancePath = '/bankcard/balance';

/** Answers requests in their order; each is checked as the API checks it. */
function createApi(
	{ node, key, credentials }: { node: ReturnType<typeof nodeOf>; key: string; credentials: typeof demo },
	answers: Answer[],
) {
	const sent: Sent[] = [];
	async function httpRequestWithAuthentication(name: string, options: IHttpRequestOptions) {
		const request = signRequest(credentials, options);
		const path = String(request.url).slice(String(credentials.baseUrl).length);
		const { sign, uId } = request.headers ?? {};
		codec.openRequest({ path, body: String(request.body), sign: String(sign) });
		if (path === balancePath && key === 'bankcard.recharge')
			return { statusCode: 200, headers: {}, body: not(200, 'No balance yet').text };
		sent.push({ path, body: String(request.body), uId });
		const answer = answers[sent.length - 1];
		if (!answer) throw new Error(`No answer for request ${sent.length} of ${name}`);
		if ('code' in answer) {
			const cause = Object.assign(new Error('socket'), { code: answer.code });
			throw new NodeApiError(node, cause as never);
		}
		return { statusCode: answer.status ?? 200, headers: {}, body: answer.text };
	}
	return { sent, httpRequestWithAuthentication };
}

function filesOf({ files = {} }: NodeSettings) {
	const find = (itemIndex: number, name: string) => {
		const file = files[name];
		if (!file) throw new Error(`There is no file "${name}" [item ${itemIndex}]`);
		return file;
	};
	return {
		assertBinaryData: (itemIndex: number, name: string) => find(itemIndex, name),
		getBinaryDataBuffer: async (itemIndex: number, name: string) => find(itemIndex, name).content,
	};
}

let merchants = 0;
/** The process remembers what a merchant has open: each node of the tests has a merchant of its own. */
const nextBaseUrl = (): string => `https://merchant-${++merchants}.example/api-web`;

/** A parameter that is not the same for all items stands for an expression that only n8n can evaluate. */
const evaluated = '={{ $evaluated }}';

/** Parameters as n8n hands them over, and counts how often it has evaluated each. */
function createParameters(all: Item, items: Item[], { raw = {} }: NodeSettings) {
	const evaluations: Record<string, number> = {};
	const valueOf = (name: string, index: number, fallback: unknown): unknown =>
		({ ...all, ...items[index] })[name] ?? fallback;
	const rawOf = (name: string, fallback: unknown): unknown => {
		const texts = items.map((_, index) => JSON.stringify(valueOf(name, index, fallback)));
		return new Set(texts).size > 1 ? evaluated : valueOf(name, 0, fallback);
	};
	const getNodeParameter = (
		name: string,
		index: number,
		fallback?: unknown,
		options: { rawExpressions?: boolean } = {},
	): unknown => {
		if (options.rawExpressions) return raw[name] ?? rawOf(name, fallback);
		evaluations[name] = (evaluations[name] ?? 0) + 1;
		return valueOf(name, index, fallback);
	};
	return { getNodeParameter, evaluations };
}

/** n8n as the node sees it. */
export function createContext(
	key: string,
	items: Item[],
	answers: Answer[],
	settings: NodeSettings = {},
) {
	const [resource, operation] = key.split('.');
	const node = nodeOf(settings);
	const credentials = { ...demo, baseUrl: nextBaseUrl(), ...settings.credentials };
	const { sent, httpRequestWithAuthentication } = createApi({ node, key, credentials }, answers);
	const { getNodeParameter, evaluations } = createParameters({ resource, operation }, items, settings);
	const contextData = settings.contextData ?? {};
	const staticData = settings.staticData ?? {};
	const context = {
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter,
		getCredentials: async () => credentials,
		getNode: () => node,
		getTimezone: () => 'Asia/Hong_Kong',
		getExecutionId: () => settings.executionId ?? '7',
		getContext: () => contextData,
		getWorkflowStaticData: () => staticData,
		getParentNodes: () => settings.otherNodes ?? [],
		getWorkflowDataProxy: (index: number) => ({
			$json: settings.incoming?.[index],
			$runIndex: settings.runIndex ?? 0,
			$: (name: string) => settings.otherNodes?.find((other) => other.name === name)?.run,
		}),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => settings.continueOnFail ?? false,
		helpers: { ...settings.processed, httpRequestWithAuthentication, ...filesOf(settings) },
	};
	return { context, sent, contextData, evaluations };
}

/** `run` is one try of a node; its tries share what n8n keeps with the execution. */
export function createNode(...setup: Parameters<typeof createContext>) {
	const { context, sent, contextData, evaluations } = createContext(...setup);
	const run = async (): Promise<INodeExecutionData[]> =>
		(await execute.call(context as unknown as IExecuteFunctions))[0] ?? [];
	return { sent, run, contextData, evaluations };
}

/** One try of a node. */
export function run(...setup: Parameters<typeof createContext>) {
	const node = createNode(...setup);
	return { sent: node.sent, evaluations: node.evaluations, output: node.run() };
}
