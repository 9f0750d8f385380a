/** A mail that came in: a bounce, a complaint, an answer of a machine, or somebody's reply. The same mail always gives the same events. */
import { simpleParser, type ParsedMail } from 'mailparser';
import { domainToASCII } from 'node:url';
import type { ChannelEvent, Media } from '../../adapter.ts';
import { feedbackType, readStatus } from './delivery-status.ts';
import { replyOf } from './reply-text.ts';

export async function readMail(source: Buffer, now: Date): Promise<ChannelEvent[]> {
  const mail = await simpleParser(source, { keepDeliveryStatus: true, skipImageLinks: true });
  const key = mail.messageId ?? `${mail.date?.toISOString() ?? ''} ${mail.subject ?? ''}`.slice(0, 200);
  const at = mail.date && mail.date < now ? mail.date : now;
  const report = reportOf(mail);
  if (report === 'delivery-status') return statusEvents(mail, key, at, source);
  if (report === 'feedback-report') return complaintEvents(mail, key, at, source);
  const from = mail.from?.value[0]?.address;
  if (!from || isOfMachine(mail)) return [];
  const deliveryId = idIn([mail.inReplyTo, ...[mail.references ?? []].flat()].join(' '));
  const text = replyOf(mail.text ?? '') || (mail.subject ?? '');
  return [
    {
      type: 'inbound',
      key,
      from: normalized(from),
      text,
      at,
      ...(deliveryId ? { deliveryId } : {}),
      ...(mail.attachments.length > 0 ? { media: mail.attachments.map(mediaOf) } : {}),
    },
  ];
}

/** RFC 6522: what kind of report a mail is. */
function reportOf(mail: ParsedMail): string | null {
  const header = mail.headers.get('content-type');
  if (typeof header !== 'object' || header === null || !('value' in header) || !('params' in header)) return null;
  const { value, params } = header as { value: string; params: Record<string, string> };
  return value.toLowerCase() === 'multipart/report' ? (params['report-type']?.toLowerCase() ?? null) : null;
}

function statusEvents(mail: ParsedMail, key: string, at: Date, source: Buffer): ChannelEvent[] {
  const deliveryId = aboutWhich(mail, source);
  if (!deliveryId) return [];
  return readStatus(partOf(mail, 'message/delivery-status')).flatMap((each, n): ChannelEvent[] => {
    if (each.action !== 'failed' && each.action !== 'delivered') return [];
    const note = each.diagnostic?.slice(0, 200);
    return [
      {
        type: 'receipt',
        key: `${key}/${n}`,
        deliveryId,
        status: each.action,
        at,
        ...(each.status ? { code: each.status } : {}),
        ...(note ? { note } : {}),
      },
    ];
  });
}

/** Somebody pressed “this is spam”: the plainest way to say no more. */
function complaintEvents(mail: ParsedMail, key: string, at: Date, source: Buffer): ChannelEvent[] {
  if (feedbackType(partOf(mail, 'message/feedback-report')) === 'not-spam') return [];
  const to = /^(?:Original-Rcpt-To|Original-Recipient):\s*(?:rfc822;)?\s*<?([^\s<>]+@[^\s<>]+)>?/im.exec(
    source.toString('latin1'),
  )?.[1];
  const about = mail.attachments.find(({ contentType }) => contentType === 'message/rfc822');
  const original = to ?? /^To:.*?([^\s<>"]+@[^\s<>"]+)/im.exec(about?.content.toString('latin1') ?? '')?.[1];
  return original ? [{ type: 'optOut', key, from: normalized(original), at, evidence: 'spam complaint' }] : [];
}

const partOf = (mail: ParsedMail, type: string): string =>
  mail.attachments.find(({ contentType }) => contentType === type)?.content.toString('utf8') ?? '';

/** By the address it came back to (VERP), else by the id of the mail it returns. */
function aboutWhich(mail: ParsedMail, source: Buffer): string | null {
  const to = [mail.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));
  const verp = /\+(dlv_[0-9a-f]{32})@/.exec(to.join(' '))?.[1];
  return verp ?? idIn(source.toString('latin1'));
}

const idIn = (text: string): string | null => /<(dlv_[0-9a-f]{32})@/.exec(text)?.[1] ?? null;

/** RFC 3834: out of office, lists, other programs. What a machine wrote answers nothing and is answered by nobody. */
function isOfMachine(mail: ParsedMail): boolean {
  const text = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value.toLowerCase() : '';
  };
  const submitted = text('auto-submitted');
  return (
    (submitted !== '' && submitted !== 'no') ||
    /bulk|junk|list|auto_reply/.test(text('precedence')) ||
    text('x-autoreply') !== '' ||
    text('x-autorespond') !== '' ||
    /<>/.test(returnPathOf(mail)) ||
    /^(mailer-daemon|postmaster|no-?reply)@/i.test(mail.from?.value[0]?.address ?? '')
  );
}

const returnPathOf = (mail: ParsedMail): string =>
  mail.headerLines.find(({ key }) => key === 'return-path')?.line ?? '';

const mediaOf = ({ contentType, filename, checksum }: ParsedMail['attachments'][number]): Media => ({
  kind:
    (/^(image|video)\//.exec(contentType)?.[1] as 'image' | 'video' | undefined) ??
    (contentType.startsWith('audio/') ? 'voice' : 'file'),
  ref: checksum,
  ...(filename ? { name: filename.slice(0, 200) } : {}),
});

/** As customers are kept: small letters. */
function normalized(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`.toLowerCase();
}
