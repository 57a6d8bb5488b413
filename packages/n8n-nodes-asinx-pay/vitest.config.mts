import { defineProject } from 'vitest/config';

/** Workspace packages run from their sources; the rest is what Vite itself defaults to. */
const conditions = ['@asinx-pay/source', 'module', 'node', 'development|production'];

/** The build that n8n gives to the nodes it loads; the other one is not native ESM. */
const { pathname } = new URL('node_modules/n8n-workflow/dist/cjs/index.js', import.meta.url);

export default defineProject({
	resolve: { conditions, alias: { 'n8n-workflow': decodeURIComponent(pathname) } },
	ssr: { resolve: { conditions } },
	test: { name: 'n8n-nodes', include: ['test/**/*.test.ts'] },
});
