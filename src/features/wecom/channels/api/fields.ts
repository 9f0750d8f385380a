/** Settings that both adapters have, drawn alike. */
import { z } from 'zod';
import type { SettingField } from '../../../messages/index.ts';
import { isAesKey } from './crypt.ts';

export const OFFICIAL = 'https://qyapi.weixin.qq.com';

const line = (most: number) => z.string().trim().min(1).max(most);

export const CorpSettings = {
  corpId: line(64),
  secret: line(200),
  callbackToken: line(64).optional(),
  aesKey: z.string().trim().refine(isAesKey, '43 letters and digits').optional(),
  baseUrl: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/]+(\/[^\s?#]*)?$/)
    .default(OFFICIAL),
};

export const corpId: SettingField = {
  key: 'corpId',
  kind: 'text',
  label: { zh: '企业 ID', en: 'Corp id' },
  hint: { zh: '管理后台 → 我的企业 → 企业信息，ww 开头', en: 'Admin console, My company; begins with ww' },
};

export const callbackFields: readonly SettingField[] = [
  {
    key: 'callbackToken',
    kind: 'secret',
    label: { zh: '回调 Token', en: 'Callback token' },
    hint: { zh: '与后台“接收事件服务器”里填的一致', en: 'The same as in the admin console, “Receive events”' },
  },
  {
    key: 'aesKey',
    kind: 'secret',
    label: { zh: '回调 EncodingAESKey', en: 'Callback EncodingAESKey' },
    hint: { zh: '43 位', en: '43 characters' },
  },
];

export const baseUrl: SettingField = {
  key: 'baseUrl',
  kind: 'text',
  leads: true,
  initial: OFFICIAL,
  label: { zh: '接口地址', en: 'API address' },
  hint: { zh: '私有化部署或代理时才需要改', en: 'Change it only for a private installation or a proxy' },
};
