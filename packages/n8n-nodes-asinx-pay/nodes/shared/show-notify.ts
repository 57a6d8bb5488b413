import type { IDataObject } from 'n8n-workflow';
import { notifyRowOf, type NotifyType, type OpenedNotify } from './core';
import { forRelay, present } from './present';

/**
 * An opened notify as one item. A verification code stays readable, as it exists to be passed on; a card number
 * never does. Nothing in the scheme proves who wrote a notify, so `authentic` is always false.
 */
export function showNotify({ type, data, uniqueNo, digest, unknown }: OpenedNotify): IDataObject {
	return {
		type,
		uniqueNo,
		authentic: false,
		digest,
		data: present(forRelay(notifyRowOf(type as NotifyType).fields), data),
		...(unknown.length > 0 && { unknown }),
	};
}
