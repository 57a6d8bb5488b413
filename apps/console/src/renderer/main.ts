import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Bridge } from '../shared/bridge.ts'
import App from './App.vue'
import { bridgeKey, guardBridge } from './composables/useBridge.ts'
import { i18n } from './i18n/index.ts'
import { createConsoleRouter } from './router.ts'
import { useSession } from './stores/session.ts'
import './styles/index.ts'

/**
 * Puts the console on the page; the first page's code is fetched while the connection comes about and the session is
 * asked for. What hosts it is known only by the bridge it is given.
 */
export async function mountConsole(connecting: Bridge | Promise<Bridge>): Promise<void> {
  const router = createConsoleRouter()
  const app = createApp(App).use(createPinia()).use(router).use(i18n)
  app.provide(bridgeKey, guardBridge(await connecting))
  void useSession().load()
  // An address that changes while the first page is still being fetched would be lost.
  await router.isReady().catch(() => undefined)
  app.mount('#app')
}
