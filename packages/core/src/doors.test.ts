import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as client from './client.ts'
import * as index from './index.ts'
import * as testing from './testing.ts'
import * as wire from './wire.ts'
import * as zh from './zh.ts'

interface Manifest {
  exports: Record<string, string | Record<string, string>>
}

/** What each door of the package lets out: a change here is a change for everybody who uses it. */
describe('doors', () => {
  test('the package opens these and no others', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest
    expect(Object.keys(manifest.exports)).toEqual([
      '.',
      './wire',
      './client',
      './zh',
      './testing',
      './vectors/*',
      './package.json',
    ])
  })

  test.each([
    ['index', index],
    ['wire', wire],
    ['client', client],
    ['zh', zh],
    ['testing', testing],
  ])('%s', (_name, door) => {
    expect(Object.keys(door).sort()).toMatchSnapshot()
  })
})
