import * as addresses from 'ipaddr.js';

const entriesOf = (list: string): string[] => list.split(/[\s,;]+/).filter(Boolean);

/** Entries of an allow-list that are neither an address nor a network such as `203.0.113.0/24`. */
export const unreadableEntries = (list: string): string[] =>
	entriesOf(list).filter(
		(entry) => !(entry.includes('/') ? addresses.isValidCIDR(entry) : addresses.isValid(entry)),
	);

function matches(address: ReturnType<typeof addresses.process>, entry: string): boolean {
	if (!entry.includes('/'))
		return addresses.process(entry).toNormalizedString() === address.toNormalizedString();
	const [network, bits] = addresses.parseCIDR(entry);
	return network.kind() === address.kind() && address.match(network, bits);
}

/** Whether a sender's address is on the list; an empty list lets all in, an entry that can't be read lets none in. */
export function isAllowed(list: string, address: string | undefined): boolean {
	const entries = entriesOf(list);
	if (entries.length === 0) return true;
	if (address === undefined || !addresses.isValid(address) || unreadableEntries(list).length > 0)
		return false;
	// An IPv4 address often arrives as ::ffff:203.0.113.7; parsing it here makes it plain again.
	const sender = addresses.process(address);
	return entries.some((entry) => matches(sender, entry));
}
