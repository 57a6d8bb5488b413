import { createI18n } from 'vue-i18n'
import type { Locale } from '../../shared/bridge.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Both languages are in the bundle; nothing is compiled by `eval`, so a strict policy holds. */
export const i18n = createI18n({ legacy: false, locale: 'en' as Locale, fallbackLocale: 'en', messages: { en, zh } })

/** Language tags for the document and for Intl. */
export const languageTags = { en: 'en-GB', zh: 'zh-CN' } as const satisfies Record<Locale, string>
