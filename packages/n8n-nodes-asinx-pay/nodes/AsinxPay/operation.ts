import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Merchant } from '../shared/merchant';
import type { Place } from './errors';
import type { ReadParameter } from './parameters';
import type { NodePorts } from './ports';
import type { SentRecord } from './sent-records';

/** Resource of the operations that are about notifies, beside those of the endpoints. */
export const notifyResource = 'notify';

/** What a run of the node has at hand. */
export interface Session {
	context: IExecuteFunctions;
	/** Reads the parameters of the node. */
	read: ReadParameter;
	merchant: Merchant;
	ports: NodePorts;
	/** What an earlier try of this run has sent for an item. */
	recordOf(itemIndex: number): SentRecord;
	/** Where an item is, for errors. */
	placeOf(itemIndex: number): Place;
	/** An AI agent is calling. */
	isTool: boolean;
}

/** One item's work, read and checked, before anything is sent. */
export interface Task {
	/** Tasks of one lane run one after another, in the order of their items. */
	lane?: string;
	run(): Promise<IDataObject[]>;
}

/** One entry of the Operation list: how its form looks, and what it does with an item. */
export interface Operation {
	resource: string;
	operation: string;
	/** Title Case, without the resource. */
	name: string;
	/** Sentence case, with the resource: the text of the node creator. */
	action: string;
	description: string;
	/**
	 * Leaves at most one time per item, whatever is retried. `run` writes down that it has left in the item's record,
	 * and once one item has left, a failing one no longer stops the node.
	 */
	sentOnce: boolean;
	/** Creates something or moves money: an AI agent may do it only where that is allowed. */
	movesMoney: boolean;
	/** The fields of the form; when they show is added to them. */
	properties: readonly INodeProperties[];
	/** Reads the item's fields. @throws when they are not as they must be */
	prepare(session: Session, itemIndex: number): Task | Promise<Task>;
}
