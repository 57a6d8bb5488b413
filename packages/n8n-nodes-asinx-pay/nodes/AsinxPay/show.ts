import type { IDataObject } from 'n8n-workflow';
import { adviceOnUnknown, withoutKey } from './endings';
import type { Endpoint, Outcome } from '../shared/core';
import { present, type View } from '../shared/present';

/** How a call that is sent once ended, as plain JSON that a later node can branch on. */
export function showOutcome(row: Endpoint, outcome: Outcome<unknown>, view: View): IDataObject {
	const { state, ...rest } = outcome;
	const { message, reference } = outcome;
	const said = message === undefined ? {} : { message: withoutKey(message, reference.endpoint) };
	const result =
		outcome.state === 'done' ? { result: present(row.response, outcome.result, view) } : {};
	const advice = outcome.state === 'unknown' ? { advice: adviceOnUnknown(row, reference) } : {};
	return { outcome: state, ...rest, ...said, ...result, ...advice } as unknown as IDataObject;
}

/** An endpoint that answers with nothing says that it succeeded. */
export const resultOrSuccess = ({ response }: Endpoint, shown: IDataObject): IDataObject =>
	Object.keys(response).length === 0 ? { success: true } : shown;

/** One record per item. */
export function showResult(row: Endpoint, result: unknown, view: View): IDataObject[] {
	if (Array.isArray(result)) return result.map((record) => present(row.response, record, view));
	return [resultOrSuccess(row, present(row.response, result, view))];
}
