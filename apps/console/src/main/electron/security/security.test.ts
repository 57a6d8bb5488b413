import { expect, test } from 'vitest'
import { isAllowedExternally, isSandboxPage } from './external-links.ts'
import { isOurWindow } from './sender.ts'

test.each([
  ['https://test.asinx.io/#/pages/member/kycInfo/kycInfo', true],
  ['https://asinx.io/', true],
  ['https://test.moonbank.me/payment/#/?orderNo=MB230819193948569135325', true],
  ['http://test.asinx.io/', false],
  ['https://asinx.io.evil.example/', false],
  ['https://evilasinx.io/', false],
  ['https://evil.example/?next=https://asinx.io', false],
  ['https://asinx.io@evil.example/', false],
  ['https://user:pass@asinx.io/', false],
  ['https://asinx.io:8443/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['app://bundle/', false],
  ['', false],
])('%s may leave for the browser: %s', (address, allowed) => {
  expect(isAllowedExternally(address)).toBe(allowed)
})

test.each([
  ['http://127.0.0.1:4010/__sandbox', true],
  ['http://localhost:4010/__sandbox', true],
  ['http://[::1]:4010/__sandbox', true],
  ['http://127.0.0.1:4010/', false],
  ['http://127.0.0.1:4010/__sandbox/state', false],
  ['http://127.0.0.1:4010/__sandbox?next=https://evil.example', false],
  ['http://127.0.0.1.evil.example/__sandbox', false],
  ['http://user@127.0.0.1/__sandbox', false],
  ['https://evil.example/__sandbox', false],
  ['file:///__sandbox', false],
  ['not an address', false],
])('%s is a control page on this computer: %s', (address, isPage) => {
  expect(isSandboxPage(address)).toBe(isPage)
})

test.each([
  ['our page', { url: 'app://bundle/cards/7', parent: null }, true],
  ['a frame in it', { url: 'app://bundle/', parent: {} }, false],
  ['another host of the scheme', { url: 'app://bundle.evil/', parent: null }, false],
  ['a page of the web', { url: 'https://bundle/', parent: null }, false],
  ['an empty page', { url: '', parent: null }, false],
  ['a frame that is gone', null, false],
])('%s is heard: %s', (_who, senderFrame, heard) => {
  expect(isOurWindow({ senderFrame })).toBe(heard)
})
