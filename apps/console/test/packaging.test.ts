import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import configuration from '../electron-builder.ts'

/** Packing needs Electron's binary and each system's tools, so its plan is checked against the builder's own schema. */
const root = fileURLToPath(new URL('..', import.meta.url))
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))

interface Schema {
  definitions: { FuseOptionsV1: { properties: Record<string, unknown> } }
}

const schema = builder('app-builder-lib/scheme.json') as Schema

test('the plan for Windows, macOS and Linux is one the builder understands', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  const isValid = ajv.validate(schema, JSON.parse(JSON.stringify(configuration)))
  expect(ajv.errors ?? []).toEqual([])
  expect(isValid).toBe(true)
  expect(Object.keys(configuration)).toEqual(expect.arrayContaining(['win', 'mac', 'linux']))
  expect(ajv.validate(schema, { ...configuration, electronFuse: {} })).toBe(false)
})

test('every fuse there is is set, and each to the safe side', () => {
  const { electronFuses = {} } = configuration
  expect(Object.keys(electronFuses ?? {}).sort()).toEqual(
    Object.keys(schema.definitions.FuseOptionsV1.properties).sort(),
  )
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('nothing updates itself or is published', async () => {
  expect(configuration.publish).toBeNull()
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(Object.keys(dependencies).filter((name) => /updat|telemetr|sentry|analytic/i.test(name))).toEqual([])
})

test('no source of the console turns on updates, crash reports or an inspector', async () => {
  const files = await readdir(join(root, 'src'), { recursive: true })
  const sources = await Promise.all(
    files.filter((name) => /\.(ts|vue)$/.test(name)).map((name) => readFile(join(root, 'src', name), 'utf8')),
  )
  expect(sources.length).toBeGreaterThan(100)
  const forbidden = /autoUpdater|crashReporter|openDevTools|executeJavaScript|remote-debugging|v-html|innerHTML/
  expect(sources.filter((text) => forbidden.test(text))).toEqual([])
})
