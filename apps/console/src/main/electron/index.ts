import { userInfo } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'
import { startConsole, type Console } from '../keeper.ts'
import { portIn } from '../port.ts'
import { reportToStderr } from '../report.ts'
import { loadKeytar } from '../services/keytar.ts'
import { systemClipboard } from './clipboard.ts'
import { desktopNotifier } from './desktop-notifier.ts'
import { showStartFailure, watchWindow } from './failures.ts'
import { answerWindow, sendNews } from './ipc.ts'
import { lockWithSystem, wipeWhenLocked } from './lock.ts'
import { setMenu } from './menu.ts'
import { openPage } from './open-page.ts'
import { saveFile } from './save-file.ts'
import { lockNavigation } from './security/navigation.ts'
import { denyPermissions } from './security/permissions.ts'
import { blockRequests } from './security/requests.ts'
import { registerBundleScheme, serveBundle } from './security/scheme.ts'
import { takeFile } from './take-file.ts'
import { createWindow, showBundle } from './window.ts'

/** Both folders stand beside the built main process. */
const built = {
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  renderer: join(import.meta.dirname, '../renderer'),
}

async function openWindow(running: Console): Promise<void> {
  const window = createWindow({ preload: built.preload, isPackaged: app.isPackaged })
  sendNews(running, window.webContents)
  wipeWhenLocked(running, window.webContents)
  watchWindow(window.webContents, reportToStderr)
  await showBundle(window)
}

const dataDir = (): string => process.env['ASINX_CONSOLE_DATA'] ?? app.getPath('userData')

async function start(): Promise<void> {
  await app.whenReady()
  setMenu({ isMac: process.platform === 'darwin' })
  denyPermissions(session.defaultSession)
  blockRequests(session.defaultSession, { isPackaged: app.isPackaged })
  serveBundle(built.renderer)
  const running = await startConsole({
    dataDir: dataDir(),
    host: 'electron',
    operator: userInfo().username,
    saveFile,
    takeFile,
    openPage,
    clipboard: systemClipboard,
    notifier: desktopNotifier(showOnly),
    loadKeychain: loadKeytar,
    report: reportToStderr,
    sandboxUrl: process.env['ASINX_SANDBOX_URL'],
    sandboxPort: portIn(process.env['ASINX_SANDBOX_PORT']),
    receiverPort: portIn(process.env['ASINX_RECEIVER_PORT']),
  })
  answerWindow(running)
  lockWithSystem(running)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow(running).catch(reportToStderr)
  })
  endWith(running)
  await openWindow(running)
}

/** Lets what is being written end before the process does. */
function endWith(running: Console): void {
  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    isClosed = true
    void running.close().finally(() => app.quit())
  })
}

function showOnly(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

app.enableSandbox()
registerBundleScheme()
lockNavigation(app)
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showOnly)
  app.on('window-all-closed', () => app.quit())
  start().catch((error: unknown) => {
    reportToStderr(error)
    showStartFailure(error, dataDir())
    app.exit(1)
  })
} else app.quit()
