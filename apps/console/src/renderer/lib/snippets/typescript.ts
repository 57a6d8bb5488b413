import { endpointOf } from '@asinx-pay/core'
import { shownInput, type SnippetCall } from './call.ts'

const literal = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replaceAll(/"([A-Za-z_$][\w$]*)":/g, '$1:')
    .replaceAll(/\n\s*/g, ' ')

/** A program for our own client. */
export function typescriptOf(call: SnippetCall): string {
  const isOnce = endpointOf(call.endpoint).effect === 'once'
  return [
    "import { createClient } from '@asinx-pay/core/client'",
    '',
    'const client = createClient({',
    `  baseUrl: ${JSON.stringify(call.baseUrl)},`,
    `  appId: ${JSON.stringify(call.appId)},`,
    "  appSecret: process.env.ASINX_APP_SECRET ?? '',",
    '})',
    `const ${isOnce ? 'outcome' : 'result'} = await client.${call.endpoint}(${literal(shownInput(call))})`,
    isOnce
      ? 'console.log(outcome.state) // done, declined or unknown: never send an unknown again'
      : 'console.log(result)',
  ].join('\n')
}
