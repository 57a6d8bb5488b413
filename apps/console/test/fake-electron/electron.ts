/**
 * A stand-in for the `electron` module over a real Chromium: enough of it to run the unmodified main process and
 * preload. What it cannot stand in for: the process model and its sandbox, fuses, native dialogs and menus.
 */
import { EventEmitter } from 'node:events'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { chromiumArguments, chromiumPath } from '../chromium.ts'
import { createPage, type Page } from './page.ts'
import { seen, type Handler } from './seen.ts'

let browser: Browser | undefined
let context: BrowserContext | undefined
let launching: Promise<void> | undefined

async function launch(): Promise<void> {
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: chromiumArguments,
  })
  context = await browser.newContext()
}

/** As Electron quits: whoever listens may hold it up once. */
function quit(): void {
  let isHeld = false
  app.emit('before-quit', { preventDefault: () => (isHeld = true) })
  if (isHeld) return
  seen.hasQuit = true
  void browser?.close()
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  enableSandbox: () => void (seen.isSandboxed = true),
  requestSingleInstanceLock: () => process.env['FAKE_LOOK'] !== 'second',
  whenReady: () => (launching ??= launch()),
  getPath: () => process.env['FAKE_USER_DATA'],
  quit,
  exit: quit,
})

export const powerMonitor = new EventEmitter()
export const Menu = {
  buildFromTemplate: (template: { role: string }[]) => template.map(({ role }) => role),
  setApplicationMenu: (roles: string[]) => void seen.menu.push(...roles),
}
export const ipcMain = { handle: (channel: string, handler: Handler) => void seen.handlers.set(channel, handler) }
export const dialog = {
  showErrorBox: (_title: string, text: string) => void seen.errors.push(text),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
}
/** The clipboard of a computer of its own. */
export const clipboard = {
  writeText: async (text: string) => void (seen.clipboard = text),
  readText: async () => seen.clipboard,
  clear: () => void (seen.clipboard = ''),
}
export const shell = { openExternal: async (address: string) => void seen.opened.push(address) }
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void seen.schemes.push(...schemes),
  handle: (_scheme: string, handler: NonNullable<typeof seen.bundle>) => void (seen.bundle = handler),
}
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: NonNullable<typeof seen.permissionRequest>) =>
      void (seen.permissionRequest = handler),
    setPermissionCheckHandler: (handler: NonNullable<typeof seen.permissionCheck>) =>
      void (seen.permissionCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (seen.devicePermission = handler),
    webRequest: {
      onBeforeRequest: (handler: NonNullable<typeof seen.request>) => void (seen.request = handler),
    },
  },
}

/** A desktop notification, never shown. */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false
  }
  show(): void {}
}

export type WindowOpenHandler = (details: { url: string }) => { action: string }

/** A page's contents as main sees them. */
export class WebContents extends EventEmitter {
  windowOpen: WindowOpenHandler | undefined
  page: Page | undefined
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpen = handler
  }
  forcefullyCrashRenderer(): void {
    seen.wiped.push('ended')
  }
  reload(): void {
    seen.wiped.push('reloaded')
    this.page?.browserPage.reload().catch(() => undefined)
  }
  isDestroyed(): boolean {
    return seen.hasQuit
  }
  send(channel: string, ...args: unknown[]): void {
    // A page that is on its way out hears nothing more.
    this.page?.emit(channel, args).catch(() => undefined)
  }
}

export class BrowserWindow {
  readonly webContents = new WebContents()
  readonly options: { webPreferences: Record<string, unknown> & { preload: string } }
  static getAllWindows(): BrowserWindow[] {
    return seen.windows
  }
  constructor(options: BrowserWindow['options']) {
    this.options = options
    seen.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  setContentProtection(isOn: boolean): void {
    seen.isProtected = isOn
  }
  isMinimized(): boolean {
    return false
  }
  focus(): void {}
  async loadURL(address: string): Promise<void> {
    await launching
    if (!context) throw new Error('The window was opened before the application was ready.')
    this.webContents.page = await createPage(context, this)
    await this.webContents.page.open(address)
  }
}
