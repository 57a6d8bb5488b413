import { usePreferredDark, useStorage } from '@vueuse/core'
import { computed, watchEffect, type ComputedRef, type Ref } from 'vue'
import type { Locale } from '../../shared/bridge.ts'
import { i18n, languageTags } from '../i18n/index.ts'
import { useSession } from '../stores/session.ts'

export type Density = 'comfortable' | 'compact'

/** A matter of this window's taste, so it stays in the browser's storage; nothing else does. */
export const useDensity = (): Ref<Density> => useStorage<Density>('density', 'comfortable')

/** What the person most likely reads, until it is known. */
const likelyLocale = (): Locale => (navigator.language.startsWith('zh') ? 'zh' : 'en')

/** Applies language, theme and density to the document. Called once, by the root. */
export function useAppearance(): { locale: ComputedRef<Locale>; isDark: ComputedRef<boolean> } {
  const store = useSession()
  const prefersDark = usePreferredDark()
  const density = useDensity()
  const locale = computed(() => store.session?.locale ?? likelyLocale())
  const isDark = computed(() => {
    const theme = store.session?.theme ?? 'system'
    return theme === 'dark' || (theme === 'system' && prefersDark.value)
  })
  watchEffect(() => {
    const root = document.documentElement
    root.lang = languageTags[locale.value]
    root.dataset.theme = isDark.value ? 'dark' : 'light'
    root.dataset.density = density.value
    i18n.global.locale.value = locale.value
  })
  return { locale, isDark }
}
