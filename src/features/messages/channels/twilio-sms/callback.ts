/** Receipts and replies as Twilio posts them: forms, signed. Pure. */
import {
  CallbackRefused,
  type CallbackAnswer,
  type ChannelEvent,
  type Media,
  type RawCallback,
} from '../../adapter.ts';
import { phoneOf } from '../sms/phone.ts';
import { ownId } from '../sms/read.ts';
import { UNSUBSCRIBED } from './codes.ts';
import { isFromTwilio } from './sign.ts';

/** An answer without words, in the language it speaks: nothing is said to her. */
const REPLY = { status: 200, body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>', type: 'text/xml' };

export function readTwilio(token: string, callback: RawCallback, now: Date): CallbackAnswer {
  const { url, headers, body } = callback;
  if (!isFromTwilio(token, url, body, headers['x-twilio-signature'] ?? '')) throw new CallbackRefused('signature');
  const form = new URLSearchParams(body.toString('utf8'));
  const sid = form.get('MessageSid') ?? form.get('SmsSid');
  if (!sid) throw new CallbackRefused('body');
  const status = form.get('MessageStatus') ?? form.get('SmsStatus');
  if (form.has('Body') && (status === null || status === 'received'))
    return { events: [inboundOf(form, sid, now)], reply: REPLY };
  const events = receiptsOf(form, sid, status ?? '', new URL(url).searchParams.get('delivery'), now);
  return { events, reply: REPLY };
}

function inboundOf(form: URLSearchParams, sid: string, now: Date): ChannelEvent {
  const from = phoneOf(form.get('From') ?? '');
  if (!from) throw new CallbackRefused('body');
  const n = Math.min(Number(form.get('NumMedia') ?? 0) || 0, 10);
  const media = Array.from({ length: n }, (_each, at): Media[] => {
    const ref = form.get(`MediaUrl${at}`);
    return ref ? [{ kind: kindOf(form.get(`MediaContentType${at}`) ?? ''), ref }] : [];
  }).flat();
  const text = form.get('Body') ?? '';
  return { type: 'inbound', key: sid, from, text, at: now, ...(media.length > 0 ? { media } : {}) };
}

const kindOf = (type: string): Media['kind'] =>
  type.startsWith('image/')
    ? 'image'
    : type.startsWith('audio/')
      ? 'voice'
      : type.startsWith('video/')
        ? 'video'
        : 'file';

function receiptsOf(
  form: URLSearchParams,
  sid: string,
  told: string,
  delivery: string | null,
  now: Date,
): ChannelEvent[] {
  const status = statusOf(told);
  if (!status) throw new CallbackRefused('body');
  const deliveryId = ownId(delivery);
  const code = form.get('ErrorCode') ?? '';
  const receipt: ChannelEvent = {
    type: 'receipt',
    key: `${sid}:${told}`,
    ...(deliveryId ? { deliveryId } : {}),
    providerId: sid,
    status,
    at: now,
    ...(code ? { code } : {}),
  };
  const to = phoneOf(form.get('To') ?? '');
  if (code !== String(UNSUBSCRIBED) || !to) return [receipt];
  return [receipt, { type: 'optOut', key: `${sid}:out`, from: to, at: now, evidence: `Twilio ${code}` }];
}

export function statusOf(told: string): 'accepted' | 'delivered' | 'read' | 'failed' | null {
  switch (told) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return 'accepted';
    case 'delivered':
    case 'read':
      return told;
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return 'failed';
    default:
      return null;
  }
}
