import type { SnippetCall } from './call.ts'
import { curlOf } from './curl.ts'
import { n8nOf } from './n8n.ts'
import { phpOf } from './php.ts'
import { typescriptOf } from './typescript.ts'

export type { SnippetCall } from './call.ts'

/** Ways to hand a call to a developer; none of them carries the secret. */
export const snippets = {
  curl: { title: 'curl', write: curlOf },
  typescript: { title: 'TypeScript', write: typescriptOf },
  php: { title: 'PHP', write: phpOf },
  n8n: { title: 'n8n', write: n8nOf },
} as const satisfies Record<string, { title: string; write: (call: SnippetCall) => string }>

export type SnippetKind = keyof typeof snippets
