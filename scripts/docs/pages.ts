import {
  authTypes,
  cardNatures,
  cardNetworks,
  cardStatuses,
  endpointGroups,
  endpointKeys,
  endpointOf,
  errorAdvice,
  idCountries,
  idTypes,
  notifyRowOf,
  notifyTypes,
  orderStatuses,
  rechargeStatuses,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
  type EndpointKey,
  type Option,
} from '@asinx-pay/core'
import { endpointPage } from './endpoint-page.ts'
import { code, link, page, table } from './markdown.ts'
import { notifyPage } from './notify-page.ts'
import { openapi } from './openapi.ts'

type Coded = Option & { advice?: string; passport?: boolean; nationalId?: boolean }

const yes = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no')

const codeTable = (title: string, options: Readonly<Record<string, Coded>>): string =>
  `## ${title}\n\n${table(
    ['Code', 'Meaning', 'Cards', 'Passport', 'National ID', 'What to do'],
    Object.entries(options).map(([key, option]) => [
      code(key),
      option.text,
      option.nature?.toLowerCase() ?? '',
      yes(option.passport),
      yes(option.nationalId),
      option.advice ?? '',
    ]),
  )}`

const codesPage = (): string =>
  page([
    '# Codes',
    "The vendor's codes in its own words. All are open: other values may come, and are kept.",
    codeTable('Response codes', responseCodes),
    codeTable('Card statuses', cardStatuses),
    codeTable('Order statuses', orderStatuses),
    codeTable('Recharge and deposit statuses', rechargeStatuses),
    codeTable('Transaction statuses', transactionStatuses),
    codeTable('Transaction types', transactionTypes),
    codeTable('Authorisation types', authTypes),
    codeTable('Transaction response codes', transactionResponseCodes),
    codeTable('Card natures', cardNatures),
    codeTable('Card networks', cardNetworks),
    codeTable('ID types', idTypes),
    codeTable('ID countries', idCountries),
    `## Errors of the client\n\n${table(
      ['Code', 'What to do'],
      Object.entries(errorAdvice).map(([key, advice]) => [code(key), advice]),
    )}`,
  ])

const group = (key: EndpointKey): string => endpointGroups[key.split('.')[0] as keyof typeof endpointGroups]

const indexPage = (): string =>
  page([
    '# API',
    `${endpointKeys.length} endpoints and ${notifyTypes.length} notifies, generated from the rows in \`packages/core/src\`. See also ${link('codes', 'codes')}, and [openapi.json](openapi.json), the same as OpenAPI 3.1.`,
    'Every call is a signed `POST`. An effect says what repeating it does: `read` and `repeatable` calls are repeated by the client, `single` and `once` calls are sent one time; what a `once` call answers with is in [outcomes](../guides/outcomes.md).',
    '## Endpoints',
    table(
      ['Group', 'Endpoint', 'Title', 'Effect', 'Scope', 'Source'],
      endpointKeys.map((key) => {
        const row = endpointOf(key)
        const title = row.deprecated ? `${row.title} (deprecated)` : row.title
        return [group(key), link(code(key), key), title, row.effect, row.scope, row.source]
      }),
    ),
    '## Notifies',
    table(
      ['Type', 'Title', 'About'],
      notifyTypes.map((type) => [link(code(type), type), notifyRowOf(type).title, notifyRowOf(type).doc]),
    ),
  ])

/** Every page of the API documentation, by file name. */
export const pages = (): Map<string, string> =>
  new Map([
    ['README.md', indexPage()],
    ['codes.md', codesPage()],
    ['openapi.json', `${JSON.stringify(openapi(), undefined, 2)}\n`],
    ...endpointKeys.map((key): [string, string] => [`${key}.md`, endpointPage(key)]),
    ...notifyTypes.map((type): [string, string] => [`${type}.md`, notifyPage(type)]),
  ])
