import type { sandbox as english } from '../en/sandbox.ts'

export const sandbox: typeof english = {
  sandbox: {
    title: '沙箱',
    running: '运行中',
    stopped: '已停止',
    outside: '在别处启动',
    runningText: '在本机模拟的 API，使用虚拟资金。停止之前，它会随控制台一起启动。',
    stoppedText: '停止期间，其商户配置的请求都会失败。用户、卡片和订单仍会保留。',
    outsideText: '控制台按指定使用这个沙箱；请在启动它的地方启动或停止。',
    start: '启动',
    stop: '停止',
    open: '打开控制页面',
  },
}
