import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BridgeError, Locale } from '../../shared/bridge.ts'
import { en, type MessageKey } from '../i18n/en.ts'
import { failures } from '../i18n/zh/failures.ts'

export interface Text {
  t: (key: MessageKey, named?: Record<string, unknown>) => string
  locale: ComputedRef<Locale>
  /** What to do about a failure, in the operator's language where the code is known. */
  advice: (error: BridgeError) => string
  /** What went wrong. English is the error's own and has its particulars; what the vendor said stays as it was said. */
  cause: (error: Pick<BridgeError, 'code' | 'message' | 'vendorMessage'>) => string
  /** What went wrong and what to do about it. */
  told: (error: BridgeError) => string
  /** Sentences one after the other, parted as the language does. */
  join: (...sentences: string[]) => string
}

/** The only way to texts: keys are checked by the compiler. */
export function useText(): Text {
  const { t: translate, locale } = useI18n({ useScope: 'global' })
  const t: Text['t'] = (key, named = {}) => translate(key, named)
  const spoken = computed(() => locale.value as Locale)
  const advice: Text['advice'] = (error) =>
    Object.hasOwn(en.advice, error.code) ? t(`advice.${error.code as keyof typeof en.advice}`) : error.advice
  const cause: Text['cause'] = ({ code, message, vendorMessage }) => {
    if (spoken.value === 'en' || !Object.hasOwn(failures, code)) return message
    const sentence = failures[code as keyof typeof failures]
    return vendorMessage ? `${sentence}（${vendorMessage}）` : sentence
  }
  const join: Text['join'] = (...sentences) => sentences.filter(Boolean).join(spoken.value === 'zh' ? '' : ' ')
  return { t, locale: spoken, advice, cause, told: (error) => join(cause(error), advice(error)), join }
}
