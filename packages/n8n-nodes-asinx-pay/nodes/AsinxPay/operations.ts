import { customCall, customCallValue } from './custom-call';
import { endpointOperations } from './endpoint-operations';
import { notifyOperations } from './notify-operations';
import type { Operation } from './operation';

/** What the node can do, Custom API Call aside, which every resource offers. */
export const operations: readonly Operation[] = [...endpointOperations, ...notifyOperations];

/** The operation behind two parameters; undefined for one that n8n or a newer version made up. */
export const operationOf = (resource: string, operation: string): Operation | undefined =>
	operation === customCallValue
		? customCall
		: operations.find((entry) => entry.resource === resource && entry.operation === operation);
