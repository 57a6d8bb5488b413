import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { BridgeError, Locale } from '../../shared/bridge.ts'
import { en, type MessageKey } from '../i18n/en.ts'

export interface Text {
  t: (key: MessageKey, named?: Record<string, unknown>) => string
  locale: ComputedRef<Locale>
  /** What to do about a failure, in the operator's language where the code is known. */
  advice: (error: BridgeError) => string
}

/** The only way to texts: keys are checked by the compiler. */
export function useText(): Text {
  const { t: translate, locale } = useI18n({ useScope: 'global' })
  const t: Text['t'] = (key, named = {}) => translate(key, named)
  return {
    t,
    locale: computed(() => locale.value as Locale),
    advice: (error) =>
      Object.hasOwn(en.advice, error.code) ? t(`advice.${error.code as keyof typeof en.advice}`) : error.advice,
  }
}
