// Puts the core into the one compiled file that imports it, readable, so that the package has no dependencies.
import { build } from 'rolldown';

const file = 'dist/nodes/shared/core.js';

await build({
	input: file,
	platform: 'node',
	external: [/^node:/, 'n8n-workflow'],
	output: { file, format: 'cjs', minify: false },
});
