import { Menu } from 'electron'

/** Only what a person needs to copy, paste and close: no reload, no inspector, no zoom that hides the bar. */
export function setMenu(options: { isMac: boolean }): void {
  const menu = Menu.buildFromTemplate([
    ...(options.isMac ? [{ role: 'appMenu' as const }] : []),
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ])
  Menu.setApplicationMenu(menu)
}
