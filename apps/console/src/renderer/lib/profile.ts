import type { Commands, Environment } from '../../shared/bridge.ts'

export type ProfileDraft = Commands['profile.add']['input']

/** The vendor's published test address. */
const testBaseUrl = 'https://test.asinx.io/api-web'

/** What is filled in for an environment; live addresses come from the vendor. */
export const defaultBaseUrl: Record<Environment, string> = {
  sandbox: 'http://127.0.0.1:4010/api-web',
  test: testBaseUrl,
  live: '',
}

/** The host of an address; empty while it is none. */
export const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : '')

export const emptyProfile = (): ProfileDraft => ({
  name: '',
  environment: 'test',
  baseUrl: defaultBaseUrl.test,
  appId: '',
  appSecret: '',
})

/** Members that are still blank. */
export const missingIn = (draft: ProfileDraft): (keyof ProfileDraft)[] =>
  (Object.keys(draft) as (keyof ProfileDraft)[]).filter((name) => draft[name].trim() === '')
