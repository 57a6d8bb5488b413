/** `List Merchant Top-Ups` becomes `List merchant top-ups`; abbreviations such as KYC stay. */
export const sentenceCase = (title: string): string =>
	title
		.split(' ')
		.map((word, index) => (index === 0 || /[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
		.join(' ');

/** n8n writes descriptions of one sentence without a period. */
export const describe = (doc: string): string => (/\.\s/.test(doc) ? doc : doc.replace(/\.$/, ''));

/** Words that stay small inside a title. */
const small = new Set(['a', 'an', 'and', 'as', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'per', 'the', 'to']);

/** `User ID card` becomes `User ID Card`, as n8n writes the names of options. */
export const titleCase = (text: string): string =>
	text
		.split(' ')
		.map((word, index) =>
			index > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
