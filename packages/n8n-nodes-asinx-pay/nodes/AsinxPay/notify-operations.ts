import { confirmOperation } from './notify-confirm';
import { markHandledOperation } from './notify-handled';
import { openOperation } from './notify-open';
import type { Operation } from './operation';

/** The resource beside those of the endpoints: what a workflow does with a notify. */
export const notifyOperations: readonly Operation[] = [
	confirmOperation,
	markHandledOperation,
	openOperation,
];
