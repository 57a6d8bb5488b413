import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningN8n } from '../start.ts'
import { asinx, openLab, operation, type Lab, type LabNode } from './lab.ts'

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex').toString('base64')

const pdf = Buffer.from('%PDF-1.4').toString('base64')

/** Turns text of an item into a file of it. */
const toFile: LabNode = {
  name: 'To File',
  type: 'n8n-nodes-base.convertToFile',
  typeVersion: 1.1,
  parameters: {
    operation: 'toBinary',
    sourceProperty: 'picture',
    binaryPropertyName: 'scan',
    options: { mimeType: '={{ $json.type }}', fileName: 'scan' },
  },
}

const documents = {
  uid: '={{ $("When Started").item.json.uid }}',
  first_name: 'ming',
  last_name: 'li',
  first_name_en: 'ming',
  last_name_en: 'li',
  birthday: '2000-01-01',
  id_type: 'passport',
  country: 'CN',
  number: 'E12345678',
  expiry_date: '2035-01-01',
  imageSource: 'binary',
  frontImg: 'scan',
}

interface Description {
  name: string
  displayName: string
  properties: { name: string; options?: { name: string; value: string }[]; displayOptions?: { show?: object } }[]
}

const card = { uid: '={{ $json.uid }}', userBankcardId: '={{ $json.userBankcardId }}' }

/** Files in, records out. */
function fileAndListCases(lab: () => Lab): void {
  test('an image comes from a file of the item; one of another type is refused with the item named', async () => {
    const items = [jpeg, pdf].map((picture) => ({ uid: lab().card.uid, picture, type: 'image/jpeg' }))
    const submit = asinx('Submit', operation('user.setProfession', documents), { onError: 'continueErrorOutput' })
    const ended = await lab().run({ items, nodes: [toFile, submit] })
    const [good, failed] = ended.runs('Submit')[0] ?? []
    expect(good).toMatchObject([{ json: { success: true }, pairedItem: { item: 0 } }])
    expect(failed?.[0]?.json.error).toContain('is a PDF document; convert it to JPEG or PNG [item 1]')
  })

  test('a list puts one item out per record, over pages, and within a time range', async () => {
    for (let count = 0; count < 12; count++) await lab().client.bankcard.recharge({ ...lab().card, amount: '1.00' })
    const all = asinx('All', operation('bankcard.transactions', { ...card, returnAll: true }))
    const first = asinx('First', operation('bankcard.transactions', { ...card, limit: 11 }))
    const none = asinx(
      'None',
      operation('bankcard.transactions', {
        ...card,
        returnAll: true,
        additionalFields: { fromTimestamp: '2001-01-01T00:00:00', endTimestamp: '2001-01-02T00:00:00' },
      }),
    )
    const links = { 'When Started': [['All', 'First', 'None']] }
    const ended = await lab().run({ items: [lab().card], nodes: [all, first, none], links })
    expect(ended).toMatchObject({ status: 'success', error: '' })
    expect(ended.output('All').length).toBeGreaterThan(12)
    expect(new Set(ended.output('All').map(({ recordNo }) => recordNo)).size).toBe(ended.output('All').length)
    expect(ended.output('First')).toHaveLength(11)
    expect(ended.output('First')[0]?.occurTime).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(ended.output('None')).toEqual([])
  })
}

/** What n8n stores is masked. */
function secretCases(lab: () => Lab): void {
  test('card secrets are nowhere in what n8n stores, unless they are asked for', async () => {
    const { cardNo = '', cardCvv = '' } = await lab().client.bankcard.cardInfo(lab().card)
    const masked = await lab().run({ items: [lab().card], nodes: [asinx('Get', operation('bankcard.cardInfo', card))] })
    expect(masked.output('Get')).toMatchObject([{ cardNo: `•••• ${cardNo.slice(-4)}`, cardCvv: '•••' }])
    expect(masked.stored).not.toContain(cardNo)
    const options = { showSecrets: true }
    const shown = await lab().run({
      items: [lab().card],
      nodes: [asinx('Get', operation('bankcard.cardInfo', { ...card, options }))],
    })
    expect(shown.output('Get')).toMatchObject([{ cardNo, cardCvv }])
  })

  test('Custom API Call signs, sends once, opens the reply, and masks', async () => {
    const call = asinx(
      'Call',
      operation('customCall.customCall', {
        path: '/bankcard/cardInfo',
        callUid: lab().card.uid,
        jsonBody: `={{ { userBankcardId: ${lab().card.userBankcardId} } }}`,
      }),
    )
    const calls = await lab().counting('bankcard.cardInfo', [], async () => {
      const ended = await lab().run({ items: [{}], nodes: [call] })
      expect(ended.output('Call')).toMatchObject([{ outcome: 'done', result: { userBankCardStatus: 'ACTIVE' } }])
      expect(ended.output('Call')[0]?.result).toMatchObject({ cardCvv: '•••' })
    })
    expect(calls).toBe(1)
  })
}

/** What the editor offers. */
function editorCases(lab: () => Lab, n8n: () => RunningN8n): void {
  test('card products are listed to choose from', async () => {
    const found = (await n8n().api.post('/rest/dynamic-node-parameters/resource-locator-results', {
      nodeTypeAndVersion: { name: 'n8n-nodes-asinx-pay.asinxPay', version: 1 },
      path: 'parameters.bankcardId',
      methodName: 'list_bankcard_templateList',
      currentNodeParameters: { resource: 'bankcard', operation: 'apply' },
      credentials: { asinxPayApi: { id: lab().credentialId, name: 'ASINX PAY lab' } },
      filter: 'virtual',
    })) as { results: { name: string; value: number }[] }
    expect(found.results.length).toBeGreaterThan(0)
    for (const { name, value } of found.results) expect(name).toContain(`· ${value}`)
  })

  test('n8n adds no Custom API Call of its own, and an agent is offered no money by default', async () => {
    const response = await fetch(`${n8n().url}/types/nodes.json`, { headers: n8n().api.headers })
    const types = (await response.json()) as Description[]
    const named = (name: string): Description =>
      types.find((type) => type.name === `n8n-nodes-asinx-pay.${name}`) as Description
    const lists = named('asinxPay').properties.filter(({ name }) => ['resource', 'operation'].includes(name))
    expect(lists.length).toBeGreaterThan(7)
    for (const { options = [] } of lists) {
      expect(options.filter(({ name }) => name === 'Custom API Call')).toHaveLength(1)
      expect(options.at(-1)?.value).toBe('customCall')
    }
    const tool = named('asinxPayTool')
    expect(tool.displayName).toBe('ASINX PAY Tool')
    expect(tool.properties.find(({ name }) => name === 'allowMoneyOperations')).toMatchObject({ default: false })
  })
}

/** What goes in and out of the action node beside money. */
export function formCases(n8n: () => RunningN8n): void {
  describe('the action node in n8n', () => {
    let opened: Lab
    const lab = (): Lab => opened

    beforeAll(async () => {
      opened = await openLab(n8n())
    })
    afterAll(() => opened?.close())

    fileAndListCases(lab)
    secretCases(lab)
    editorCases(lab, n8n)
  })
}
