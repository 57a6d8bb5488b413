import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	createSpending,
	isAsinxError,
	settle,
	type Endpoint,
	type Limits,
	type Outcome,
	type Ports,
	type Reference,
	type Spending,
	type SpendingState,
	type SpendingStore,
} from '../shared/core';
import { attempt } from '../shared/attempt';
import type { Session } from './operation';
import { optionsName } from './options-name';

const largest: INodeProperties = {
	displayName: 'Largest Amount',
	name: 'largestRecharge',
	type: 'string',
	default: '',
	placeholder: 'e.g. 500.00',
	description: 'A call above this amount in USD is not sent',
};

const perDay: INodeProperties = {
	displayName: 'Total per Day',
	name: 'rechargePerDay',
	type: 'string',
	default: '',
	placeholder: 'e.g. 500.00',
	description:
		'Calls of this node that would bring the day (UTC) above this total in USD are not sent. N8n remembers the total of published workflows only.',
};

const evenIfOpen: INodeProperties = {
	displayName: 'Send Although One Is Open',
	name: 'evenIfOpen',
	type: 'boolean',
	default: false,
	description:
		'Whether to send although the outcome of an earlier call for the same card is still unknown. Two alike cannot be told apart later.',
};

/** Options of an operation that spends the merchant's money. */
export const spendingOptions: readonly INodeProperties[] = [evenIfOpen, largest, perDay];

/** A limit left empty is none; the core refuses what is no amount. */
const readLimits = (from: IDataObject): Limits => {
	const given = (name: string): string => String(from[name] ?? '').trim();
	return {
		...(given('largestRecharge') && { largestRecharge: given('largestRecharge') }),
		...(given('rechargePerDay') && { rechargePerDay: given('rechargePerDay') }),
	};
};

/** What each merchant has spent, as far as this n8n process has seen it. */
const merchants = new Map<string, SpendingState>();
/** More merchants than this in one process: the ones seen first are forgotten. */
const maxMerchants = 1000;

const merchantStore = (key: string): SpendingStore => ({
	update(change) {
		const state = change(merchants.get(key));
		merchants.delete(key);
		if (state) merchants.set(key, state);
		const [oldest] = merchants.keys();
		if (merchants.size > maxMerchants && oldest !== undefined) merchants.delete(oldest);
	},
});

/** n8n saves a node's static data when an execution of a published workflow ends. */
const nodeStore = (kept: IDataObject): SpendingStore => ({
	update(change) {
		const { spending } = kept as { spending?: SpendingState };
		const state = change(spending);
		if (state) kept.spending = state as unknown as IDataObject;
	},
});

const endAll = async (spendings: readonly Spending[], outcome: Outcome<unknown>): Promise<void> => {
	for (const spending of spendings) await spending.end(outcome);
};

/** What is open in any of them, each call once. */
async function openOf(spendings: readonly Spending[]): Promise<Reference[]> {
	const all = (await Promise.all(spendings.map(async (each) => await each.open()))).flat();
	return [...new Map(all.map((reference) => [reference.intentId, reference])).values()];
}

/** What is asked before an open card is freed. */
interface Freeing {
	ports: Ports;
	evenIfOpen: boolean;
}

/** An open call of the card is asked about once; a person may have decided that it does not matter. */
async function free(
	spendings: readonly Spending[],
	{ userBankcardId }: Reference,
	{ ports, evenIfOpen: anyway }: Freeing,
): Promise<void> {
	const open = (await openOf(spendings)).filter(
		(reference) => reference.userBankcardId === userBankcardId,
	);
	for (const reference of open) {
		const outcome = await settle(ports, reference);
		if (outcome.state !== 'unknown') await endAll(spendings, outcome);
		else if (anyway)
			await endAll(spendings, { state: 'done', result: {}, decidedBy: 'person', reference });
	}
}

/** Holds an intent in all, or in none. */
async function holdAll(spendings: readonly Spending[], intent: Reference): Promise<void> {
	const held: Spending[] = [];
	for (const spending of spendings) {
		const tried = await attempt(async () => await spending.hold(intent));
		if ('value' in tried) {
			held.push(spending);
			continue;
		}
		for (const each of held) await each.release(intent);
		throw tried.error;
	}
}

/** Several limits as one: a call leaves only when all let it. */
function together(spendings: readonly Spending[], freeing: Freeing): Spending {
	return {
		async hold(intent) {
			const tried = await attempt(async () => await holdAll(spendings, intent));
			if ('value' in tried) return;
			if (!isAsinxError(tried.error, 'outcome_open')) throw tried.error;
			await free(spendings, intent, freeing);
			await holdAll(spendings, intent);
		},
		async release(intent) {
			for (const spending of spendings) await spending.release(intent);
		},
		end: async (outcome) => await endAll(spendings, outcome),
		open: async () => await openOf(spendings),
	};
}

/** Limits of the credential and of the node for an endpoint that spends; undefined for all others. */
export function openSpending(
	{ context, read, merchant, ports }: Session,
	{ spends }: Endpoint,
	itemIndex: number,
): Spending | undefined {
	if (spends === undefined) return undefined;
	const options = read(optionsName, itemIndex, {}) as IDataObject;
	const { now } = ports;
	const ofMerchant = { limits: readLimits(merchant.limits), store: merchantStore(merchant.key), now };
	const kept = context.getWorkflowStaticData('node');
	const ofNode = { limits: readLimits(options), store: nodeStore(kept), now };
	return together([createSpending(ofMerchant), createSpending(ofNode)], {
		ports,
		evenIfOpen: options.evenIfOpen === true,
	});
}
