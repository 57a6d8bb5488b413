import { endpointKeys, endpointOf, maskPan, redact, type Field, type Fields } from '../shared/core';

function secretsOf(fields: Fields): [string, Field][] {
	return Object.entries(fields).flatMap(([name, field]): [string, Field][] => {
		if (field.secret) return [[name, field]];
		if (field.kind === 'group') return secretsOf(field.fields);
		return field.kind === 'list' ? secretsOf(field.item) : [];
	});
}

/** Every name that is a secret somewhere in the API. */
const secrets = new Map<string, Field>(
	endpointKeys.flatMap((key) => {
		const { request, response } = endpointOf(key);
		return [...secretsOf(request), ...secretsOf(response)];
	}),
);

/** Digits that can be a whole card number, grouped or not. */
const panLike = /^\d(?:[ -]?\d){12,18}$/;

function maskMember(name: string, value: unknown): unknown {
	const field = secrets.get(name);
	return field ? redact({ field }, { field: value }).field : maskSecrets(value);
}

/** A copy of an answer that no row describes, without what is known to be a secret or looks like a card number. */
export function maskSecrets(value: unknown): unknown {
	if (typeof value === 'string') return panLike.test(value) ? maskPan(value) : value;
	if (typeof value === 'number')
		return panLike.test(String(value)) && String(value).length > 13
			? maskPan(String(value))
			: value;
	if (Array.isArray(value)) return value.map(maskSecrets);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, maskMember(name, member)]),
	);
}
