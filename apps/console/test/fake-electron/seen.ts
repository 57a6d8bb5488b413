import type { BrowserWindow } from './electron.ts'

export type Handler = (event: unknown, ...args: unknown[]) => unknown

/** What a test looks at. */
export const seen = {
  windows: [] as BrowserWindow[],
  opened: [] as string[],
  schemes: [] as unknown[],
  errors: [] as string[],
  isSandboxed: false,
  hasQuit: false,
  handlers: new Map<string, Handler>(),
  permissionRequest: undefined as
    ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined,
  permissionCheck: undefined as (() => boolean) | undefined,
  bundle: undefined as ((request: Request) => Promise<Response>) | undefined,
}
