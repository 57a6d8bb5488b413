/**
 * Chinese texts for codes, rows and advice. Apart from the rest, so that who ships English only leaves them out.
 * @module
 */
import type { cardNatures, cardNetworks, orderStatuses, rechargeStatuses, responseCodes } from './codes.ts'
import type { confirmReasons } from './confirm-reasons.ts'
import type { endpointGroups, EndpointKey } from './endpoints/index.ts'
import type { AsinxErrorCode } from './errors.ts'
import type { NotifyType } from './notifies.ts'
import type { UnknownReason } from './outcome.ts'
import { codes, type Texts } from './zh/codes.ts'
import { labels } from './zh/labels.ts'

const recharge = { SUCCESS: '已到账', FAILED: '未到账' } as const satisfies Texts<typeof rechargeStatuses>

const titles = {
  'sys.clock': '查询服务器时间',
  'user.register': '注册用户',
  'user.setProfession': '提交实名资料（第一代）',
  'user.kycCheck': '查询实名认证状态',
  'user.setUserInfo': '提交用户信息',
  'user.setHolderInfo': '提交持卡人信息',
  'user.usdRechargeInfo': '创建充币订单',
  'kyc.gateway': '获取实名认证页面',
  'bankcard.templateList': '卡产品列表',
  'bankcard.apply': '申请卡片',
  'bankcard.recharge': '卡片充值',
  'bankcard.cardOrderInfo': '查询卡片订单',
  'bankcard.setPin': '设置卡片 PIN 码',
  'bankcard.balance': '查询卡片余额',
  'bankcard.cardInfo': '查询卡片',
  'bankcard.transactions': '卡片交易列表',
  'bankcard.updateStatus': '冻结或解冻卡片',
  'bankcard.close': '销卡',
  'account.asset': '查询账户余额',
  'account.userRechargeList': '充币记录列表',
  'merchant.asset': '查询商户余额',
  'merchant.rechargeList': '商户充值记录列表',
} as const satisfies Record<EndpointKey, string>

const advice = {
  invalid_input: '请更正 `problems` 中列出的字段后重试；请求未发出。',
  bad_credentials: '请检查 appId 和 appSecret；当前方案的密钥是 32 位十六进制数字。',
  bad_reference: '请传入 `beforeSend` 或结果中给出的 reference 原样；未发出任何查询。',
  limit_exceeded: '请降低金额或提高限额；请求未发出。',
  outcome_open: '请先了结这张卡上结果未明的充值；请求未发出。',
  not_sent: '请求没有到达接口，可以安全地重试。',
  unreachable: '接口没有及时响应；该调用不改变任何数据，可以重复。',
  delivery_unknown: '该调用可能已生效，也可能没有；重复之前请先查看它所设置的状态。',
  superseded: '同一张卡上后来的指令已取代它；请查看后一条指令的结果。',
  declined: '请查看 `vendorCode` 和服务商的信息；该调用没有生效。',
  unreadable_reply: '无法解开响应；请检查 appSecret 是否属于该 appId 和地址。',
  too_many_rows: '请缩小列表范围（例如按时间），或提高 `maxRows`；已给出的记录有效。',
  bad_signature: '签名与路径和正文不符；请检查密钥，并确认发送的正是签名的文本。',
  notify_refused: '请勿据此操作；它不能作为本商户的通知解开。',
  aborted: '调用方已中止。',
} as const satisfies Record<AsinxErrorCode, string>

/** Chinese texts under the names their English counterparts have. */
export const zh = {
  ...codes,
  rechargeStatuses: recharge,
  orderStatuses: { PROCESSING: '处理中', ...recharge } satisfies Texts<typeof orderStatuses>,
  cardNatures: { PHYSICAL: '实体卡', VIRTUAL: '虚拟卡' } satisfies Texts<typeof cardNatures>,
  cardNetworks: { MASTER: '万事达卡', VISA: '维萨卡' } satisfies Texts<typeof cardNetworks>,
  endpointGroups: {
    sys: '系统',
    user: '用户',
    kyc: '实名认证',
    bankcard: '卡片',
    account: '账户',
    merchant: '商户',
  } satisfies Texts<typeof endpointGroups>,
  endpointTitles: titles,
  notifyTitles: {
    TRANSACTION_VERIFICATION_CODE: '交易验证码',
    CARD_STATUS_CHANGE: '卡片状态变更',
    TRANSACTION_CREATED: '新交易',
    CARD_RECHARGE_RESULT: '卡片充值结果',
    COIN_RECHARGE_RESULT: '充币结果',
  } satisfies Record<NotifyType, string>,
  labels,
  errorAdvice: advice,
  responseAdvice: {
    1: '无需处理。',
    2: '请对照该接口的文档检查字段，然后重新调用。',
    200: '请阅读返回信息；原因消除之前，重复调用会得到相同的结果。',
    212: '请为商户账户充值，然后发起新的调用。',
    99997: '请勿再次发送。请等待通知或查询订单；在此之前结果未知。',
  } satisfies Texts<typeof responseCodes>,
  unknownReasons: {
    pending: '服务商尚不知道结果。',
    lost: '没有收到响应：丢失、超时或连接中断。',
    unreadable: '收到的响应无法读取。',
    contradictory: '响应自相矛盾，或与请求不符。',
    redirected: '接口要求跳转；已签名的付款请求绝不跟随跳转。',
  } satisfies Record<UnknownReason, string>,
  confirmReasons: {
    agrees: '接口所述一致。',
    differs: '接口所述不同。请勿据此通知操作。',
    not_listed: '接口的列表中没有这一项。请勿据此通知操作；列表可能滞后，可稍后再查。',
    no_endpoint: '没有接口可以查询此通知的内容。',
    needs_uid: '查询需要持卡用户的 uid。',
    needs_order: '查询需要该笔充值的 requestOrderId。',
    too_little: '通知缺少查询所需的字段。',
    ambiguous: '列表中有不止一项符合。',
    too_many: '列表太长，无法逐项查找。',
    moved_on: '此后状态又有变化；接口所述可能由它而来。',
    not_yet: '服务商仍在处理。请稍后再查。',
    unknown_value: '有一个值不在文档所列之中。',
    untold: '接口没有给出通知中的全部内容。',
    declined: '接口拒绝了查询；请检查 uid、卡片和订单。',
    not_askable: '通知中的某个值格式不正确，无法据此查询。',
    no_answer: '接口没有及时响应。请稍后再查。',
    unreadable: '接口的响应无法读取或自相矛盾。',
    aborted: '调用方已中止。',
  } satisfies Texts<typeof confirmReasons>,
  unknownAdvice: '请勿再次发送。请凭凭据了结；在此之前视为可能已生效。',
} as const
