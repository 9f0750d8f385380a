/** How mail goes out and comes back. Browser-safe words, one schema. */
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { SettingField } from '../../adapter.ts';

const host = z.string().trim().min(1).max(255);
const port = z.coerce.number().int().min(1).max(65_535);
const maybe = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal('')]).optional();

export const EmailSettings = z
  .strictObject({
    host,
    port,
    /** TLS from the first byte (port 465); else STARTTLS where the server offers it. */
    secure: z.boolean(),
    user: z.string().trim().max(255).optional(),
    password: z.string().max(1000).optional(),
    from: z.email(),
    fromName: z.string().trim().max(100).optional(),
    replyTo: maybe(z.email()),
    /** Where bounces go: `bounce@example.com` becomes `bounce+<attempt>@example.com` (VERP). Without it they go to the sender. */
    bounceTo: maybe(z.email()),
    dkimSelector: maybe(
      z
        .string()
        .trim()
        .regex(/^[a-z0-9_-]{1,63}$/i, 'letters, digits, - and _'),
    ),
    dkimKey: maybe(z.string().max(10_000).refine(isPrivateKey, 'a private key in PEM format')),
    imapHost: maybe(host),
    imapPort: maybe(port),
    imapSecure: z.boolean().optional(),
    imapUser: maybe(z.string().trim().max(255)),
    imapPassword: maybe(z.string().max(1000)),
    imapFolder: maybe(z.string().trim().max(200)),
  })
  .refine(({ dkimSelector, dkimKey }) => !dkimSelector === !dkimKey, {
    path: ['dkimKey'],
    message: 'selector and key belong together',
  })
  .refine(({ imapHost, imapUser }) => !imapHost || Boolean(imapUser), {
    path: ['imapUser'],
    message: 'the mailbox needs a user',
  });
export type EmailSettings = z.infer<typeof EmailSettings>;

function isPrivateKey(text: string): boolean {
  try {
    return createPrivateKey(text).type === 'private';
  } catch {
    return false;
  }
}

export const emailFields: readonly SettingField[] = [
  {
    key: 'host',
    kind: 'text',
    leads: true,
    label: { zh: '发信服务器', en: 'Server' },
    hint: { zh: '例如 smtp.example.com', en: 'For example smtp.example.com' },
  },
  {
    key: 'port',
    kind: 'number',
    leads: true,
    initial: 465,
    label: { zh: '端口', en: 'Port' },
    hint: { zh: '465 配 TLS，587 配 STARTTLS', en: '465 with TLS, 587 with STARTTLS' },
  },
  {
    key: 'secure',
    kind: 'boolean',
    leads: true,
    initial: true,
    label: { zh: '一开始就用 TLS', en: 'TLS from the first byte' },
  },
  { key: 'user', kind: 'text', label: { zh: '用户名', en: 'User' } },
  { key: 'password', kind: 'secret', label: { zh: '密码', en: 'Password' } },
  { key: 'from', kind: 'text', label: { zh: '发件地址', en: 'From address' } },
  { key: 'fromName', kind: 'text', label: { zh: '发件人', en: 'From name' } },
  { key: 'replyTo', kind: 'text', label: { zh: '回复地址', en: 'Reply to' } },
  {
    key: 'dkimSelector',
    kind: 'text',
    label: { zh: 'DKIM 选择器', en: 'DKIM selector' },
    hint: {
      zh: '发信服务器自己会签名就不用填',
      en: 'Leave empty where the mail server signs by itself',
    },
  },
  {
    key: 'dkimKey',
    kind: 'secret',
    label: { zh: 'DKIM 私钥（PEM）', en: 'DKIM private key (PEM)' },
  },
  {
    key: 'imapHost',
    kind: 'text',
    leads: true,
    label: { zh: '收信服务器（IMAP）', en: 'Mailbox server (IMAP)' },
    hint: { zh: '填了才能读到退信和客户的回复', en: 'Needed to read bounces and replies' },
  },
  { key: 'imapPort', kind: 'number', leads: true, initial: 993, label: { zh: '收信端口', en: 'Mailbox port' } },
  { key: 'imapSecure', kind: 'boolean', leads: true, initial: true, label: { zh: '收信用 TLS', en: 'Mailbox by TLS' } },
  { key: 'imapUser', kind: 'text', label: { zh: '邮箱用户名', en: 'Mailbox user' } },
  { key: 'imapPassword', kind: 'secret', label: { zh: '邮箱密码', en: 'Mailbox password' } },
  {
    key: 'imapFolder',
    kind: 'text',
    initial: 'INBOX',
    label: { zh: '文件夹', en: 'Folder' },
  },
  {
    key: 'bounceTo',
    kind: 'text',
    label: { zh: '退信地址', en: 'Address for bounces' },
    hint: {
      zh: '同一个邮箱且支持“+”地址时填写，退信更好认',
      en: 'An address of the same mailbox that takes “+” parts: bounces are told apart more surely',
    },
  },
];
