import type { account as english } from '../en/account.ts'

export const account: typeof english = {
  account: {
    title: '商户账户',
    range: '显示时间',
    history: '每日可用余额',
    chartEmpty: '至少要有两天才能画出曲线。每次查询余额，都会记录在这里。',
    source: '依据本控制台的查询，取每天最后一次。没有答复的日子沿用前一天。',
    closed: '当日结束时',
    low: '最低',
    high: '最高',
    topUps: '转入账户的款项',
    topUpsDoc: '依据服务商的列表，逐页读取。',
    failed: '无法查询余额',
  },
}
