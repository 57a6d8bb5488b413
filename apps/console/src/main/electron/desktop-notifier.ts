import { Notification } from 'electron'
import type { Notifier } from '../services/announcer.ts'

/** Most notifications that are held, so that a click on one still finds its way. */
const maxHeld = 20

/** Shows notifications through the operating system, where it has any; a click brings the window forward. */
export function desktopNotifier(show: () => void): Notifier {
  const held: Notification[] = []
  return (announcement) => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ ...announcement, silent: true })
    notification.on('click', show)
    held.push(notification)
    if (held.length > maxHeld) held.shift()
    notification.show()
  }
}
