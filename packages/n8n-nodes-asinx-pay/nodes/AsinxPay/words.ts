/** `List Merchant Top-Ups` becomes `List merchant top-ups`; abbreviations such as KYC stay. */
export const sentenceCase = (title: string): string =>
	title
		.split(' ')
		.map((word, index) => (index === 0 || /[A-Z]{2}/.test(word) ? word : word.toLowerCase()))
		.join(' ');

/** n8n writes descriptions of one sentence without a period. */
export const describe = (doc: string): string => (/\.\s/.test(doc) ? doc : doc.replace(/\.$/, ''));
