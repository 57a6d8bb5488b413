import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { unreadableEntries } from './addresses';
import { readFilters } from './filters';

const goodPathSecret = /^[\w-]{16,200}$/;

function problemOf(options: IDataObject, filters: IDataObject): string | undefined {
	const pathSecret = String(options.pathSecret ?? '');
	if (pathSecret !== '' && !goodPathSecret.test(pathSecret))
		return 'The Path Secret must be 16 to 200 letters, digits, - or _';
	const [entry] = unreadableEntries(String(options.allowedAddresses ?? ''));
	if (entry !== undefined)
		return `"${entry}" in Allowed Addresses is neither an address nor a network`;
	try {
		readFilters(filters);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * The vendor has no endpoint to register an address: it is agreed by hand. What can be done when a workflow is
 * published is to refuse settings that would lose notifies later.
 */
export function checkSettings(context: IHookFunctions): boolean {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const problem = problemOf(options, filters);
	if (problem) throw new NodeOperationError(context.getNode(), problem);
	return true;
}
