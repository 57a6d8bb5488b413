import type { Session } from 'electron'

/** The window needs no camera, place, notification or anything else a page can ask for: both doors stay shut. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}
