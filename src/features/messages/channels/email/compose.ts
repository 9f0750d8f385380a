/** A mail as it goes out: RFC 5322, with the one-click way out (RFC 8058) under a DKIM signature that covers it. */
import type { Readable } from 'node:stream';
import { domainToASCII } from 'node:url';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Attempt } from '../../adapter.ts';
import { htmlOf } from './html.ts';
import type { EmailSettings } from './settings.ts';

/** RFC 8058, section 4: both headers of the way out stand under the signature. The library's own list leaves the second one out. */
const SIGNED =
  'from:to:subject:date:message-id:reply-to:mime-version:content-type:list-unsubscribe:list-unsubscribe-post:auto-submitted';

export interface Composed {
  readonly envelope: { readonly from: string; readonly to: string[] };
  readonly message: Readable;
  readonly messageId: string;
}

export function compose(settings: EmailSettings, attempt: Attempt): Composed {
  const domain = domainOf(settings.from);
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
      pixel: attempt.content.pixel,
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
  const plain = mail.createReadStream() as Readable;
  return {
    envelope: { from: returnPath(settings, attempt.deliveryId), to: [inAscii(attempt.to)] },
    message: settings.dkimSelector && settings.dkimKey ? signed(plain, settings, domain) : plain,
    messageId,
  };
}

function signed(plain: Readable, { dkimSelector = '', dkimKey = '' }: EmailSettings, domainName: string): Readable {
  const key = { domainName, keySelector: dkimSelector, privateKey: dkimKey, headerFieldNames: SIGNED };
  return new DKIM(key).sign(plain);
}

/** VERP: the address a bounce comes back to says which attempt it is about, whatever else the other server tells. */
function returnPath({ from, bounceTo }: EmailSettings, deliveryId: string): string {
  if (!bounceTo) return from;
  const at = bounceTo.lastIndexOf('@');
  return `${bounceTo.slice(0, at)}+${deliveryId}${bounceTo.slice(at)}`;
}

const domainOf = (address: string): string => domainToASCII(address.split('@')[1] ?? '') || 'localhost';

/** Not every server takes a domain in its own script; all take its ASCII form. */
export function inAscii(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

const OUT = { zh: '不想再收到这类邮件：', en: 'No more of these: ' } as const;
