/** E-mail by SMTP. One attempt per call; whether it went out is judged by what the server said and by whether it had been given the message. */
import type { Readable } from 'node:stream';
import { domainToASCII } from 'node:url';
import MailComposer from 'nodemailer/lib/mail-composer';
import { z } from 'zod';
import { type Attempt, defineAdapter, type Outcome } from '../../adapter.ts';
import { htmlOf } from './html.ts';
import { judge, type SmtpFailure } from './judge.ts';
import { type SmtpConnection, takeConnection } from './pool.ts';

export const EmailSettings = z.strictObject({
  host: z.string().trim().min(1).max(255),
  port: z.coerce.number().int().min(1).max(65_535),
  /** TLS from the first byte (port 465); else STARTTLS where the server offers it. */
  secure: z.boolean(),
  user: z.string().trim().max(255).optional(),
  password: z.string().max(1000).optional(),
  from: z.email(),
  fromName: z.string().trim().max(100).optional(),
  replyTo: z.union([z.email(), z.literal('')]).optional(),
});
export type EmailSettings = z.infer<typeof EmailSettings>;

export const emailAdapter = defineAdapter<EmailSettings>({
  name: 'smtp',
  kind: 'email',
  words: { zh: '邮件（SMTP）', en: 'E-mail (SMTP)' },
  settings: EmailSettings,
  fields: [
    {
      key: 'host',
      kind: 'text',
      leads: true,
      label: { zh: '服务器', en: 'Server' },
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
  ],
  needs: 'email',
  // A bounce comes as a mail to the sender, which nobody here reads yet.
  receipts: false,
  atOnce: 8,
  async send(settings, attempt) {
    const first = await tryOnce(settings, attempt);
    // A connection that stood idle may have been closed by the server: nothing was sent, a fresh one is asked at once.
    return first.stale ? (await tryOnce(settings, attempt)).outcome : first.outcome;
  },
  async probe(settings) {
    const taken = await takeConnection(settings).catch((error: SmtpFailure) => error);
    if (taken instanceof Error) return { ok: false, note: taken.message };
    taken.release();
    return { ok: true, note: `${settings.host}:${settings.port}` };
  },
});

async function tryOnce(settings: EmailSettings, attempt: Attempt): Promise<{ outcome: Outcome; stale: boolean }> {
  const { envelope, message, messageId } = compose(settings, attempt);
  let taken: SmtpConnection;
  try {
    taken = await takeConnection(settings);
  } catch (error) {
    return { outcome: judge(error as SmtpFailure, false), stale: false };
  }
  const stop = () => taken.destroy();
  attempt.signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await taken.send(envelope, message);
    taken.release();
    return { outcome: { kind: 'accepted', providerId: messageId, note: answer.slice(0, 200) }, stale: false };
  } catch (error) {
    const failure = error as SmtpFailure;
    // Once the server has asked for the message, nobody knows how much of it arrived.
    const given = message.readableDidRead;
    if (failure.responseCode && failure.responseCode !== 421) taken.reset();
    else taken.destroy();
    return { outcome: judge(failure, given), stale: taken.reused && !given && !failure.responseCode };
  } finally {
    attempt.signal.removeEventListener('abort', stop);
  }
}

function compose(settings: EmailSettings, attempt: Attempt) {
  const domain = settings.from.split('@')[1] ?? 'localhost';
  const messageId = `<${attempt.deliveryId}@${domain}>`;
  const name = settings.fromName || undefined;
  const mail = new MailComposer({
    from: name ? { name, address: settings.from } : settings.from,
    // As an object: it is one address, whatever stands in it.
    to: { name: '', address: attempt.to },
    ...(settings.replyTo ? { replyTo: settings.replyTo } : {}),
    subject: attempt.content.subject ?? '',
    text: `${attempt.content.text}\n\n--\n${OUT[attempt.locale]}${attempt.unsubscribeUrl}\n`,
    html: htmlOf(attempt.content.text, {
      locale: attempt.locale,
      sender: name ?? settings.from,
      unsubscribeUrl: attempt.unsubscribeUrl,
    }),
    messageId,
    headers: {
      // RFC 8058: both headers, the link alone in the first, so that a mail program offers one click.
      'List-Unsubscribe': { prepared: true, value: `<${attempt.unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      'X-Huixiang-Delivery': attempt.deliveryId,
    },
  }).compile();
  return {
    envelope: { from: settings.from, to: [inAscii(attempt.to)] },
    message: mail.createReadStream() as Readable,
    messageId,
  };
}

/** Not every server takes a domain in its own script; all take its ASCII form. */
export function inAscii(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

const OUT = { zh: '不想再收到这类邮件：', en: 'No more of these: ' } as const;
