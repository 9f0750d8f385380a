/** SMS by Twilio, or whoever speaks its protocol. Texts go as they are; a template is one of its Content API. */
import { z } from 'zod';
import { type Attempt, defineAdapter, type LostAttempt, type Outcome } from '../../adapter.ts';
import { type Called, callProvider, retryAfterMs } from '../http/call.ts';
import { type Bag, bagOf, jsonOf, listOf, textOf } from '../sms/read.ts';
import { ASKED_MS, BaseUrl, baseUrlField, neverTaken } from '../sms/settings.ts';
import { readTwilio, statusOf } from './callback.ts';
import { outcomeOfError } from './codes.ts';

export const TwilioSettings = z.strictObject({
  accountSid: z
    .string()
    .trim()
    .regex(/^AC[0-9a-f]{32}$/i, 'AC…'),
  authToken: z.string().trim().min(1).max(100),
  /** A number, a sender id or a messaging service (MG…). */
  from: z.string().trim().min(3).max(40),
  baseUrl: BaseUrl,
});
export type TwilioSettings = z.infer<typeof TwilioSettings>;

export const twilioSmsAdapter = defineAdapter<TwilioSettings>({
  name: 'twilio-sms',
  kind: 'sms',
  words: { zh: 'Twilio 短信', en: 'Twilio SMS' },
  settings: TwilioSettings,
  fields: [
    { key: 'accountSid', kind: 'text', label: { zh: 'Account SID', en: 'Account SID' } },
    { key: 'authToken', kind: 'secret', label: { zh: 'Auth Token', en: 'Auth token' } },
    {
      key: 'from',
      kind: 'text',
      label: { zh: '发送号码或消息服务', en: 'From' },
      hint: { zh: '+1415…，或 MG 开头的消息服务', en: '+1415…, or a messaging service (MG…)' },
    },
    baseUrlField('https://api.twilio.com'),
  ],
  needs: 'phone',
  receipts: true,
  atOnce: 32,
  templates: { only: false, numbered: true },
  async send(settings, attempt, { callbackUrl }) {
    const form = formOf(settings, attempt, callbackUrl);
    const called = await request(settings, 'Messages.json', attempt.signal, form);
    return 'failed' in called ? called.failed : judge(called.answer);
  },
  async reconcile(settings, lost) {
    return lost.providerId ? askOne(settings, lost.providerId) : askAll(settings, lost);
  },
  readCallback: (settings, callback, now) => readTwilio(settings.authToken, callback, now),
  async probe(settings) {
    const called = await request(settings, '', AbortSignal.timeout(ASKED_MS));
    if ('failed' in called) return { ok: false, note: called.failed.note ?? '' };
    const { status } = called.answer;
    return { ok: status === 200, note: `HTTP ${status}` };
  },
});

function formOf({ from }: TwilioSettings, attempt: Attempt, callbackUrl: string): URLSearchParams {
  const { deliveryId, to, content } = attempt;
  const { template } = content;
  return new URLSearchParams({
    To: to,
    ...(from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }),
    ...(template
      ? { ContentSid: template.ref, ContentVariables: JSON.stringify(template.params) }
      : { Body: content.text }),
    // Our id comes back even when the answer to this request is lost.
    StatusCallback: `${callbackUrl}?delivery=${deliveryId}`,
  });
}

function request(settings: TwilioSettings, path: string, signal: AbortSignal, form?: URLSearchParams): Promise<Called> {
  const { accountSid, authToken, baseUrl } = settings;
  const account = `${new URL(baseUrl).origin}/2010-04-01/Accounts/${accountSid}`;
  return callProvider(path === '' ? `${account}.json` : `${account}/${path}`, {
    method: form ? 'POST' : 'GET',
    signal,
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    ...(form ? { body: form } : {}),
  });
}

function judge({ status, headers, text }: { status: number; headers: Headers; text: string }): Outcome {
  const said = bagOf(jsonOf(text));
  if (status >= 200 && status < 300 && textOf(said['sid'])) return acceptedOf(said);
  const wait = retryAfterMs(headers.get('retry-after'), Date.now());
  return outcomeOfError(Number(said['code']) || 0, textOf(said['message']), status, wait);
}

function acceptedOf(said: Bag): Outcome {
  const parts = Number(said['num_segments']);
  return { kind: 'accepted', providerId: textOf(said['sid']), ...(parts >= 1 ? { parts } : {}) };
}

async function askOne(settings: TwilioSettings, sid: string): Promise<Outcome | null> {
  const called = await request(settings, `Messages/${encodeURIComponent(sid)}.json`, AbortSignal.timeout(ASKED_MS));
  return 'answer' in called && called.answer.status === 200 ? endOf(bagOf(jsonOf(called.answer.text))) : null;
}

/** Its clock and ours, and how long an attempt may take. */
const BEFORE_MS = 30_000;
const AFTER_MS = 60_000;

/** Of one number in those seconds: a single message is it, of several nobody can say. */
async function askAll(settings: TwilioSettings, { to, sentAt }: LostAttempt): Promise<Outcome | null> {
  const from = new Date(sentAt.getTime() - BEFORE_MS);
  const query = new URLSearchParams({ To: to, 'DateSent>': from.toISOString().slice(0, 10), PageSize: '100' });
  const called = await request(settings, `Messages.json?${query}`, AbortSignal.timeout(ASKED_MS));
  if (!('answer' in called) || called.answer.status !== 200) return null;
  const found = listOf(bagOf(jsonOf(called.answer.text))['messages'])
    .map(bagOf)
    .filter(({ date_created: at, direction }) => {
      const ms = Date.parse(textOf(at)) - sentAt.getTime();
      return textOf(direction) === 'outbound-api' && ms >= -BEFORE_MS && ms <= AFTER_MS;
    });
  if (found.length > 1) return null;
  return found[0] ? endOf(found[0]) : neverTaken(sentAt);
}

function endOf(said: Bag): Outcome | null {
  const status = statusOf(textOf(said['status']));
  const providerId = textOf(said['sid']);
  if (status === 'delivered' || status === 'read') return { kind: 'confirmed', providerId };
  if (status === 'failed')
    return outcomeOfError(Number(said['error_code']) || 0, textOf(said['error_message']), 400, undefined);
  return status ? acceptedOf(said) : null;
}
