import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Bridge } from '../shared/bridge.ts'
import App from './App.vue'
import { bridgeKey, guardBridge } from './composables/useBridge.ts'
import { i18n } from './i18n/index.ts'
import { createConsoleRouter } from './router.ts'
import './styles/index.ts'

/** Puts the console on the page. What hosts it is known only by the bridge it is given. */
export function mountConsole(bridge: Bridge): void {
  const router = createConsoleRouter()
  const app = createApp(App).provide(bridgeKey, guardBridge(bridge)).use(createPinia()).use(router).use(i18n)
  // An address that changes while the first page is still being fetched would be lost.
  void router.isReady().finally(() => app.mount('#app'))
}
