import { computed, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { places } from '../components/frame/places.ts'
import type { PaletteEntry } from '../lib/palette.ts'
import { useSession } from '../stores/session.ts'
import { useBridge } from './useBridge.ts'
import { useText } from './useText.ts'

/** What can be done from anywhere. */
export function usePaletteActions(showKeys: () => void): ComputedRef<PaletteEntry[]> {
  const bridge = useBridge()
  const store = useSession()
  const router = useRouter()
  const { t } = useText()
  const goes = (): PaletteEntry[] =>
    places.map(({ name, icon }) => ({
      id: `go-${name}`,
      icon,
      title: t('keys.go', { place: t(`nav.${name}`) }),
      detail: '',
      act: { name },
    }))
  const asks = (): PaletteEntry[] => [
    { id: 'register', icon: 'userPlus', title: t('cards.register'), detail: '', act: '/cards?do=register' },
    { id: 'apply', icon: 'plus', title: t('cards.apply'), detail: '', act: '/cards?do=apply' },
    { id: 'add', icon: 'card', title: t('cards.add'), detail: '', act: '/cards?do=add' },
    { id: 'paste', icon: 'bell', title: t('paste.title'), detail: '', act: '/notifies?do=paste' },
    { id: 'refused', icon: 'shield', title: t('palette.refused'), detail: '', act: '/notifies/refused' },
    { id: 'reconcile', icon: 'ledger', title: t('palette.reconcile'), detail: '', act: '/money/reconcile' },
    { id: 'statement', icon: 'print', title: t('insight.statement'), detail: '', act: '/insight/statement' },
    { id: 'explorer', icon: 'code', title: t('api.explorer'), detail: '', act: '/api/explorer' },
    { id: 'audit', icon: 'receipt', title: t('audit.title'), detail: '', act: '/settings/audit' },
  ]
  const profiles = (): PaletteEntry[] =>
    (store.session?.profiles ?? [])
      .filter(({ id }) => id !== store.profile?.id)
      .map(({ id, name, environment }) => ({
        id: `profile-${id}`,
        icon: 'building' as const,
        title: t('palette.profile', { name }),
        detail: t(`environment.${environment}`),
        act: () => store.use(id).then(() => router.push({ name: 'home' })),
      }))
  const looks = (): PaletteEntry[] => [
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      icon: { light: 'sun', dark: 'moon', system: 'screen' }[theme] as 'sun' | 'moon' | 'screen',
      title: t('palette.theme', { name: t(`theme.${theme}`) }),
      detail: '',
      act: () => store.set({ theme }),
    })),
    {
      id: 'locale-en',
      icon: 'screen',
      title: 'English',
      detail: t('bar.language'),
      act: () => store.set({ locale: 'en' }),
    },
    {
      id: 'locale-zh',
      icon: 'screen',
      title: '中文',
      detail: t('bar.language'),
      act: () => store.set({ locale: 'zh' }),
    },
  ]
  return computed(() => [
    ...asks(),
    ...goes(),
    { id: 'lock', icon: 'lock', title: t('lock.now'), detail: '', act: () => bridge.command('lock.lock', {}) },
    ...profiles(),
    ...looks(),
    { id: 'keys', icon: 'question', title: t('bar.keys'), detail: '?', act: showKeys },
  ])
}
