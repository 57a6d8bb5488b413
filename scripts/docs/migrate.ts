import { endpointKeys, endpointOf, type EndpointKey } from '@asinx-pay/core'
import { code, link, table } from './markdown.ts'

/** Methods of the vendor's Java demo (`AsinxPayApi`); an endpoint that has none here is found by its path. */
const javaMethods: Partial<Record<EndpointKey, string>> = {
  'sys.clock': 'getSystemClock',
  'user.register': 'userRegister',
  'user.setProfession': 'setUserProfession',
  'user.kycCheck': 'kycCheck',
  'user.setUserInfo': 'setUserInfo',
  'user.setHolderInfo': 'setHolderInfo',
  'user.usdRechargeInfo': 'userUSDRechargeInfo',
  'kyc.gateway': 'kycGateway',
  'bankcard.templateList': 'bankcardTemplateList',
  'bankcard.apply': 'applyBankcard',
  'bankcard.recharge': 'rechargeBankcard',
  'bankcard.cardOrderInfo': 'queryBankcardOrder',
  'bankcard.setPin': 'setBankcardPin',
  'bankcard.balance': 'queryBankcardBalance',
  'bankcard.cardInfo': 'queryBankcardInfo',
  'bankcard.transactions': 'queryBankcardTransactions',
  'bankcard.updateStatus': 'updateBankcardStatus',
  'bankcard.close': 'closeBankcard',
  'account.asset': 'accountAsset',
  'account.userRechargeList': 'accountRecharge',
  'merchant.asset': 'merchantAsset',
  'merchant.rechargeList': 'merchantRecharge',
}

function answers(key: EndpointKey): string {
  const row = endpointOf(key)
  if (row.effect === 'once') return 'an outcome'
  if (Object.keys(row.response).length === 0) return 'nothing'
  return row.list ? 'a list' : 'the result'
}

const here = (key: EndpointKey): string => link(code(`client.${key}`), `../api/${key}`)
const paged = (key: EndpointKey): string => (endpointOf(key).paged ? 'and `listAll` for every page' : '')

/** What is derived from the rows inside pages that are written by hand, by page and name of the block. */
export const blocks: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'migrate/java.md': {
    'java-methods': () =>
      table(
        ['Java demo', 'Path', 'Here', 'Answers with', ''],
        endpointKeys.map((key) => {
          const method = javaMethods[key]
          return [method ? code(method) : '', code(endpointOf(key).path), here(key), answers(key), paged(key)]
        }),
      ),
  },
  'migrate/php.md': {
    'php-methods': () =>
      table(
        ['Path', 'Here', 'Answers with', ''],
        endpointKeys.map((key) => [code(endpointOf(key).path), here(key), answers(key), paged(key)]),
      ),
  },
}
