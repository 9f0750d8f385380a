/** What the settings of several providers of short messages have in common. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { CallbackRefused, type RawCallback, type SettingField } from '../../adapter.ts';

export const BaseUrl = z.url({ protocol: /^https?$/ }).max(500);

/** As a platform approved it, without 【】. */
export const Sign = z.string().trim().max(20).optional();

/** Stands behind the number a reply goes to. */
export const ExtendCode = z
  .string()
  .regex(/^\d{1,10}$/, '1-10 位数字 / 1 to 10 digits')
  .optional();

/** So long a provider has to answer a question. */
export const ASKED_MS = 10_000;

export const baseUrlField = (initial: string): SettingField => ({
  key: 'baseUrl',
  kind: 'text',
  leads: true,
  initial,
  label: { zh: '接口地址', en: 'Address of the API' },
  hint: { zh: '用专线或自建网关时才需要改', en: 'To be changed only for a private line or gateway' },
});

/** Addresses, one a line. */
export const Allowed = z
  .string()
  .max(2000)
  .refine((text) => addressesOf(text).every((each) => isIP(each) > 0), '每行一个 IP 地址 / one IP address a line')
  .optional();

export const allowedField: SettingField = {
  key: 'allowed',
  kind: 'lines',
  label: { zh: '允许回调的 IP', en: 'Addresses that may call back' },
  hint: {
    zh: '服务商的回调没有签名。每行一个 IP；不填则只凭回调地址里的密钥',
    en: 'The provider does not sign its callbacks. One a line; left empty, the secret in the address alone decides',
  },
};

const addressesOf = (text: string): string[] => text.split(/[\s,，;；]+/).filter((each) => each !== '');

/** An address of IPv4 may come in the dress of IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:/i, '').toLowerCase();

export function checkSender(allowed: string | undefined, { ip }: RawCallback): void {
  const list = addressesOf(allowed ?? '');
  if (list.length > 0 && !(ip && list.some((each) => plain(each) === plain(ip)))) throw new CallbackRefused('address');
}

/** Asked longer ago than this, a provider that knows nothing of a message never took it. */
export const SURELY_KNOWN_MS = 30 * 60_000;

export const neverTaken = (sentAt: Date) =>
  Date.now() - sentAt.getTime() > SURELY_KNOWN_MS
    ? ({ kind: 'transient', code: 'not_known', note: 'the provider never got it' } as const)
    : null;
