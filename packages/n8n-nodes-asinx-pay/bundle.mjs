// Community nodes must not have runtime dependencies, so the modules that import a library carry it along: the core,
// and the reading of network addresses.
// Nothing is minified: what is published stays readable for reviewers.
import { build } from 'rolldown';
import { schemaFiles } from './schemas.mjs';

const core = 'nodes/shared/core';

/** Writes the output schemas beside what is built. */
const schemas = {
	name: 'output-schemas',
	generateBundle() {
		for (const file of schemaFiles) this.emitFile({ type: 'asset', ...file });
	},
};

for (const file of [core, 'nodes/AsinxPayTrigger/addresses'])
	await build({
		input: { [file]: `${file}.ts` },
		plugins: file === core ? [schemas] : [],
		platform: 'node',
		external: ['n8n-workflow', /^node:/],
		output: { dir: 'dist', entryFileNames: '[name].js', assetFileNames: '[name]', format: 'cjs', minify: false },
	});
