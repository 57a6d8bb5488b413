import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callFaults, notifyFaults } from './faults/kinds.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll(/ {2,}/g, ' ')

test.each([...Object.entries(callFaults), ...Object.entries(notifyFaults)])('the readme has %s', (kind, { doc }) => {
  expect(readme).toContain(`| \`${kind}\` | ${doc} |`)
})
