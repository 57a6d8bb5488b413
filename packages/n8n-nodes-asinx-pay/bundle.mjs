// Community nodes must not have runtime dependencies, so the one module that imports the core carries it along.
// Nothing is minified: what is published stays readable for reviewers.
import { build } from 'rolldown';

const file = 'nodes/shared/core';

await build({
	input: `${file}.ts`,
	platform: 'node',
	external: ['n8n-workflow', /^node:/],
	output: { file: `dist/${file}.js`, format: 'cjs', minify: false },
});
