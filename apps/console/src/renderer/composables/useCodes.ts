import {
  cardNatures,
  cardNetworks,
  cardStatuses,
  type EndpointKey,
  endpointOf,
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
import { en } from '../i18n/en.ts'
import { useText } from './useText.ts'

const tables = {
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

const at = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined

export interface Codes {
  /** The vendor's own words for a code; an unlisted code stands for itself. */
  codeText: (table: Table, code: string | number) => string
  /** The console's short word for a card status. */
  statusWord: (status: string | null) => string
  label: (english: string) => string
  endpointTitle: (key: EndpointKey) => string
  notifyTitle: (type: string) => string
}

/** Words for codes and rows: English from the rows, Chinese from the core's Chinese texts, English where those lack one. */
export function useCodes(): Codes {
  const { t, locale } = useText()
  const isZh = (): boolean => locale.value === 'zh'
  return {
    codeText(table, code) {
      const options: Readonly<Record<string, { text: string }>> = tables[table]
      const english = Object.hasOwn(options, code) ? options[code]?.text : undefined
      return (isZh() ? at(zh[table], String(code)) : undefined) ?? english ?? t('common.unknownCode', { code })
    },
    statusWord: (status) =>
      status === null
        ? t('common.none')
        : Object.hasOwn(en.cardStatus, status)
          ? t(`cardStatus.${status as keyof typeof en.cardStatus}`)
          : status,
    label: (english) => (isZh() ? at(zh.labels, english) : undefined) ?? english,
    endpointTitle: (key) => (isZh() ? at(zh.endpointTitles, key) : undefined) ?? endpointOf(key).title,
    notifyTitle: (type) =>
      isNotifyType(type) ? ((isZh() ? at(zh.notifyTitles, type) : undefined) ?? notifyRowOf(type).title) : type,
  }
}
