/**
 * SMS by Aliyun (dysmsapi 2017-05-25). It sends approved templates only, and a request is not idempotent: what ended unknown is looked up by
 * the id we gave (OutId) before anything else is done.
 */
import { z } from 'zod';
import { partsOf } from '../../../../engine/sms/index.ts';
import { type Attempt, defineAdapter, type LostAttempt, type Outcome } from '../../adapter.ts';
import { plainNumber } from '../sms/phone.ts';
import { bagOf, chinaDay, listOf, textOf } from '../sms/read.ts';
import {
  ASKED_MS,
  Allowed,
  allowedField,
  BaseUrl,
  baseUrlField,
  checkSender,
  ExtendCode,
  neverTaken,
  Sign,
} from '../sms/settings.ts';
import { callAliyun } from './call.ts';
import { readAliyun } from './callback.ts';
import { listAliyun } from './templates.ts';

export const AliyunSettings = z.strictObject({
  accessKeyId: z.string().trim().min(1).max(128),
  accessKeySecret: z.string().trim().min(1).max(128),
  sign: Sign,
  extendCode: ExtendCode,
  baseUrl: BaseUrl,
  allowed: Allowed,
});
export type AliyunSettings = z.infer<typeof AliyunSettings>;

export const aliyunSmsAdapter = defineAdapter<AliyunSettings>({
  name: 'aliyun-sms',
  kind: 'sms',
  words: { zh: '阿里云短信', en: 'Aliyun SMS' },
  settings: AliyunSettings,
  fields: [
    { key: 'accessKeyId', kind: 'text', label: { zh: 'AccessKey ID', en: 'AccessKey ID' } },
    { key: 'accessKeySecret', kind: 'secret', label: { zh: 'AccessKey Secret', en: 'AccessKey Secret' } },
    {
      key: 'sign',
      kind: 'text',
      label: { zh: '短信签名', en: 'Sign' },
      hint: {
        zh: '已通过实名报备的签名，不带【】。模板可以另写签名',
        en: 'As registered, without 【】. A template may name another',
      },
    },
    { key: 'extendCode', kind: 'text', label: { zh: '上行扩展码', en: 'Extension code for replies' } },
    baseUrlField('https://dysmsapi.aliyuncs.com'),
    allowedField,
  ],
  needs: 'phone',
  receipts: true,
  atOnce: 64,
  perSecond: 5000,
  templates: { only: true, numbered: false, list: listAliyun },
  async send(settings, attempt) {
    const { template, text } = attempt.content;
    const sign = template?.sign ?? settings.sign;
    if (!template || !sign) return lacking(template ? 'no_sign' : 'no_template');
    const answer = await callAliyun(settings, 'SendSms', paramsOf(settings, attempt, template, sign), attempt.signal);
    if ('refused' in answer) return answer.refused;
    const { parts } = partsOf(`【${sign}】${text}`, { gsm: false });
    return { kind: 'accepted', providerId: textOf(answer.said['BizId']), parts };
  },
  async reconcile(settings, lost) {
    return reconcile(settings, lost);
  },
  readCallback(settings, callback, now) {
    checkSender(settings.allowed, callback);
    return readAliyun(callback.body, now);
  },
  async probe(settings) {
    const page = { PageIndex: '1', PageSize: '1' };
    const answer = await callAliyun(settings, 'QuerySmsTemplateList', page, AbortSignal.timeout(ASKED_MS));
    return 'said' in answer ? { ok: true, note: 'OK' } : { ok: false, note: noteOf(answer.refused) };
  },
});

const noteOf = (outcome: Outcome): string => ('code' in outcome ? `${outcome.code} ${outcome.note ?? ''}`.trim() : '');

function lacking(code: 'no_sign' | 'no_template'): Outcome {
  const note =
    code === 'no_sign'
      ? '没有短信签名 / no sign is set'
      : '阿里云只发已审核的模板，这条消息没有选模板 / only approved templates are sent, and this message names none';
  return { kind: 'rejected', scope: code === 'no_sign' ? 'config' : 'content', code, note };
}

function paramsOf(
  { extendCode }: AliyunSettings,
  { deliveryId, to }: Attempt,
  template: NonNullable<Attempt['content']['template']>,
  sign: string,
) {
  const { ref, params } = template;
  return {
    PhoneNumbers: plainNumber(to),
    SignName: sign,
    TemplateCode: ref,
    TemplateParam: Object.keys(params).length > 0 ? JSON.stringify(params) : undefined,
    SmsUpExtendCode: extendCode,
    OutId: deliveryId,
  };
}

/** QuerySendDetails: of one number on one day. */
async function reconcile(settings: AliyunSettings, { deliveryId, to, providerId, sentAt }: LostAttempt) {
  for (let page = 1; page <= 20; page++) {
    const asked = {
      PhoneNumber: plainNumber(to),
      SendDate: chinaDay(sentAt),
      PageSize: '50',
      CurrentPage: String(page),
      BizId: providerId ?? undefined,
    };
    const answer = await callAliyun(settings, 'QuerySendDetails', asked, AbortSignal.timeout(ASKED_MS));
    if ('refused' in answer) return null;
    const details = listOf(bagOf(answer.said['SmsSendDetailDTOs'])['SmsSendDetailDTO']).map(bagOf);
    const found = details.find((each) => each['OutId'] === deliveryId);
    if (found) return endOf(found['SendStatus'], textOf(found['ErrCode']), providerId ?? undefined);
    if (details.length < 50) return neverTaken(sentAt);
  }
  return null;
}

function endOf(status: unknown, code: string, providerId: string | undefined): Outcome {
  const known = providerId ? { providerId } : {};
  if (status === 3) return { kind: 'confirmed', ...known };
  if (status === 2) return { kind: 'rejected', scope: 'recipient', code: code || 'failed', note: code };
  return { kind: 'accepted', ...known };
}
