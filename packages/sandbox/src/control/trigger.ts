import { isNotifyType, notifyTypes } from '@asinx-pay/core'
import { sampleNotify } from '../notify-samples.ts'
import { refused } from '../refusal.ts'
import type { World } from '../world.ts'
import { text, whole, type Input } from './input.ts'

function readUrls({ urls }: Input): string[] | undefined {
  if (urls === undefined) return undefined
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => typeof url === 'string'))
    throw refused('urls must be a list of addresses.')
  return urls
}

function readSet({ set = {} }: Input): Record<string, unknown> {
  if (typeof set !== 'object' || set === null || Array.isArray(set)) throw refused('set must be an object.')
  return set as Record<string, unknown>
}

/** Makes up a notify and sends it: to the addresses given, or to all that receive notifies. */
export function trigger(world: World, input: Input): unknown {
  const type = text(input, 'type')
  if (!isNotifyType(type)) throw refused(`type must be one of ${notifyTypes.join(', ')}.`)
  const card = input.card === undefined ? undefined : whole(input, 'card', [1, Number.MAX_SAFE_INTEGER])
  const urls = readUrls(input)
  if (!urls && world.addresses.list().length === 0)
    throw refused('No address receives notifies: add one, or give urls.')
  const { data, made } = sampleNotify(world.bank, { type, card, set: readSet(input) })
  return { made, uniqueNos: world.queue({ type, data, to: urls?.map(world.addresses.know) }) }
}
