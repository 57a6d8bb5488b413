import type { Asker } from '../src/confirm.ts'
import type { EndpointKey } from '../src/endpoints/index.ts'
import type { OpenedNotify, OpenedNotifyOf } from '../src/envelope.ts'
import type { NotifyData, NotifyType } from '../src/notifies.ts'

interface Question {
  endpoint: EndpointKey
  input: { [name: string]: unknown }
}

/** An API that answers as it is told and keeps what it was asked. */
export function answering(answer: (question: Question) => unknown): Asker & { questions: Question[] } {
  const questions: Question[] = []
  return {
    questions,
    async call(endpoint, input) {
      questions.push({ endpoint, input })
      return answer({ endpoint, input })
    },
  }
}

/** A list in pages of two. */
export const listing = (entries: readonly object[]) =>
  answering(({ input }) => {
    const start = ((input.pageNum as number) - 1) * 2
    return entries.slice(start, start + 2)
  })

/** A notify as it would have opened. */
export function opened<T extends NotifyType>(type: T, data: NotifyData<T>): OpenedNotify {
  const notify: OpenedNotifyOf<T> = { type, data, uniqueNo: 'n1', authentic: false, unknown: [], digest: 'd' }
  return notify as OpenedNotifyOf<NotifyType> as OpenedNotify
}
