import { endpointKeys, isEndpointKey, type EndpointKey } from '../shared/core';

/** An endpoint as n8n addresses it: the two parts of its key. */
export interface Operation {
	key: EndpointKey;
	resource: string;
	operation: string;
}

export const operations: readonly Operation[] = endpointKeys.map((key) => {
	const [resource = '', operation = ''] = key.split('.');
	return { key, resource, operation };
});

/** The endpoint behind two parameters; undefined for one that n8n or a newer version made up. */
export function keyOf(resource: string, operation: string): EndpointKey | undefined {
	const key = `${resource}.${operation}`;
	return isEndpointKey(key) ? key : undefined;
}
