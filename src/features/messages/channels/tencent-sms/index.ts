/** SMS by Tencent Cloud (2021-01-11): approved templates only; the answer is given for each number apart from that for the request. */
import { z } from 'zod';
import { type Attempt, type ChannelEvent, defineAdapter, type Outcome } from '../../adapter.ts';
import { type Bag, bagOf, listOf, textOf } from '../sms/read.ts';
import {
  ASKED_MS,
  Allowed,
  allowedField,
  BaseUrl,
  baseUrlField,
  checkSender,
  ExtendCode,
  Sign,
} from '../sms/settings.ts';
import { callTencent } from './call.ts';
import { outcomeOfCode } from './codes.ts';
import { pulledReceipt, pulledReply, readTencent } from './events.ts';
import { reconcile } from './reconcile.ts';
import { listTencent } from './templates.ts';

export const TencentSettings = z.strictObject({
  secretId: z.string().trim().min(1).max(128),
  secretKey: z.string().trim().min(1).max(128),
  appId: z
    .string()
    .trim()
    .regex(/^\d{6,20}$/, 'SdkAppId'),
  sign: Sign,
  region: z
    .string()
    .trim()
    .regex(/^[a-z]+-[a-z0-9-]+$/, 'ap-guangzhou'),
  pull: z.boolean(),
  extendCode: ExtendCode,
  baseUrl: BaseUrl,
  allowed: Allowed,
});
export type TencentSettings = z.infer<typeof TencentSettings>;

/** The most one pull brings. */
const PAGE = 100;

export const tencentSmsAdapter = defineAdapter<TencentSettings>({
  name: 'tencent-sms',
  kind: 'sms',
  words: { zh: '腾讯云短信', en: 'Tencent Cloud SMS' },
  settings: TencentSettings,
  fields: [
    { key: 'secretId', kind: 'text', label: { zh: 'SecretId', en: 'SecretId' } },
    { key: 'secretKey', kind: 'secret', label: { zh: 'SecretKey', en: 'SecretKey' } },
    { key: 'appId', kind: 'text', label: { zh: '应用 SdkAppId', en: 'SdkAppId' } },
    {
      key: 'sign',
      kind: 'text',
      label: { zh: '短信签名', en: 'Sign' },
      hint: { zh: '已通过审核的签名内容，不带【】', en: 'As approved, without 【】' },
    },
    { key: 'region', kind: 'text', initial: 'ap-guangzhou', label: { zh: '地域', en: 'Region' } },
    {
      key: 'pull',
      kind: 'boolean',
      initial: false,
      label: { zh: '主动拉取回执与回复', en: 'Fetch receipts and replies' },
      hint: {
        zh: '要先请腾讯云开通；配了回调就不需要',
        en: 'Tencent has to enable it first; not needed with callbacks',
      },
    },
    { key: 'extendCode', kind: 'text', label: { zh: '码号扩展号', en: 'Extension code for replies' } },
    baseUrlField('https://sms.tencentcloudapi.com'),
    allowedField,
  ],
  needs: 'phone',
  receipts: true,
  atOnce: 64,
  perSecond: 3000,
  templates: { only: true, numbered: true, list: listTencent },
  async send(settings, attempt) {
    const { template } = attempt.content;
    const sign = template?.sign ?? settings.sign;
    if (!template) return NO_TEMPLATE;
    const body = bodyOf(settings, attempt, template, sign);
    const answer = await callTencent(settings, 'SendSms', body, attempt.signal);
    return 'refused' in answer ? answer.refused : endOf(answer.said);
  },
  reconcile,
  readCallback(settings, callback, now) {
    checkSender(settings.allowed, callback);
    return readTencent(callback.body, now);
  },
  async poll(settings) {
    if (!settings.pull) return { events: [], cursor: null, more: false };
    const receipts = await pull(settings, 'PullSmsSendStatus', 'PullSmsSendStatusSet');
    const replies = await pull(settings, 'PullSmsReplyStatus', 'PullSmsReplyStatusSet');
    const now = new Date();
    const events: ChannelEvent[] = [
      ...receipts.map((each) => pulledReceipt(each, now)),
      ...replies.flatMap((each) => pulledReply(each, now)),
    ];
    return { events, cursor: null, more: receipts.length === PAGE || replies.length === PAGE };
  },
  async probe(settings) {
    const body = { International: 0, Limit: 1, Offset: 0 };
    const answer = await callTencent(settings, 'DescribeSmsTemplateList', body, AbortSignal.timeout(ASKED_MS));
    if ('said' in answer) return { ok: true, note: 'OK' };
    const { refused } = answer;
    return { ok: false, note: 'code' in refused ? `${refused.code} ${refused.note ?? ''}`.trim() : '' };
  },
});

const NO_TEMPLATE: Outcome = {
  kind: 'rejected',
  scope: 'content',
  code: 'no_template',
  note: '腾讯云只发已审核的模板，这条消息没有选模板 / only approved templates are sent, and this message names none',
};

function bodyOf(
  { appId, extendCode }: TencentSettings,
  { deliveryId, to }: Attempt,
  { ref, params }: NonNullable<Attempt['content']['template']>,
  sign: string | undefined,
): Bag {
  // {1}, {2} ...: by number, whatever order they were written in.
  const names = Object.keys(params).sort((a, b) => Number(a) - Number(b));
  return {
    PhoneNumberSet: [to],
    SmsSdkAppId: appId,
    TemplateId: ref,
    ...(sign ? { SignName: sign } : {}),
    TemplateParamSet: names.map((name) => params[name] ?? ''),
    ...(extendCode ? { ExtendCode: extendCode } : {}),
    SessionContext: deliveryId,
  };
}

function endOf(said: Bag): Outcome {
  const status = bagOf(listOf(said['SendStatusSet'])[0]);
  const code = textOf(status['Code']);
  if (code.toLowerCase() !== 'ok') return outcomeOfCode(code, textOf(status['Message']), new Date());
  const parts = Number(status['Fee']);
  return { kind: 'accepted', providerId: textOf(status['SerialNo']), ...(parts >= 1 ? { parts } : {}) };
}

async function pull(settings: TencentSettings, action: string, set: string): Promise<readonly Bag[]> {
  const body = { Limit: PAGE, SmsSdkAppId: settings.appId };
  const answer = await callTencent(settings, action, body, AbortSignal.timeout(ASKED_MS));
  if ('refused' in answer) throw new Error('code' in answer.refused ? answer.refused.code : 'refused');
  return listOf(answer.said[set]).map(bagOf);
}
