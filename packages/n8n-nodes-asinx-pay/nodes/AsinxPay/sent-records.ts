import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { attempt } from '../shared/attempt';
import { adviceOnUnknown } from './endings';
import { endpointOf, isAsinxError, isEndpointKey, type Reference } from '../shared/core';

/** What one item of one run has sent. Absent members: nothing has left yet. */
export interface SentRecord {
	/** Written before the call leaves. */
	intent?: Reference | IDataObject;
	/** How it ended, as it is put out. */
	outcome?: IDataObject;
}

/** One run of the node: the same through all tries of Retry On Fail. */
export interface Run {
	/** How often n8n has run these items. */
	tries: number;
	items: Record<string, SentRecord>;
}

/** Where n8n keeps what belongs to this node in this execution, from try to try. */
const contextKey = 'asinxPaySent';

/**
 * The records of the present run. Retry On Fail runs all items again under the same execution and run index: what
 * has left is found here and not sent again. A loop's next round has another run index, a new execution another
 * number: both are new calls.
 */
export function openRun(context: IExecuteFunctions): Run {
	const { $runIndex } = context.getWorkflowDataProxy(0);
	const key = `${context.getExecutionId() ?? 'manual'}:${String($runIndex ?? 0)}`;
	const kept = context.getContext('node') as { [contextKey]?: Record<string, Run> };
	const runs = (kept[contextKey] ??= {});
	return (runs[key] ??= { tries: 0, items: {} });
}

/** A call that an earlier try sent without seeing its end. */
function lost(intent: NonNullable<SentRecord['intent']>): IDataObject {
	const endpoint = String(intent.endpoint);
	return {
		outcome: 'unknown',
		why: 'lost',
		message: 'An earlier try sent this call and did not see how it ended.',
		advice: adviceOnUnknown(isEndpointKey(endpoint) ? endpointOf(endpoint) : undefined, intent),
		reference: intent as IDataObject,
	};
}

/**
 * Sends a call one time: `leave` gets the function to call before the send, and resolves to the outcome. The core
 * throws errors of its own only while nothing has left: a later try may send then. After any other one, none may.
 */
export async function sendOnce(
	record: SentRecord,
	leave: (beforeSend: (intent: Reference | IDataObject) => void) => Promise<IDataObject>,
): Promise<IDataObject> {
	if (record.outcome) return record.outcome;
	if (record.intent) return (record.outcome = lost(record.intent));
	const left = await attempt(
		async () =>
			await leave((intent) => {
				record.intent = intent;
			}),
	);
	if ('value' in left) return (record.outcome = left.value);
	if (record.intent && !isAsinxError(left.error)) return (record.outcome = lost(record.intent));
	delete record.intent;
	throw left.error;
}
