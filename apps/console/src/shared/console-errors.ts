/** What the console itself can refuse, with what to do about it; codes are stable and sit beside those of the core. */
export const consoleErrorAdvice = {
  unknown_name: 'The window asked for something that does not exist; reload it.',
  internal: 'Try again; if it stays, start the console anew. Nothing was sent twice.',
  busy: 'Wait for the work in hand to end, then try again.',
  connection_lost: 'The console does not answer; check that it still runs, then reload the page.',
  no_profile: 'Add a merchant or explore the sandbox first.',
  profile_unknown: 'Reload the list of profiles.',
  profile_exists: 'Use the profile that is there, or remove it first.',
  too_many_profiles: 'Remove a profile that is no longer needed.',
  secret_unreadable: 'Unlock the keychain of this computer, or enter the appSecret again.',
  secret_too_long: 'Check the appSecret; a current one is 32 hexadecimal digits.',
  secret_needed: 'Enter the appSecret for the new address; it was never sent anywhere else.',
  locked: 'Unlock the console to go on.',
  live_read_only: 'Nothing was sent. Unlock the live profile for a while, with a reason.',
  card_unknown: 'Add the card by its user and card number first.',
  card_unassigned: 'Tell the console whose card it is: add the card with its user.',
  not_found: 'Reload the page; the entry is no longer there.',
  nothing_to_reveal: 'The vendor shows the number only after the card was approved.',
  already_settled: 'Reload the page to see how it ended.',
  import_unreadable: 'Save the file as CSV in UTF-8, with the named columns in its first line, and read it again.',
  sandbox_failed: 'Start the sandbox by hand, or try again.',
  database_in_use: 'Close the other console that uses the same data folder.',
  database_newer: 'Use the newer console that wrote this data, or another data folder.',
  database_damaged: 'Keep the file, restore a backup, or start with another data folder.',
} as const

export type ConsoleErrorCode = keyof typeof consoleErrorAdvice
