import type { BrowserWindow } from './electron.ts'

export type Handler = (event: unknown, ...args: unknown[]) => unknown

/** What a test looks at. */
export const seen = {
  windows: [] as BrowserWindow[],
  opened: [] as string[],
  schemes: [] as unknown[],
  errors: [] as string[],
  isSandboxed: false,
  isProtected: false,
  menu: [] as string[],
  /** What was done to the page when the console locked. */
  wiped: [] as string[],
  /** Hosts beyond this computer that the main process turned to. */
  reached: [] as string[],
  clipboard: '',
  hasQuit: false,
  handlers: new Map<string, Handler>(),
  permissionRequest: undefined as
    ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined,
  permissionCheck: undefined as ((contents: unknown, permission: string) => boolean) | undefined,
  devicePermission: undefined as (() => boolean) | undefined,
  request: undefined as
    ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | undefined,
  bundle: undefined as ((request: Request) => Promise<Response>) | undefined,
}
