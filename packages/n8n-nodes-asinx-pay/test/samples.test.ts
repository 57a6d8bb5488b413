import { describe, expect, test } from 'vitest';
import { createCodec, notifyRowOf, notifyTypes, type Field, type Fields } from '../nodes/shared/core';
import { showNotify } from '../nodes/shared/show-notify';
import { credentials } from './demo-merchant';

const codec = createCodec({
	appId: String(credentials.appId),
	appSecret: String(credentials.appSecret),
});

function sampleOf(field: Field): unknown {
	if (field.kind === 'group') return sampleOfAll(field.fields);
	if (field.kind === 'choice') return field.example ?? Object.keys(field.options)[0];
	return field.example;
}

const sampleOfAll = (fields: Fields): object =>
	Object.fromEntries(
		Object.entries(fields)
			.map(([name, field]) => [name, sampleOf(field)])
			.filter(([, value]) => value !== undefined),
	);

/** To pin on the trigger while a workflow is built: no notify has to come for it. */
describe('sample events', () => {
	test.each(notifyTypes)('%s is what the trigger puts out for the examples of its row', async (type) => {
		const data = sampleOfAll(notifyRowOf(type).fields);
		const sealed = codec.sealNotify({ type, uniqueNo: `sample-${type}`, data });
		const sample = [showNotify(codec.openNotify(sealed))];
		await expect(`${JSON.stringify(sample, null, '\t')}\n`).toMatchFileSnapshot(
			`../samples/${type}.json`,
		);
	});
});
