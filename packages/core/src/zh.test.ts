import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inputFields } from './endpoint.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import type { Fields } from './field.ts'
import { notifyRowOf, notifyTypes } from './notifies.ts'
import { codes } from './zh/codes.ts'
import { zh } from './zh.ts'

const labelsOf = (fields: Fields): string[] =>
  Object.values(fields).flatMap((field) => [
    field.label,
    ...(field.kind === 'group' ? labelsOf(field.fields) : field.kind === 'list' ? labelsOf(field.item) : []),
  ])

describe('zh', () => {
  test("has the vendor's Chinese text for every code, word for word", () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL('../test/fixtures/codes.zh.json', import.meta.url), 'utf8'),
    )
    expect(codes).toEqual(published)
    expect(zh).toMatchObject(codes)
  })

  test('translates the label of every field, and no others', () => {
    const rows = endpointKeys.map(endpointOf)
    const used = rows
      .flatMap((row) => [...labelsOf(inputFields(row)), ...labelsOf(row.response)])
      .concat(notifyTypes.flatMap((type) => labelsOf(notifyRowOf(type).fields)))
    expect(Object.keys(zh.labels).sort()).toEqual([...new Set(used)].sort())
  })

  test('leaves no text empty', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts)
    expect(texts(zh).filter((text) => text.trim() === '')).toEqual([])
  })
})
