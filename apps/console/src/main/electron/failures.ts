import { dialog, type WebContents } from 'electron'
import { consoleErrorAdvice } from '../../shared/console-errors.ts'
import { ConsoleError } from '../errors.ts'
import type { Report } from '../ports.ts'

const title = 'ASINX PAY Console'

/** Says why the console could not start, what was not harmed, and what to do. */
export function showStartFailure(error: unknown, dataDir: string): void {
  const said =
    error instanceof ConsoleError
      ? `${error.message}\n\n${consoleErrorAdvice[error.code]}`
      : 'The console could not start. Nothing was sent.'
  dialog.showErrorBox(title, `${said}\n\nData folder: ${dataDir}`)
}

const wiped = new WeakSet<WebContents>()
const isWiped = (contents: WebContents): boolean => wiped.delete(contents)

/** Ends a page's process on purpose and shows the page anew. */
export function wipe(contents: WebContents): void {
  wiped.add(contents)
  contents.forcefullyCrashRenderer()
  contents.reload()
}

/** A window that cannot show its page says so instead of staying empty. */
export function watchWindow(contents: WebContents, report: Report): void {
  const tell = (what: string): void => {
    dialog.showErrorBox(title, `${what}\n\nClose the console and start it again. Nothing that was sent is repeated.`)
  }
  contents.on('preload-error', (_event, _path, error) => {
    report(error)
    tell('The window could not be prepared.')
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    // Locking ends the page's process and opens it anew.
    if (reason === 'clean-exit' || isWiped(contents)) return
    tell(`The page of the window ended (${reason}).`)
  })
}
