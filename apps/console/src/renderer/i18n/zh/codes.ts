import { zh as core } from '@asinx-pay/core/zh'
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
      ...core.transactionTypes,
      FEE: '手续费',
      ORIGINAL_CREDIT: 'OTC 退款',
      ORIGINAL_CREDIT_REVERSAL: 'OTC 退款冲正',
      charge: '消费',
      topup: '充值',
      cashback: '返现',
      other: '其他',
    },
    authTypes: { ...core.authTypes, PURCHASE: '消费' },
    cardNetworks: { MASTER: 'Mastercard', VISA: 'Visa' },
    rechargeStatuses: core.rechargeStatuses,
    orderStatuses: core.orderStatuses,
  },
  answer: { approved: '交易成功' },
}
