import { shell, type App, type WebContents } from 'electron'
import { isAllowedExternally } from './external-links.ts'

interface Preventable {
  preventDefault(): void
}

const prevent = (event: Preventable): void => event.preventDefault()

function lock(contents: WebContents): void {
  contents.on('will-navigate', prevent)
  contents.on('will-frame-navigate', prevent)
  contents.on('will-redirect', prevent)
  contents.on('will-attach-webview', prevent)
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternally(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** Every page stays where the main process put it, whoever made it; new windows never open. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => lock(contents))
}
