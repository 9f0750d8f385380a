import { z } from 'zod';
import { BaseUrl, baseUrlField, type SettingField } from '../../../messages/index.ts';

export const TwilioVoiceSettings = z.strictObject({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-f]{32}$/i, 'AC…'),
  authToken: z.string().trim().min(1).max(100),
  /** A number of ours: who calls. */
  from: z
    .string()
    .trim()
    .regex(/^\+?[0-9]{3,20}$/, '+1415…'),
  /** How an agent's phone is reached. */
  agent: z
    .string()
    .max(200)
    .refine((text) => text.includes('{number}'), { error: 'says where the number goes: {number}' })
    .default('{number}'),
  baseUrl: BaseUrl.default('https://api.twilio.com'),
});
export type TwilioVoiceSettings = z.infer<typeof TwilioVoiceSettings>;

export const TWILIO_FIELDS: readonly SettingField[] = [
  { key: 'accountSid', kind: 'text', label: { zh: 'Account SID', en: 'Account SID' } },
  { key: 'authToken', kind: 'secret', label: { zh: 'Auth Token', en: 'Auth token' } },
  {
    key: 'from',
    kind: 'text',
    label: { zh: '主叫号码', en: 'From' },
    hint: {
      zh: '在服务商处购买或验证过的号码，例如 +14155552671',
      en: 'A number bought or verified there, such as +14155552671',
    },
  },
  {
    key: 'agent',
    kind: 'text',
    initial: '{number}',
    label: { zh: '坐席话机', en: "Agents' phones" },
    hint: {
      zh: '例如 {number}，或 sip:{number}@example.sip.twilio.com',
      en: 'Such as {number}, or sip:{number}@example.sip.twilio.com',
    },
  },
  baseUrlField('https://api.twilio.com'),
];
