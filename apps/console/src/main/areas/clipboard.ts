import type { ClipboardCommands, ClipboardViews } from '../../shared/bridge.ts'
import { expiryText } from '../../shared/expiry.ts'
import { ConsoleError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice, text, userBankcardId } from './fields.ts'

/** Copying what must not stay on the clipboard. */
export function clipboardArea({ asker, audit, copies, activeProfile }: Services): {
  commands: Table<ClipboardCommands>
  views: Table<ClipboardViews>
} {
  return {
    commands: {
      'card.copy': {
        fields: { userBankcardId, what: choice('What', ['cardNo', 'cardCvv', 'expiryDate']) },
        async run({ userBankcardId, what }) {
          const found = (await asker.reveal(activeProfile(), userBankcardId))[what]
          if (found === null) throw new ConsoleError('nothing_to_reveal', `The API does not give it for this card.`)
          const copied = await copies.copy(what === 'expiryDate' ? expiryText(found) : found)
          audit.note('card.copied', { card: userBankcardId, what })
          return copied
        },
      },
      'clipboard.settled': {
        whileLocked: true,
        fields: { salt: text('Salt', '[0-9a-f]{32}') },
        async run({ salt }) {
          copies.settle(salt)
          return null
        },
      },
    },
    views: { clipboardDue: { whileLocked: true, fields: {}, run: async () => copies.due() } },
  }
}
