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
  createApp(App)
    .provide(bridgeKey, guardBridge(bridge))
    .use(createPinia())
    .use(createConsoleRouter())
    .use(i18n)
    .mount('#app')
}
