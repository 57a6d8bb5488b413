import { isAsinxError, isNotifyType, notifyRowOf, redact } from '@asinx-pay/core'
import { maxNotifyBytes } from '@asinx-pay/core/wire'
import type { NotifyCommands, NotifyViews } from '../../shared/bridge.ts'
import { notifyTrusts } from '../../shared/notifies.ts'
import type { Services } from '../services.ts'
import { createNotifyBook, type NotifyBook } from '../services/notify-book.ts'
import { createNotifyChecks } from '../services/notify-checks.ts'
import { createResend } from '../services/resend.ts'
import type { Table } from './area.ts'
import { choice, cursor, flag, optional, text } from './fields.ts'

/** Longest text that may be pasted, in UTF-16 units: more than a notify has, so that one too long is told from nonsense. */
const maxPasted = 4 * maxNotifyBytes

const seq = { kind: 'integer', label: 'Notify', doc: 'Notify.' } as const
const pasted = { ...text('Notify'), maxLength: maxPasted }
const bodyOf = (pastedText: string): Buffer => Buffer.from(pastedText.trim())

type Desk = Pick<Table<NotifyCommands>, 'notify.read' | 'notify.keep'>

/** What is pasted is opened with the key of the profile that is looked at, and no other. */
function pasteDesk({ clients, mailroom, activeProfile }: Services, book: NotifyBook): Desk {
  return {
    'notify.read': {
      fields: { text: pasted },
      async run({ text: raw }) {
        const rawBody = bodyOf(raw)
        const profile = activeProfile()
        const { codec } = await clients.of(profile)
        try {
          const { type, uniqueNo, digest, data, unknown, previousSecret = false } = codec.openNotify(rawBody)
          const delivery = book.delivery(profile.id, { uniqueNo, digest })
          const fields = isNotifyType(type) ? notifyRowOf(type).fields : {}
          return { state: 'opened', type, uniqueNo, unknown, delivery, previousSecret, data: redact(fields, data) }
        } catch (error) {
          if (!isAsinxError(error, 'notify_refused')) throw error
          return { state: 'refused', reason: await mailroom.whyRefused(rawBody) }
        }
      },
    },
    'notify.keep': {
      fields: { text: pasted },
      run: ({ text: raw }) => mailroom.keep(activeProfile(), bodyOf(raw)),
    },
  }
}

function commands(services: Services, book: NotifyBook): Table<NotifyCommands> {
  const { settings, events, activeProfile } = services
  const checks = createNotifyChecks({ ...services, book })
  const resend = createResend({ ...services, book })
  return {
    ...pasteDesk(services, book),
    'notify.confirm': { fields: { seq }, run: ({ seq: chosen }) => checks.confirm(activeProfile(), chosen) },
    'notify.resend': {
      fields: { seq, address: text('Address', '\\S{1,500}') },
      run: (resent) => resend.send(activeProfile(), resent),
    },
    'notify.desktop': {
      fields: { isOn: flag('On') },
      async run({ isOn }) {
        settings.set('desktopNotifies', isOn ? undefined : 'off')
        events.emit('session.changed', null)
        return null
      },
    },
  }
}

function views({ settings, activeProfile }: Services, book: NotifyBook): Table<NotifyViews> {
  return {
    notifies: {
      fields: {
        cursor,
        type: optional(text('Type', '\\w{1,60}')),
        trust: optional(choice('Trust', notifyTrusts)),
        search: optional(text('Search', '.{1,200}')),
        since: { kind: 'instant', label: 'Since', doc: 'Since.', optional: true },
      },
      run: async (filter) => book.page(activeProfile().id, filter),
    },
    notify: { fields: { seq }, run: async ({ seq: chosen }) => book.find(activeProfile().id, chosen) ?? null },
    refusals: { fields: { cursor }, run: async (asked) => book.refusals(asked) },
    desktopNotifies: { fields: {}, run: async () => ({ isOn: settings.get('desktopNotifies') !== 'off' }) },
  }
}

/** What the vendor sent: read, checked, taken in by hand and sent on. */
export function notifyArea(services: Services): { commands: Table<NotifyCommands>; views: Table<NotifyViews> } {
  const book = createNotifyBook(services)
  return { commands: commands(services, book), views: views(services, book) }
}
