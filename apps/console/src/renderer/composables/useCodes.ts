import {
  authTypes,
  cardNatures,
  cardNetworks,
  cardStatuses,
  type EndpointKey,
  endpointOf,
  isEndpointKey,
  isNotifyType,
  notifyRowOf,
  orderStatuses,
  rechargeStatuses,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
} from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import type { Locale } from '../../shared/bridge.ts'
import { en } from '../i18n/en.ts'
import { zh as chinese } from '../i18n/zh.ts'
import { reasonOf } from '../lib/answer.ts'
import { useText } from './useText.ts'

const tables = {
  authTypes,
  cardNatures,
  cardNetworks,
  cardStatuses,
  orderStatuses,
  rechargeStatuses,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
}
type Table = keyof typeof tables

/** The console's own words for codes: of a table all or none. */
const words: Readonly<Record<Locale, Partial<Record<Table, Readonly<Record<string, string>>>>>> = {
  en: en.codes,
  zh: chinese.codes,
}

const at = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined

export interface Codes {
  /** The console's short word for a code where it has one, else the vendor's; an unlisted code stands for itself. */
  codeText: (table: Table, code: string | number) => string
  /** The console's short word for a card status. */
  statusWord: (status: string | null) => string
  /** A code of a field with what it means; one that its options do not have stands alone. */
  choiceText: (options: Readonly<Record<string, unknown>>, code: string) => string
  /** Why an authorisation was declined, or that it was approved. */
  answerText: (code: string) => string
  /** What a line of the audit trail tells of; an unlisted kind stands for itself. */
  auditText: (kind: string) => string
  /** What one of a line's facts is called, and what it says; what is unlisted stands for itself. */
  auditFact: (name: string, value: string | number) => string
  label: (english: string) => string
  endpointTitle: (key: EndpointKey) => string
  notifyTitle: (type: string) => string
}

/** Words for codes and rows: English from the rows, Chinese from the core's Chinese texts, English where those lack one. */
export function useCodes(): Codes {
  const { t, locale } = useText()
  const isZh = (): boolean => locale.value === 'zh'
  const codeText: Codes['codeText'] = (table, code) => {
    const own = at(words[locale.value][table] ?? {}, String(code))
    const options: Readonly<Record<string, { text: string }>> = tables[table]
    const english = Object.hasOwn(options, code) ? options[code]?.text : undefined
    return own ?? (isZh() ? at(zh[table], String(code)) : undefined) ?? english ?? t('common.unknownCode', { code })
  }
  const statusWord: Codes['statusWord'] = (status) =>
    status === null
      ? t('common.none')
      : Object.hasOwn(en.cardStatus, status)
        ? t(`cardStatus.${status as keyof typeof en.cardStatus}`)
        : status
  const endpointTitle: Codes['endpointTitle'] = (key) =>
    (isZh() ? at(zh.endpointTitles, key) : undefined) ?? endpointOf(key).title
  return {
    codeText,
    choiceText(options, code) {
      const table = (Object.keys(tables) as Table[]).find((name) => tables[name] === options)
      if (table === undefined || !Object.hasOwn(options, code)) return code
      return `${code} · ${table === 'cardStatuses' ? statusWord(code) : codeText(table, code)}`
    },
    answerText: (code) => reasonOf(code, codeText('transactionResponseCodes', code)) ?? t('answer.approved'),
    statusWord,
    auditText: (kind) => at(isZh() ? chinese.auditKind : en.auditKind, kind) ?? kind,
    auditFact(name, value) {
      const called = at(isZh() ? chinese.auditFact : en.auditFact, name) ?? name
      const state = at((isZh() ? chinese : en).journal, String(value))
      const said =
        name === 'endpoint' && isEndpointKey(String(value))
          ? endpointTitle(value as EndpointKey)
          : ['state', 'verdict'].includes(name)
            ? state
            : undefined
      return `${called}: ${said ?? value}`
    },
    label: (english) => (isZh() ? at(zh.labels, english) : undefined) ?? english,
    endpointTitle,
    notifyTitle: (type) =>
      isNotifyType(type) ? ((isZh() ? at(zh.notifyTitles, type) : undefined) ?? notifyRowOf(type).title) : type,
  }
}
