import * as n8nWorkflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription } from 'n8n-workflow';

interface Settings extends INodeParameters {
	options?: { pathSecret?: string };
}

/**
 * The last part of the trigger's address. In the editor n8n evaluates the text of this function, so it stands alone: it
 * uses nothing of its module.
 */
const pathOf = ({ options }: Settings): string =>
	options?.pathSecret ? 'webhook/' + options.pathSecret : 'webhook';

/**
 * The path as n8n's own Webhook node gives it: an expression, and beside it the function, which n8n calls for a notify
 * where it would have to cross into an isolate to evaluate the expression. An n8n that knows no functions here
 * evaluates it.
 */
export const pathField: Pick<IWebhookDescription, 'path'> =
	'fromFunction' in n8nWorkflow
		? n8nWorkflow.webhookDescriptionFields({ path: n8nWorkflow.fromFunction(pathOf) })
		: { path: `={{(${String(pathOf)})($parameter)}}` };
