// Community nodes must not have runtime dependencies, so the modules that import a library carry it along: the core,
// and the reading of network addresses.
// Nothing is minified: what is published stays readable for reviewers.
import { build } from 'rolldown';

for (const file of ['nodes/shared/core', 'nodes/AsinxPayTrigger/addresses'])
	await build({
		input: `${file}.ts`,
		platform: 'node',
		external: ['n8n-workflow', /^node:/],
		output: { file: `dist/${file}.js`, format: 'cjs', minify: false },
	});
