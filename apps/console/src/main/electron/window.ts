import { BrowserWindow } from 'electron'
import { bundleOrigin } from './security/origin.ts'

/** Opens the one window: sandboxed, isolated, without Node and without developer tools where it is packaged. */
export function createWindow(options: { preload: string; isPackaged: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !options.isPackaged,
    },
  })
  // Screen recorders and shared screens see a blank window: it shows card numbers for a moment.
  window.setContentProtection(options.isPackaged)
  return window
}

export const showBundle = (window: BrowserWindow): Promise<void> => window.loadURL(`${bundleOrigin}/`)
