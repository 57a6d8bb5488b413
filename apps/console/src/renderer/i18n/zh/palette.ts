import type { palette as english } from '../en/palette.ts'

export const palette: typeof english = {
  palette: {
    title: '搜索或执行命令',
    hint: '后四位、编号、标签、用户、订单、通知或命令',
    button: '搜索',
    actions: '命令',
    recharges: '充值',
    users: '用户',
    calls: '调用与订单',
    recharge: '为 {card} 充值',
    reconcile: '流水账与服务商对账',
    refused: '被拒收的通知',
    profile: '切换到 {name}',
    theme: '主题：{name}',
    none: '没有符合的结果。请尝试后四位、编号或命令中的文字。',
    move: '移动',
    choose: '选择',
    key: '在任何页面搜索或执行命令',
  },
}
