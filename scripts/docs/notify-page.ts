import { notifyRowOf, type ConfirmNeed, type NotifyRow, type NotifyType } from '@asinx-pay/core'
import { exampleNotify, exampleResult } from './examples.ts'
import { fieldTable } from './fields.ts'
import { code, fence, link, page } from './markdown.ts'

const json = (value: unknown): string => fence('json', JSON.stringify(value, undefined, 2))

const needs: Record<ConfirmNeed, string> = {
  uid: 'the `uid` of the card, from your own register and apply calls',
  requestOrderId: 'the `requestOrderId` of your own recharge',
}

function confirming({ confirm }: NotifyRow): string {
  if (!confirm) return 'No endpoint tells of it, so `confirm` cannot tell.'
  const given = confirm.needs.map((need) => needs[need]).join(' and ')
  const told = confirm.agree.map(({ told }) => code(told)).join(', ')
  return `\`confirm\` asks ${link(code(confirm.endpoint), confirm.endpoint)}${given && `; it needs ${given}`}. What must be told alike: ${told}.`
}

export const notifyPage = (type: NotifyType): string => {
  const row = notifyRowOf(type)
  return page([
    `# ${row.title}`,
    code(type),
    row.doc,
    `The vendor says: "${row.text}"`,
    'Opened strictly; fields that are not required may be absent, and unknown ones are kept. Nothing in the scheme proves who sent it: see [receiving notifies](../guides/notifies.md).',
    '## Content',
    fieldTable(row.fields),
    '## Confirming it',
    confirming(row),
    '## Example',
    'What arrives, sealed with the published demo secret:',
    json(exampleNotify(type)),
    'What `openNotify` makes of its `result`:',
    json(exampleResult(row.fields)),
  ])
}
