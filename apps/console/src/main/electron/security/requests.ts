import type { Session } from 'electron'
import { scheme } from './origin.ts'

/** Schemes a page may load from: our own files, and pictures that exist in the page only. */
const ours = new Set([`${scheme}:`, 'blob:', 'data:'])
/** The inspector's own files, where there is one. */
const inspector = 'devtools:'

/** Nothing a page asks for leaves the computer, even if its policy were broken: all calls are made by the main process. */
export function blockRequests(session: Session, options: { isPackaged: boolean }): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol } = new URL(url)
    answer({ cancel: !ours.has(protocol) && (options.isPackaged || protocol !== inspector) })
  })
}
