import type { Subject } from './filled-forms.ts'
import { codec } from './host.ts'
import { asinx, operation, type LabNode } from './lab.ts'

/** Nodes for the operations that stand for no endpoint, named for them. */
export function otherNodes({ uid, userBankcardId }: Subject): LabNode[] {
  const raw = codec.sealNotify({
    type: 'CARD_STATUS_CHANGE',
    uniqueNo: 'other-1',
    data: { userBankcardId, status: 'ACTIVE' },
  })
  const forms: Record<string, object> = {
    'notify.open': { rawNotify: raw },
    'notify.confirm': { notify: raw, uid },
    'notify.markHandled': { digest: '0123456789abcdef'.repeat(4) },
    'customCall.customCall': { path: '/sys/clock', jsonBody: '{}' },
  }
  return Object.entries(forms).map(([key, form]) => asinx(key, operation(key, form)))
}
