import type { codes as english } from '../en/codes.ts'

/** 服务商的代码说明过长或不便并列时，控制台使用的简短说法。 */
export const codes: typeof english = {
  codes: {
    transactionStatuses: {
      APPROVED: '成功',
      DECLINED: '被拒绝',
      pending: '待结算',
      posted: '已结算',
      declined: '被拒绝',
      vodi: '已取消',
    },
    transactionTypes: {
      AUTH: '授权消费',
      AUTH_QUERY: '授权查询',
      REVERSAL: '冲正',
      REFUND: '退款',
      FEE: '手续费',
      TRADE_PROCESS_FEE: '交易处理手续费',
      TRADE_CROSS_BOARD_FEE: '交易跨境手续费',
      TRADE_REFUND_FEE: '交易退款手续费',
      FEE_REVERSAL: '手续费冲正',
      ORIGINAL_CREDIT: 'OTC 退款',
      ORIGINAL_CREDIT_REVERSAL: 'OTC 退款冲正',
      charge: '消费',
      refund: '退款',
      topup: '充值',
      withdraw: '提现',
      transfer: '转账',
      cashback: '返现',
      interest: '利息',
      fee: '手续费',
      other: '其他',
    },
    authTypes: { PURCHASE: '消费', ATM: 'ATM 取现' },
    cardNetworks: { MASTER: 'Mastercard', VISA: 'Visa' },
    rechargeStatuses: { SUCCESS: '已到账', FAILED: '未到账' },
    orderStatuses: { PROCESSING: '处理中', SUCCESS: '已到账', FAILED: '未到账' },
  },
  answer: { approved: '交易成功' },
}
