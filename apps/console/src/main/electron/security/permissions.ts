import type { Session } from 'electron'

/** Putting text on the clipboard when a person clicks "copy"; reading it stays shut. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/** The window needs no camera, place, notification or anything else a page can ask for: both doors stay shut but to that. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
}
