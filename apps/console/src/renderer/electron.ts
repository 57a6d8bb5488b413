import type { Bridge } from '../shared/bridge.ts'
import { mountConsole } from './main.ts'

declare global {
  interface Window {
    /** Put there by the preload script. */
    bridge: Bridge
  }
}

void mountConsole(window.bridge)
