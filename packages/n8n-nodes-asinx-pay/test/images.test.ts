import { describe, expect, test } from 'vitest';
import { ok, run } from './run-node';

const person = {
	uid: 'u1',
	first_name: 'ming',
	last_name: 'li',
	first_name_en: 'ming',
	last_name_en: 'li',
	birthday: '2000-01-01',
	id_type: 'passport',
	country: 'CN',
	number: 'E1',
	expiry_date: '2030-01-01',
};
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const files = {
	data: { mimeType: 'image/jpeg', content: jpeg },
	contract: { mimeType: 'application/pdf', content: Buffer.from('%PDF') },
	huge: { mimeType: 'image/png', content: Buffer.alloc(8_000_000, 1) },
};
const bodyOf = (sent: { body: unknown }[]): Record<string, string> =>
	JSON.parse(String(sent[0]?.body)) as Record<string, string>;

describe('images of documents', () => {
	test('come from a file of the item, on one line', async () => {
		const item = { ...person, frontImg: 'data' };
		const { sent, output } = run('user.setProfession', [item], [ok()], { files });
		expect(await output).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
		expect(bodyOf(sent).frontImg).toMatch(/^data:image\/jpe?g;base64,[A-Za-z0-9+/=]+$/);
		expect(Buffer.from(bodyOf(sent).frontImg?.split(',')[1] ?? '', 'base64')).toEqual(jpeg);
	});

	test('come from a data URL', async () => {
		const frontImg = `data:image/jpg;base64,${jpeg.toString('base64')}`;
		const item = { ...person, imageSource: 'dataUrl', frontImg };
		const { sent, output } = run('user.setProfession', [item], [ok()]);
		await output;
		expect(bodyOf(sent).frontImg).toBe(frontImg);
	});

	test.each([
		['a file of another type', { frontImg: 'contract' }, /"contract" is a PDF document/],
		['a file that is too big', { frontImg: 'huge' }, /"huge" has 8000000 bytes; at most/],
		['a field that holds no file', { frontImg: 'nothing' }, /no file "nothing"/],
		['no field at all', { frontImg: '' }, /ID Front Image is required/],
		['text that is no image', { imageSource: 'dataUrl', frontImg: 'data:text/plain;base64,QQ==' }, /ID Front Image must be an image/],
		['no back side of a national ID card', { id_type: 'national-id', frontImg: 'data' }, /ID Back Image is required/],
		['a country that is not taken with it', { id_type: 'national-id', country: 'JP', frontImg: 'data', backImg: 'data' }, /ID Country must be one of CN, HK/],
	])('%s is refused with the item named, and nothing is sent', async (_, fields, message) => {
		const items = [{ ...person, frontImg: 'data' }, { ...person, ...fields }];
		const { sent, output } = run('user.setProfession', items, [], { files });
		await expect(output).rejects.toThrow(message);
		await expect(output).rejects.toThrow('[item 1]');
		expect(sent).toEqual([]);
	});
});
