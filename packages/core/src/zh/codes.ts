import type {
  authTypes,
  cardStatuses,
  idCountries,
  idTypes,
  responseCodes,
  transactionResponseCodes,
  transactionStatuses,
  transactionTypes,
} from '../codes.ts'

/** A text for every key of a table: a missing one does not compile. */
export type Texts<T> = Readonly<Record<keyof T, string>>

/** The vendor's own Chinese words for its codes, as its Chinese README has them, slips of punctuation included. */
export const codes = {
  responseCodes: {
    1: '成功',
    2: '参数错误',
    200: '业务错误，具体原因查看返回信息',
    212: '账户余额不足',
    99997: '因外部原因或上游未及时返回处理结果，处理结果稍后由 webhook 通知',
  },
  idTypes: {
    passport: '护照',
    'national-id': '身份证',
  },
  idCountries: {
    CN: '中国大陆',
    HK: '中国香港',
    KOR: '韩国',
    JP: '日本',
    SG: '新加坡',
    UK: '英国',
    US: '美国',
  },
  cardStatuses: {
    AUDITING: '卡片审核中',
    AUDIT_PASS: '卡片审核通过',
    AUDIT_NOT_PASS: '卡片审核未通过，需要修改后再次提交审核',
    TBA: '卡片待激活（完成首次充值，卡片自动激活）',
    ACTIVE_PROCESSING:
      '卡片激活处理中（由于网络或上游业务原因，卡片激活可能无法及时返回结果，需要等待回调通知或主动查询卡片状态，获取处理结果）',
    ACTIVE: '卡片已激活，可正常使用',
    CLOSE_PROCESSING:
      '卡片销卡处理中（由于网络或上游业务原因，卡片激活可能无法及时返回结果，需要等待回调通知或主动查询卡片状态，获取处理结果）',
    CLOSE: '已销卡',
    EXCHANGE_PROCESSING: '换卡处理中（预留字段）',
  },
  transactionStatuses: {
    APPROVED: '成功，确认',
    DECLINED: '失败，被拒绝',
    pending: '待处理，待结算',
    posted: '完成结算',
    declined: '拒绝',
    vodi: '取消',
  },
  authTypes: {
    PURCHASE: '消费，支出',
    ATM: 'ATM 取现',
  },
  transactionTypes: {
    AUTH: '授权消费',
    AUTH_QUERY: '授权查询',
    REVERSAL: '冲正',
    REFUND: '退款',
    FEE: '手续费,部分卡段跨境手续费',
    TRADE_PROCESS_FEE: '交易处理手续费',
    TRADE_CROSS_BOARD_FEE: '交易跨境手续费',
    TRADE_REFUND_FEE: '交易退款手续费',
    FEE_REVERSAL: '手续费冲正',
    ORIGINAL_CREDIT: 'otc 退款,部分卡段退款类型',
    ORIGINAL_CREDIT_REVERSAL: 'otc 退款冲正,部分卡段退款类型',
    charge: '支出，消费',
    refund: '退款',
    topup: '充值，加余额',
    withdraw: '提现',
    transfer: '转账',
    cashback: '现金返还',
    interest: '利息',
    fee: '手续费',
    other: '其他类型',
  },
  transactionResponseCodes: {
    '000000': '交易成功',
    '100001': '交易失败（账户异常）',
    '200001': '交易失败（卡片无效）',
    '200002': '交易失败（余额不足）',
    '200003': '交易失败（CVV有误）',
    '200004': '交易失败（有效期有误）',
    '200005': '交易失败（交易币种有误）',
    '200006': '交易失败（非多次卡)',
    '200007': '交易失败（超出限额)',
    '200008': '交易失败（卡片异常)',
    '200009': '交易失败（交易次数超限)',
    '300001': '交易失败（无效商家）',
    '400001': '交易失败（高风险交易）',
    '400002': '交易失败（无效金额）',
    '400003': '交易失败（无效交易)',
    '400004': '交易失败（查询不到原交易）',
    '400005': '交易失败（原交易状态异常）',
    '400006': '交易失败（不支持此交易类型',
    '400007': '交易失败（交易超时）',
    '400008': '交易失败（风控拒绝）',
    '400009': '交易失败（渠道拦截）',
    '400010': '交易失败（退款超限）',
    '400011': '交易失败（授权频繁）',
    '400012': '交易失败（决策拒绝）',
    '400013': '交易失败（冲正后又发生请款)',
    '999997': '交易失败（渠道异常）',
    '999998': '交易失败（系统升级中）',
    '999999': '交易失败（未知异常）',
  },
} as const satisfies {
  responseCodes: Texts<typeof responseCodes>
  idTypes: Texts<typeof idTypes>
  idCountries: Texts<typeof idCountries>
  cardStatuses: Texts<typeof cardStatuses>
  transactionStatuses: Texts<typeof transactionStatuses>
  authTypes: Texts<typeof authTypes>
  transactionTypes: Texts<typeof transactionTypes>
  transactionResponseCodes: Texts<typeof transactionResponseCodes>
}
