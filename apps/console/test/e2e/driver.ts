import type { EndpointKey, Endpoints, Input } from '@asinx-pay/core'
import type { Answer } from '@asinx-pay/core/client'
import type { Page } from 'playwright-core'
import type { Commands, CommandName, Locale, Theme, ViewName, Views } from '../../src/shared/bridge.ts'
import type { memoryKeychain } from '../memory-keychain.ts'

/** How large a window is, in CSS pixels. */
export interface Size {
  width: number
  height: number
}

export interface DriverOptions {
  dataDir: string
  /** Absent: the sandbox inside the console, on any free port. */
  sandboxUrl?: string
  size: Size
  /** Where the host of the test lets it choose; the desktop application uses the one of the computer. */
  keychain: ReturnType<typeof memoryKeychain>
}

/** The console on a screen, whichever host shows it. */
export interface Driven {
  page: Page
  /** The address of a page, such as `/cards/7`. */
  open(path: string): Promise<void>
  command<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Commands[N]['output']>
  call<K extends EndpointKey>(endpoint: K, input: Input<Endpoints[K]>): Promise<Answer<K>>
  query<V extends ViewName>(name: V, params: Views[V]['params']): Promise<Views[V]['output']>
  close(): Promise<void>
}

export type Driver = (options: DriverOptions) => Promise<Driven>

export interface Look {
  locale?: Locale
  theme?: Theme
}
