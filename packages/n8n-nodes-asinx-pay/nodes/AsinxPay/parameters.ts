import { isSafeObjectProperty, type IExecuteFunctions } from 'n8n-workflow';

/** Gives a parameter of the node for an item, with its expressions evaluated. */
export type ReadParameter = (name: string, itemIndex: number, fallback: unknown) => unknown;

/** What an expression reaches of one item. */
type Reach = { $json?: unknown };

/** The value of a parameter for an item, or `unclear` where only n8n can tell it. */
interface Reading {
	/** The same for all items. */
	isFixed: boolean;
	of(item: Reach): unknown;
}

const unclear = Symbol('only n8n can tell');

/** What n8n writes when a field of the incoming data is dropped on a parameter: `={{ $json.address.city }}`. */
const mapped = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\['[^'\\]*'\]|\["[^"\\]*"\])+)\s*\}\}$/;
const step = /\.([\w$]+)|\['([^']*)'\]|\["([^"]*)"\]/g;

function pathOf(text: string): string[] | undefined {
	const path = [...(mapped.exec(text)?.[1] ?? '').matchAll(step)].map(
		([, plain, single, double]) => plain ?? single ?? double ?? '',
	);
	return path.length > 0 && path.every(isSafeObjectProperty) ? path : undefined;
}

const isPlain = (value: unknown): value is string | number | boolean =>
	typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** Only text, numbers and flags that stand in the data as they are: all else is n8n's to evaluate, or to refuse. */
function follow(data: unknown, path: readonly string[]): unknown {
	let value = data;
	for (const name of path) {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return unclear;
		if (!Object.hasOwn(value, name)) return unclear;
		value = (value as Record<string, unknown>)[name];
	}
	return isPlain(value) ? value : unclear;
}

const fixed = (value: unknown): Reading => ({ isFixed: true, of: () => value });

const onlyN8n: Reading = { isFixed: false, of: () => unclear };

function readingOfText(text: string): Reading {
	if (!text.startsWith('=')) return fixed(text);
	const path = pathOf(text);
	return path ? { isFixed: false, of: ({ $json }) => follow($json, path) } : onlyN8n;
}

function readingOfMembers(raw: object): Reading {
	const members = Object.entries(raw).map(([name, member]) => [name, readingOf(member)] as const);
	if (members.every(([, { isFixed }]) => isFixed)) return fixed(raw);
	if (Array.isArray(raw) || members.some(([, reading]) => reading === onlyN8n)) return onlyN8n;
	return {
		isFixed: false,
		of(item) {
			const values = members.map(([name, reading]) => [name, reading.of(item)] as const);
			return values.some(([, value]) => value === unclear) ? unclear : Object.fromEntries(values);
		},
	};
}

function readingOf(raw: unknown): Reading {
	if (typeof raw === 'string') return readingOfText(raw);
	return typeof raw === 'object' && raw !== null ? readingOfMembers(raw) : fixed(raw);
}

/**
 * Reads parameters as n8n's `getNodeParameter` does. For each expression n8n crosses into an isolate, item by item,
 * which takes longer than signing, sending and opening what the item is about. So what holds no expression is read one
 * time, and what only points at a field of the incoming item is read from the very object that the isolate would ask.
 */
export function createReader(context: IExecuteFunctions): ReadParameter {
	const readings = new Map<string, Reading>();
	let reached: { itemIndex: number; item: Reach } | undefined;
	const reach = (itemIndex: number): Reach => {
		if (reached?.itemIndex !== itemIndex)
			reached = { itemIndex, item: context.getWorkflowDataProxy(itemIndex) };
		return reached.item;
	};
	const readingFor = (name: string, fallback: unknown): Reading => {
		const known = readings.get(name);
		if (known) return known;
		const raw = context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
		const reading = readingOf(raw);
		readings.set(name, reading);
		return reading;
	};
	const tryOurselves = (reading: Reading, itemIndex: number): unknown => {
		if (reading === onlyN8n) return unclear;
		try {
			return reading.of(reading.isFixed ? {} : reach(itemIndex));
		} catch {
			// n8n says better what is wrong with its data.
			return unclear;
		}
	};
	return (name, itemIndex, fallback) => {
		const value = tryOurselves(readingFor(name, fallback), itemIndex);
		return value === unclear ? context.getNodeParameter(name, itemIndex, fallback) : value;
	};
}
