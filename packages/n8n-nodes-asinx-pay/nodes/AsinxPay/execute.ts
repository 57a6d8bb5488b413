import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { credentialName, openMerchant, type Merchant } from '../shared/merchant';
import { isAgentNode, refuseUnlessAllowed } from './agents';
import { attempt, type Attempt } from '../shared/attempt';
import { errorItem, nodeErrorOf, notDoneItem, type NodeError } from './errors';
import type { Operation, Session, Task } from './operation';
import { operationOf } from './operations';
import { readPace } from './options';
import { createReader } from './parameters';
import { createPorts } from './ports';
import { runAll } from './run-all';
import { openRun, type Run } from './sent-records';

type Answer = Attempt<IDataObject[], NodeError>;

/** Keeps one item's trouble away from the others. */
async function attemptItem<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	work: () => T | Promise<T>,
): Promise<Attempt<T, NodeError>> {
	const tried = await attempt(work);
	return 'value' in tried
		? tried
		: { error: nodeErrorOf(context.getNode(), tried.error, itemIndex) };
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = operationOf(resource, name);
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), 'This operation does not exist', {
		description: `Choose an operation again: "${resource}" has no "${name}".`,
	});
}

async function merchantOf(context: IExecuteFunctions): Promise<Merchant> {
	const credentials = await context.getCredentials(credentialName);
	const opened = await attemptItem(context, 0, () => openMerchant(credentials));
	if ('error' in opened) throw opened.error;
	return opened.value;
}

async function openSession(context: IExecuteFunctions, run: Run): Promise<Session> {
	const node = context.getNode();
	const merchant = await merchantOf(context);
	return {
		context,
		read: createReader(context),
		merchant,
		ports: createPorts(context, merchant),
		recordOf: (itemIndex) => (run.items[itemIndex] ??= {}),
		placeOf: (itemIndex) => ({ node, itemIndex }),
		isTool: isAgentNode(context),
	};
}

/** Reads and checks every item before anything is sent. */
async function prepareAll(
	session: Session,
	operation: Operation,
): Promise<Attempt<Task, NodeError>[]> {
	const { context } = session;
	const prepared: Attempt<Task, NodeError>[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const task = await attemptItem(
			context,
			itemIndex,
			async () => await operation.prepare(session, itemIndex),
		);
		if ('error' in task && !context.continueOnFail()) throw task.error;
		prepared.push(task);
	}
	return prepared;
}

/** Runs the tasks; reads stop at the first failure where that stops the workflow anyway. */
async function answerAll(
	{ context, read }: Session,
	operation: Operation,
	prepared: readonly Attempt<Task, NodeError>[],
): Promise<(Answer | undefined)[]> {
	let isStopped = false;
	const stops = !operation.sentOnce && !context.continueOnFail();
	const jobs = prepared.map((task, itemIndex) => ({
		...('value' in task && task.value.lane !== undefined && { lane: task.value.lane }),
		async run(): Promise<Answer> {
			if ('error' in task) return task;
			const answer = await attemptItem(context, itemIndex, task.value.run);
			if ('error' in answer && stops) isStopped = true;
			return answer;
		},
	}));
	const pace = readPace(read);
	return await runAll(jobs, {
		...pace,
		isStopped: () => isStopped,
		sleep: async (ms) => await sleep(ms),
	});
}

/** How often n8n runs the items of a node that throws. */
function triesOf({ retryOnFail, maxTries }: ReturnType<IExecuteFunctions['getNode']>): number {
	return retryOnFail ? Math.min(5, Math.max(2, maxTries || 3)) : 1;
}

/**
 * Whether a failure stops the node. Once something that is sent one time has been answered, that answer must be put
 * out, not lost with an error: the node throws only while n8n will try again, and does not send it again then.
 */
function mayThrow(
	{ context }: Session,
	{ sentOnce }: Operation,
	progress: { run: Run; hasAnswers: boolean },
): boolean {
	if (context.continueOnFail()) return false;
	return !sentOnce || !progress.hasAnswers || progress.run.tries < triesOf(context.getNode());
}

function show(session: Session, itemIndex: number, answer: Answer): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if ('value' in answer) return answer.value.map((json) => ({ json, pairedItem }));
	const toItem = session.context.continueOnFail() ? errorItem : notDoneItem;
	return [{ json: toItem(answer.error), pairedItem }];
}

async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context);
	refuseUnlessAllowed(context, operation);
	const run = openRun(context);
	run.tries += 1;
	const session = await openSession(context, run);
	const prepared = await prepareAll(session, operation);
	const answers = await answerAll(session, operation, prepared);
	const failures = answers.flatMap((answer) => (answer && 'error' in answer ? [answer.error] : []));
	const hasAnswers = answers.some((answer) => answer && 'value' in answer);
	if (failures[0] && mayThrow(session, operation, { run, hasAnswers })) throw failures[0];
	return [answers.flatMap((answer, index) => (answer ? show(session, index, answer) : []))];
}

/**
 * Does the chosen operation for every item. n8n tells an agent nothing of what a node throws, so an agent gets an error
 * as an item: it would take an empty answer for success, or call again.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!isAgentNode(this)) return await executeAll(this);
	const executed = await attemptItem(this, 0, async () => await executeAll(this));
	if ('value' in executed) return executed.value;
	return [[{ json: errorItem(executed.error), pairedItem: { item: 0 } }]];
}
