import type { notifies as english } from '../en/notifies.ts'

export const notifies: typeof english = {
  notifies: {
    title: '通知',
    live: '实时',
    type: '类型',
    anyType: '任何类型',
    received: '收到时间',
    card: '卡片',
    what: '内容',
    repeated: '重复 ×{n}',
    trust: '未经认证',
    trustDoc:
      '服务商不对通知签名。它能用您的密钥解开，只说明它由本商户的消息构成，不说明内容属实。据此操作之前，请向接口核实。',
    trustTitle: '可信度',
    unique: '编号',
    details: '详情',
    data: '内容',
    hidden: '其中的敏感信息不显示，也不保存。',
    openCard: '打开卡片',
    emptyTitle: '还没有收到通知',
    emptyText: '请将此地址提供给服务商或沙箱；通知到达后会显示在这里。',
    emptyReceiver: '接收器未能启动，因此收不到通知。请见设置。',
    new: '{n} 条新通知',
  },
}
