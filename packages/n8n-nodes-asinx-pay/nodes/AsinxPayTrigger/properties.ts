import type { INodeProperties } from 'n8n-workflow';
import { notifyRowOf, notifyTypes } from '../shared/core';

const words = (title: string): string => title.toLowerCase();

export const properties: INodeProperties[] = [
	{
		displayName:
			'ASINX PAY sends all notifies of a merchant to one address. Give them the Production URL above and publish one workflow with this trigger; let it pass events on to other workflows.',
		name: 'addressNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: notifyTypes
			.map((value) => {
				const { title, doc } = notifyRowOf(value);
				return { name: title, value, action: `On ${words(title)}`, description: doc };
			})
			.sort((left, right) => left.name.localeCompare(right.name, 'en')),
	},
];
