import type { Page } from './common.ts'

export interface UserRow {
  uid: string
  /** Masked email. */
  email: string | null
  createdAt: number
}

export interface UserViews {
  users: { params: { cursor?: string }; output: Page<UserRow> }
}

export interface UserEvents {
  'users.changed': { uid: string }
}
