import { refused } from './refusal.ts'
import type { AddressRow } from './schema.ts'
import type { Store } from './store.ts'

/** How many addresses can receive notifies. */
const maxAddresses = 100
/** How many addresses can be known, those included that get a notify now and then by hand. */
const maxKnown = 1_000

const local = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Where notifies go. */
export interface Addresses {
  /** Those that receive every notify. */
  list(): readonly AddressRow[]
  /** Has an address receive every notify from now on. @throws Refusal */
  add(url: string): void
  /** The number of an address that receives what is sent to it by hand. @throws Refusal */
  know(url: string): number
  /** Stops sending to an address; what waits for it is given up. */
  remove(url: string): void
}

export function createAddresses(store: Store, anyAddress: boolean): Addresses {
  const count = (sql: string): number => store.one<{ count: number }>(sql)?.count ?? 0
  const find = (url: string): AddressRow | undefined =>
    store.one<AddressRow>('SELECT * FROM addresses WHERE url = ?', url)

  function know(address: string): number {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !/^https?:$/.test(url.protocol)) throw refused('url must be an http or https address.')
    if (!anyAddress && !local.has(url.hostname))
      throw refused('url must be on this machine; start the sandbox with any addresses allowed for others.')
    const known = find(address)
    if (known) return known.id
    if (count('SELECT count(*) AS count FROM addresses') >= maxKnown)
      throw refused(`There are ${maxKnown} addresses already.`)
    return store.insert('addresses', { url: address, active: 0 })
  }

  return {
    list: () => store.recall<AddressRow>('SELECT * FROM addresses WHERE active = 1 ORDER BY id'),
    know,
    add(url) {
      const id = know(url)
      if (find(url)?.active) return
      if (count('SELECT count(*) AS count FROM addresses WHERE active = 1') >= maxAddresses)
        throw refused(`There are ${maxAddresses} addresses already.`)
      store.run('UPDATE addresses SET active = 1 WHERE id = ?', id)
    },
    remove(url) {
      const { id } = find(url) ?? {}
      if (id === undefined) return
      store.run('UPDATE addresses SET active = 0 WHERE id = ?', id)
      store.run(
        `UPDATE deliveries SET status = 'failed', answer = 'address removed' WHERE status = 'waiting' AND addressId = ?`,
        id,
      )
    },
  }
}
