import { Agent, request } from 'node:http'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'

const connections = 32
const perRound = 3_000
const rounds = 5

const agent = new Agent({ keepAlive: true, maxSockets: connections })

function post(url: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

const codec = createCodec(demoCredentials)
/** Cards that the notifies are about; nobody knows them. */
const cards = 500
const firstCard = 900_000
const notifyOf = (round: number, index: number): string =>
  codec.sealNotify({
    type: 'CARD_STATUS_CHANGE',
    uniqueNo: `bench-${round}-${index}`,
    data: { userBankcardId: firstCard + (index % cards), status: 'AUDIT_PASS' },
  })

/** Notifies a second that are stored durably before they are answered, round by round; the first is not counted. */
export async function receiverRounds(url: string): Promise<number[]> {
  const perSecond: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const bodies = Array.from({ length: perRound }, (_, index) => notifyOf(round, index))
    const begun = performance.now()
    const worker = async (): Promise<void> => {
      for (let body = bodies.pop(); body !== undefined; body = bodies.pop())
        if ((await post(url, body)) !== 200) throw new Error('A notify was not taken.')
    }
    await Promise.all(Array.from({ length: connections }, worker))
    if (round > 0) perSecond.push((perRound / (performance.now() - begun)) * 1000)
  }
  return perSecond
}
