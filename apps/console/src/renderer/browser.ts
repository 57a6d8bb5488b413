import { connectBrowserBridge } from '../preload/browser-bridge.ts'
import type { Bridge } from '../shared/bridge.ts'
import { mountConsole } from './main.ts'

/** Stands in where no connection came about, so that the page can say so. */
function unreachable(): Bridge {
  const refuse = (): Promise<never> => Promise.reject(new Error('Not connected.'))
  return { call: refuse, command: refuse, query: refuse, on: () => () => undefined }
}

const connecting = connectBrowserBridge().catch(unreachable)
// Unmounted pages still lie in memory; a fresh document has nothing of them.
void connecting.then((bridge) => bridge.on('lock.changed', ({ isLocked }) => isLocked && window.location.reload()))
void mountConsole(connecting)
