import type { IconName } from '../icons.ts'

/** Places that exist, in the order of the navigation and of the number keys. */
export const places = [
  { name: 'home', icon: 'home' },
  { name: 'cards', icon: 'card' },
  { name: 'users', icon: 'people' },
  { name: 'money', icon: 'ledger' },
  { name: 'insight', icon: 'bars' },
  { name: 'notifies', icon: 'bell' },
  { name: 'bulk', icon: 'stack' },
  { name: 'api', icon: 'code' },
  { name: 'settings', icon: 'gear' },
] as const satisfies readonly { name: string; icon: IconName }[]
