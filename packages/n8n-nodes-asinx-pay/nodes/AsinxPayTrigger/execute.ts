import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { recognizeHandled, recognizeSeen, type Arrival, type Recognition } from '../shared/repeats';
import { route } from '../shared/outputs';

/** A person runs the workflow, or runs it again: then it is wanted, whatever came before. */
const byHand = new Set(['manual', 'retry']);

const isNew: Recognition = { isRepeat: false, isUniqueNoReused: false };

/** Asks n8n's database. When that fails the notify passes: better handled twice than lost. */
async function recognize(context: IExecuteFunctions, arrival: Arrival): Promise<Recognition> {
	const ask =
		context.getNodeParameter('repeats', 0, 'seen') === 'handled' ? recognizeHandled : recognizeSeen;
	try {
		return await ask(context.helpers, arrival);
	} catch (error) {
		const why = (error as Error).message;
		context.logger.warn(`Repeats of ASINX PAY notifies could not be recognised: ${why}`);
		context.addExecutionHints({
			message: `n8n could not say whether this notify is a repeat, so it passed: ${why}`,
		});
		return isNew;
	}
}

/**
 * The second half of the trigger, in the execution that the webhook has started, on a worker where there are any:
 * it leaves out repeats that another process or an earlier life of this one has taken in, and chooses the output.
 */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items: INodeExecutionData[] = [];
	for (const item of this.getInputData()) {
		const { digest, uniqueNo } = item.json;
		const arrival = { digest: String(digest), uniqueNo: String(uniqueNo) };
		const { isRepeat, isUniqueNoReused } = byHand.has(this.getMode())
			? isNew
			: await recognize(this, { ...arrival, executionId: this.getExecutionId() });
		if (isRepeat) continue;
		items.push(isUniqueNoReused ? { ...item, json: { ...item.json, uniqueNoReused: true } } : item);
	}
	return route(items, String(this.getNodeParameter('outputs', 0, 'one')));
}
