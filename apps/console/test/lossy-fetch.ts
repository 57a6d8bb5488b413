/** A connection that breaks after a request was taken: the answer of the chosen path never comes back. */
export interface Lossy {
  fetch: typeof fetch
  /** Answers of this path are lost from now on; null: none. */
  lose(path: string | null): void
  /** How often the path was sent. */
  sent(path: string): number
}

export function lossyFetch(): Lossy {
  let lost: string | null = null
  const counts = new Map<string, number>()
  return {
    async fetch(input, init) {
      const { pathname } = new URL(input instanceof Request ? input.url : input)
      const path = pathname.replace(/^\/api-web/, '')
      counts.set(path, (counts.get(path) ?? 0) + 1)
      const response = await fetch(input, init)
      if (path !== lost) return response
      await response.arrayBuffer()
      throw new TypeError('The test cut the connection.')
    },
    lose(path) {
      lost = path
    },
    sent: (path) => counts.get(path) ?? 0,
  }
}
