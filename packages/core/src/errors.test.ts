import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { AsinxError, errorAdvice, isAsinxError, type AnyAsinxError, type AsinxErrorCode } from './errors.ts'

const codes = Object.keys(errorAdvice) as AsinxErrorCode[]

describe('an error', () => {
  test.each(codes)('%s comes with its advice', (code) => {
    const error = new AsinxError(code, 'What happened.')
    expect(error).toMatchObject({ name: 'AsinxError', code, advice: errorAdvice[code], problems: [] })
    expect(error.advice).toMatch(/\.$/)
    expect(error).toBeInstanceOf(Error)
  })

  test('is known by its brand, also where it comes from another copy of this package', () => {
    const foreign = Object.assign(new Error('x'), { code: 'declined', [Symbol.for('asinx-pay.error')]: true })
    expect(isAsinxError(foreign)).toBe(true)
    expect(isAsinxError(foreign, 'declined')).toBe(true)
    expect(isAsinxError(foreign, 'aborted')).toBe(false)
    for (const other of [new Error('declined'), { code: 'declined' }, 'declined', null, undefined])
      expect(isAsinxError(other)).toBe(false)
  })

  test('declined always has a code of the vendor, and a message that is cut', () => {
    expect(new AsinxError('declined', 'x').vendorCode).toBe(0)
    const long = new AsinxError('declined', 'x', { vendorCode: 200, vendorMessage: 'y'.repeat(1000) })
    expect([long.vendorCode, long.vendorMessage?.length]).toEqual([200, 300])
  })

  test('has no cause unless there is one', () => {
    expect(new AsinxError('aborted', 'x')).not.toHaveProperty('cause')
    expect(inspect(new AsinxError('not_sent', 'x', { cause: new Error('disk full') }))).toMatch(/disk full/)
  })
})

test('codes narrow', () => {
  const caught: unknown = new AsinxError('declined', 'x')
  if (isAsinxError(caught, 'declined')) expectTypeOf(caught.vendorCode).toEqualTypeOf<number>()
  if (isAsinxError(caught)) {
    expectTypeOf(caught).toEqualTypeOf<AnyAsinxError>()
    expectTypeOf(caught.vendorCode).toEqualTypeOf<number | undefined>()
    if (caught.code === 'declined') expectTypeOf(caught.vendorCode).toEqualTypeOf<number>()
  }
  const general: AsinxError = new AsinxError('aborted', 'x')
  expect(general.code).toBe('aborted')
})
