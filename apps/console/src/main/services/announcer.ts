import { isNotifyType, notifyRowOf } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import type { Announcement, NotifyRow } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Settings } from './settings.ts'

/** Shows something on the person's desktop. */
export type Notifier = (announcement: Announcement) => void

/** Tells the desktop that a notify came. */
export type Announce = (profile: { name: string }, notify: NotifyRow) => void

/** Shortest time between two desktop notifications, in milliseconds; what comes meanwhile is counted into the next. */
export const quietMs = 5_000

const words = {
  en: { conflict: 'Alarm: a number came again with other content', more: (count: number) => ` (+${count})` },
  zh: { conflict: '警报：同一编号再次到达，但内容不同', more: (count: number) => `（另有 ${count} 条）` },
}

export interface AnnouncerPorts {
  settings: Settings
  notifier: Notifier
  now: Clock
}

/** Desktop notifications name the kind of notify and the profile: no card, user, amount or code leaves the window. */
export function createAnnouncer({ settings, notifier, now }: AnnouncerPorts): Announce {
  let shownAt = Number.NEGATIVE_INFINITY
  let waiting = 0
  return ({ name }, { type, conflict }) => {
    if (settings.get('desktopNotifies') === 'off') return
    if (now() - shownAt < quietMs && !conflict) return void waiting++
    const locale = settings.get('locale') ?? 'en'
    const title = isNotifyType(type) ? (locale === 'zh' ? zh.notifyTitles[type] : notifyRowOf(type).title) : type
    notifier({
      title: conflict ? words[locale].conflict : title + (waiting > 0 ? words[locale].more(waiting) : ''),
      body: name,
    })
    shownAt = now()
    waiting = 0
  }
}
