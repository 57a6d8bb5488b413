/**
 * Lints the node package's sources and its packed folder as n8n's verification scan does, provenance aside.
 * Usage: node scripts/n8n-host/scan.ts <unpacked package>
 */
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { inRoot } from '../lib/paths.ts'

interface Scanner {
  analyzePackage(folder: string, patterns: readonly string[]): Promise<{ passed: boolean; details?: string }>
  SOURCE_FILE_PATTERNS: readonly string[]
}

const source = inRoot('packages/n8n-nodes-asinx-pay')
const { resolve } = createRequire(`${source}/package.json`)

// The scanner brings no TypeScript of its own and is given the newest, whose API its parser does not know.
const url = pathToFileURL(resolve('typescript')).href
registerHooks({
  resolve: (name, context, next) => (name === 'typescript' ? { url, shortCircuit: true } : next(name, context)),
})

const path = pathToFileURL(resolve('@n8n/scan-community-package/scanner/scanner.mjs')).href
const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(path)) as Scanner
const results = {
  source: await analyzePackage(source, SOURCE_FILE_PATTERNS),
  packed: await analyzePackage(process.argv[2] ?? '', ['**/*.js', 'package.json']),
}
for (const [name, { passed, details = '' }] of Object.entries(results))
  console.log(`${name} ${passed ? 'passed' : `failed\n${details}`}`)
if (Object.values(results).some(({ passed }) => !passed)) process.exitCode = 1
