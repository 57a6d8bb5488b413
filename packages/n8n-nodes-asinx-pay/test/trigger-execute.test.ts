import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { execute } from '../nodes/AsinxPayTrigger/execute';
import { notifyTypes } from '../nodes/shared/core';
import { createProcessedStore } from './processed-store';

const item = (digest = 'd1', type = 'CARD_STATUS_CHANGE'): INodeExecutionData => ({
	json: { digest, type, uniqueNo: 'n1' },
});

interface Run {
	items?: INodeExecutionData[];
	mode?: string;
	executionId?: string;
	parameters?: Record<string, string>;
}

function run(store: object, { items = [item()], mode = 'webhook', ...rest }: Run = {}) {
	const hints: unknown[] = [];
	const context = {
		getInputData: () => items,
		getMode: () => mode,
		getExecutionId: () => rest.executionId ?? '1',
		getNodeParameter: (name: string, _: number, fallback: unknown) =>
			rest.parameters?.[name] ?? fallback,
		addExecutionHints: (hint: unknown) => hints.push(hint),
		logger: { warn: () => undefined },
		helpers: store,
	};
	return { hints, output: execute.call(context as unknown as IExecuteFunctions) };
}

describe('the execution of the trigger', () => {
	test.each(['seen', 'handled'])('leaves a known notify out: %s', async (repeats) => {
		const store = createProcessedStore();
		const parameters = { repeats };
		expect(await run(store, { parameters }).output).toEqual([[item()]]);
		const again = await run(store, { parameters, executionId: '2' }).output;
		expect(again).toEqual(repeats === 'seen' ? [[]] : [[item()]]);
	});

	test.each(['manual', 'retry'])('passes everything that a person runs: %s', async (mode) => {
		const store = createProcessedStore();
		await run(store).output;
		expect(await run(store, { mode, executionId: '2' }).output).toEqual([[item()]]);
	});

	test('passes what n8n can not judge, and says so', async () => {
		const store = createProcessedStore();
		store.failing = true;
		const { output, hints } = run(store);
		expect(await output).toEqual([[item()]]);
		expect(hints).toMatchObject([{ message: expect.stringContaining('away') as string }]);
	});

	test('marks a number that comes with other content', async () => {
		const store = createProcessedStore();
		await run(store).output;
		const [[other] = []] = await run(store, { items: [item('d2')], executionId: '2' }).output;
		expect(other?.json).toMatchObject({ digest: 'd2', uniqueNoReused: true });
	});

	test('has an output per type, always in the same order', async () => {
		const parameters = { outputs: 'perEvent' };
		for (const [index, type] of notifyTypes.entries()) {
			const output = await run(createProcessedStore(), { parameters, items: [item('d', type)] })
				.output;
			expect(output.map(({ length }) => length)).toEqual(
				notifyTypes.map((_, each) => (each === index ? 1 : 0)),
			);
		}
	});
});
