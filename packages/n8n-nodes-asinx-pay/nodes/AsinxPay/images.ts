import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { imageDataUrl, isAsinxError, type Field } from '../shared/core';
import { attempt } from '../shared/attempt';
import type { Session } from './operation';

/** Where images come from: files of the incoming item, or text. */
export const imageSourceName = 'imageSource';
type ImageSource = 'binary' | 'dataUrl';

export const imageSource: INodeProperties = {
	displayName: 'Images From',
	name: imageSourceName,
	type: 'options',
	default: 'binary',
	options: [
		{
			name: 'Binary Data',
			value: 'binary',
			description: 'Files of the incoming item, such as from a form or a download',
		},
		{ name: 'Data URL', value: 'dataUrl', description: 'Text such as data:image/jpeg;base64,…' },
	],
	description: 'Where the images of the documents come from',
};

/** The two faces of an image field; both have its name, and only one is shown. */
export const imageWidgets = (field: Field): INodeProperties[] => [
	{
		displayName: `${field.label} (Input Field)`,
		name: '',
		type: 'string',
		default: '',
		placeholder: 'e.g. data',
		hint: 'The name of the input field that holds the file',
		displayOptions: { show: { [imageSourceName]: ['binary'] } },
	},
	{
		displayName: `${field.label} (Data URL)`,
		name: '',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The image as data:image/jpeg;base64,… on one line',
		displayOptions: { show: { [imageSourceName]: ['dataUrl'] } },
	},
];

/** Why the core does not send an image, without anything of it. */
const reasonOf = (error: unknown): string =>
	(isAsinxError(error) && error.problems[0]?.message) || 'could not be read';

/** A file of the item as the data URL that the API takes. @throws NodeOperationError naming the item */
async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): Promise<string> {
	context.helpers.assertBinaryData(itemIndex, name);
	const file = await context.helpers.getBinaryDataBuffer(itemIndex, name);
	const image = await attempt(() => imageDataUrl(file));
	if ('value' in image) return image.value;
	throw new NodeOperationError(
		context.getNode(),
		`The file "${name}" ${reasonOf(image.error)} [item ${itemIndex}]`,
		{ itemIndex, description: 'Choose the field that holds the image; nothing was sent.' },
	);
}

/** What an image parameter stands for. Empty stays empty, so that the check names it where it is required. */
export async function readImage(
	{ context, read }: Session,
	itemIndex: number,
	value: unknown,
): Promise<unknown> {
	const source = read(imageSourceName, itemIndex, 'binary') as ImageSource;
	if (source === 'dataUrl' || typeof value !== 'string' || value === '') return value;
	return await readFile(context, itemIndex, value);
}
