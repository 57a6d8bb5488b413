// The only door to the shared core; the build bundles it in place.
export {
	callEndpoint,
	callOnce,
	canonicalJson,
	endpointGroups,
	endpointKeys,
	endpointOf,
	isAsinxError,
	notifies,
	notifyRowOf,
	notifyTypes,
	outgoing,
	parseExact,
	redact,
	TransportFailure,
	uidField,
} from '@asinx-pay/core';
export type {
	Endpoint,
	EndpointKey,
	Field,
	Fields,
	NotifyType,
	Outcome,
	OutgoingCall,
	Ports,
} from '@asinx-pay/core';
export { createCodec } from '@asinx-pay/core/wire';
export type { Codec } from '@asinx-pay/core/wire';
