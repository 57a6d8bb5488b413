import { setTimeout as sleep } from 'node:timers/promises'

/** One delivery of a notify, as the vendor makes it. */
export interface Delivery {
  url: string
  body: string
}

/** Deliveries that are under way at the same time; neighbours in the list arrive at the same moment. */
const senders = 20
/** What is not acknowledged is delivered again after a while: n8n answers 503 while its database is busy. */
const againAfterMs = 1000
const maxTries = 100

async function deliverOne({ url, body }: Delivery): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  for (let tries = 1; tries <= maxTries; tries++) {
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return tries
    await sleep(againAfterMs)
  }
  throw new Error(`${url} acknowledged nothing in ${maxTries} tries.`)
}

/** Delivers all until each has been acknowledged. Returns how many deliveries were not, and were made again. */
export async function deliver(
  deliveries: readonly Delivery[],
  onProgress: (acknowledged: number) => void = () => undefined,
): Promise<number> {
  let next = 0
  let acknowledged = 0
  let again = 0
  const send = async (): Promise<void> => {
    for (let delivery = deliveries[next++]; delivery; delivery = deliveries[next++]) {
      again += (await deliverOne(delivery)) - 1
      onProgress(++acknowledged)
    }
  }
  await Promise.all(Array.from({ length: senders }, send))
  return again
}
