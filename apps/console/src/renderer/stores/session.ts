import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { BridgeError, Locale, ProfileSummary, Session, Theme } from '../../shared/bridge.ts'
import { useBridge } from '../composables/useBridge.ts'
import type { Loaded } from '../composables/useView.ts'

/** Who is connected and how the console looks. Holds no secret: the bridge never hands one over. */
export const useSession = defineStore('session', () => {
  const bridge = useBridge()
  const loaded = shallowRef<Loaded<Session>>({ state: 'loading' })
  const session = computed(() => (loaded.value.state === 'ready' ? loaded.value.value : null))
  const profile = computed<ProfileSummary | null>(
    () => session.value?.profiles.find((one) => one.id === session.value?.activeProfileId) ?? null,
  )

  async function load(): Promise<void> {
    const crossing = await bridge.query('session', {})
    if (crossing.ok) loaded.value = { state: 'ready', value: crossing.value }
    else if (session.value === null) loaded.value = { state: 'failed', error: crossing.error }
  }
  async function set(settings: { locale?: Locale; theme?: Theme }): Promise<void> {
    if (session.value) loaded.value = { state: 'ready', value: { ...session.value, ...settings } }
    await bridge.command('settings.set', settings)
  }
  async function use(profileId: string): Promise<BridgeError | null> {
    const crossing = await bridge.command('profile.use', { profileId })
    await load()
    return crossing.ok ? null : crossing.error
  }

  // The store lives as long as the window.
  bridge.on('session.changed', () => void load())
  // Other data, or none: nothing of what was shown holds any more.
  bridge.on('data.restarted', () => {
    loaded.value = { state: 'loading' }
    void load()
  })
  return { loaded, session, profile, load, set, use }
})
