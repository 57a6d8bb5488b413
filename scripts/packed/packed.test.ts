/** The core as its users get it: packed, installed from the tarball, in every Node it promises and in a browser page. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from '../build.ts'
import { inRoot } from '../lib/paths.ts'
import { pnpm, run } from '../lib/run.ts'
import { installToolFolder } from '../lib/tool-folder.ts'

const execute = promisify(execFile)
const nodes = {
  20: inRoot('scripts/packed/node_modules/node20/bin/node'),
  22: inRoot('scripts/packed/node_modules/node22/bin/node'),
  24: process.execPath,
}

let project: string
let doors: string[]

async function must(command: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, { cwd, output: 'capture' })
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${output.slice(-4000)}`)
}

beforeAll(async () => {
  await installToolFolder(inRoot('scripts/packed'))
  await build({ only: ['core'] })
  project = await mkdtemp(`${tmpdir()}/asinx-packed-`)
  await must(pnpm('pack', '--out', `${project}/core.tgz`), inRoot('packages/core'))
  await writeFile(`${project}/package.json`, '{"private":true}')
  await must(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', './core.tgz'], project)
  const manifest = await readFile(`${project}/node_modules/@asinx-pay/core/package.json`, 'utf8')
  const { exports } = JSON.parse(manifest) as { exports: Record<string, unknown> }
  doors = Object.keys(exports).filter((door) => !/\*|json/.test(door))
})

afterAll(() => rm(project, { recursive: true, force: true }))

const specifier = (door: string): string => `@asinx-pay/core${door.slice(1)}`
/** Prints what each door lets out, and the vendor's published signature as the packed codec computes it. */
const program = (load: (name: string) => string): string => `
const doors = {}
for (const name of ${JSON.stringify(doors.map(specifier))}) doors[name] = Object.keys(${load('name')}).filter((key) => key !== 'module.exports').sort()
const { createCodec } = ${load("'@asinx-pay/core/wire'")}
const codec = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })
const { sign } = codec.sign('/user/register', { email: '188888888662@188.com', mobileNumber: '18888888867', mobilePrefix: '1' })
console.log(JSON.stringify({ version: process.versions.node, doors, sign }))
`
const publishedSign = 'f61ff896372b9e5836cb67a069dd810a'

interface Seen {
  version: string
  doors: Record<string, string[]>
  sign: string
}

async function runIn(node: string, file: string, text: string): Promise<Seen> {
  await writeFile(`${project}/${file}`, text)
  return JSON.parse((await execute(node, [file], { cwd: project })).stdout) as Seen
}

describe.each(Object.entries(nodes))('Node %s', (major, node) => {
  test.each([
    ['imported', 'look.mjs', (name: string) => `await import(${name})`],
    ['required', 'look.cjs', (name: string) => `require(${name})`],
  ])('every door is %s and lets out what its source does', async (_how, file, load) => {
    const seen = await runIn(node, file, program(load))
    expect(seen.version).toMatch(new RegExp(`^${major}\\.`))
    expect(seen.sign).toBe(publishedSign)
    for (const door of doors) {
      const source = (await import(specifier(door))) as object
      expect(seen.doors[specifier(door)]).toEqual(Object.keys(source).sort())
    }
  })
})

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript' }
const page = `<!doctype html><script type="importmap">${JSON.stringify({
  imports: {
    '@asinx-pay/core': '/node_modules/@asinx-pay/core/dist/index.js',
    'big.js': '/node_modules/big.js/big.mjs',
    'lossless-json': '/node_modules/lossless-json/lib/esm/index.js',
  },
})}</script>`

/** Run in the page; a text, because the test's own transform would rewrite its import. */
const inPage = `import('@asinx-pay/core').then((core) => ({
  keys: Object.keys(core).sort(),
  sum: core.addMoney('0.10', '0.20'),
  problems: core.check(core.endpoints['bankcard.recharge'].request, { userBankcardId: 137, amount: '-1' }).map(({ path }) => path),
  exact: core.parseJson('{"balance":398.000000000000000000}'),
}))`

/** Serves the installed files on loopback. */
function serveProject(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(page)
    readFile(project + path).then(
      (bytes) => response.setHeader('content-type', types[extname(path)] ?? 'text/plain').end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

test('the main door works in a browser page', async () => {
  const server = await serveProject()
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const seen = await tab.evaluate(inPage)
    expect(seen).toEqual({
      keys: Object.keys(await import('@asinx-pay/core')).sort(),
      sum: '0.3',
      problems: ['amount'],
      exact: { balance: '398.000000000000000000' },
    })
  } finally {
    await browser.close()
    server.close()
  }
})
