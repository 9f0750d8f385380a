/**
 * SMS by a gateway of the company's own, or by a provider that has no adapter here: a small signed HTTP protocol, in docs/operate/sms-gateway.md.
 * The gateway can be asked what became of an attempt, so nothing has to stay unknown.
 */
import { z } from 'zod';
import { type Attempt, CallbackRefused, type ChannelEvent, defineAdapter, type Outcome } from '../../adapter.ts';
import { type Called, callProvider, retryAfterMs } from '../http/call.ts';
import { isSigned, sign, SIGNATURE } from './sign.ts';

export const GatewaySettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  secret: z.string().min(16).max(200),
});
export type GatewaySettings = z.infer<typeof GatewaySettings>;

const Said = z.object({
  id: z.string().max(200).optional(),
  status: z.enum(['accepted', 'delivered', 'failed', 'rejected']).optional(),
  scope: z.enum(['recipient', 'content', 'config']).optional(),
  code: z.string().max(100).optional(),
  note: z.string().max(300).optional(),
  parts: z.number().int().min(1).max(50).optional(),
});
type Said = z.infer<typeof Said>;

const At = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Told = z.strictObject({
  events: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('receipt'),
          key: z.string().min(1).max(200),
          message: z.string().max(60),
          status: z.enum(['accepted', 'delivered', 'failed']),
          at: At,
          code: z.string().max(100).exactOptional(),
          note: z.string().max(300).exactOptional(),
        }),
        z.strictObject({
          type: z.literal('inbound'),
          key: z.string().min(1).max(200),
          from: z.string().regex(/^\+\d{8,15}$/),
          text: z.string().max(4000),
          at: At,
        }),
        z.strictObject({
          type: z.literal('optOut'),
          key: z.string().min(1).max(200),
          from: z.string().regex(/^\+\d{8,15}$/),
          evidence: z.string().max(200),
          at: At,
        }),
      ]),
    )
    .min(1)
    .max(1000),
});

export const gatewayAdapter = defineAdapter<GatewaySettings>({
  name: 'gateway',
  kind: 'sms',
  words: { zh: '自有短信网关（HTTP）', en: 'SMS gateway of your own (HTTP)' },
  settings: GatewaySettings,
  fields: [
    {
      key: 'url',
      kind: 'text',
      leads: true,
      label: { zh: '网关地址', en: 'Address' },
      hint: { zh: '例如 https://sms.example.com/messages', en: 'For example https://sms.example.com/messages' },
    },
    {
      key: 'secret',
      kind: 'secret',
      label: { zh: '签名密钥', en: 'Signing secret' },
      hint: { zh: '至少 16 个字符，两边一致', en: 'At least 16 characters, the same on both sides' },
    },
  ],
  needs: 'phone',
  receipts: true,
  atOnce: 64,
  async send(settings, attempt, { callbackUrl }) {
    const called = await request(settings, 'POST', '', attempt.signal, bodyOf(attempt, callbackUrl));
    return 'failed' in called ? called.failed : judge(called.answer.status, called.answer, attempt.deliveryId);
  },
  async reconcile(settings, { deliveryId }) {
    const called = await request(settings, 'GET', `/${deliveryId}`, AbortSignal.timeout(10_000));
    if ('failed' in called) return null;
    const { status, text } = called.answer;
    if (status === 404) return { kind: 'transient', code: 'not_known', note: 'the gateway never got it' };
    return status === 200 ? outcomeOf(saidIn(text), deliveryId) : null;
  },
  readCallback(settings, { headers, body }, now) {
    if (!isSigned(settings.secret, headers[SIGNATURE], body, now.getTime())) throw new CallbackRefused('signature');
    const told = Told.safeParse(jsonOf(body.toString('utf8')));
    if (!told.success) throw new CallbackRefused('body');
    const events = told.data.events.map((each): ChannelEvent => {
      if (each.type !== 'receipt') return each;
      const { message, ...receipt } = each;
      return { ...receipt, deliveryId: message };
    });
    return { events, reply: { status: 200, body: '{"ok":true}', type: 'application/json' } };
  },
  async probe(settings) {
    const called = await request(settings, 'GET', '/health', AbortSignal.timeout(10_000));
    if ('failed' in called) return { ok: false, note: called.failed.note ?? '' };
    const { status } = called.answer;
    return { ok: status === 200, note: `HTTP ${status}` };
  },
});

function bodyOf({ deliveryId, to, purpose, content }: Attempt, callbackUrl: string): string {
  return JSON.stringify({
    id: deliveryId,
    to,
    purpose,
    text: content.text,
    ...(content.template ? { template: content.template } : {}),
    callback: callbackUrl,
  });
}

function request(
  { url, secret }: GatewaySettings,
  method: string,
  path: string,
  signal: AbortSignal,
  body = '',
): Promise<Called> {
  return callProvider(`${url.replace(/\/$/, '')}${path}`, {
    method,
    signal,
    headers: { [SIGNATURE]: sign(secret, body, Date.now()), 'content-type': 'application/json' },
    ...(body ? { body } : {}),
  });
}

function judge(status: number, answer: { headers: Headers; text: string }, deliveryId: string): Outcome {
  const said = saidIn(answer.text);
  const about = { code: said.code ?? `http_${status}`, ...(said.note ? { note: said.note } : {}) };
  // 409: it has this attempt already, and this is what became of it.
  if ((status >= 200 && status < 300) || status === 409) return outcomeOf(said, deliveryId);
  const wait = retryAfterMs(answer.headers.get('retry-after'), Date.now());
  if (status === 429) return { kind: 'throttled', ...about, retryAfterMs: wait ?? 60_000 };
  if (status === 503) return { kind: 'transient', ...about, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  if (status === 401 || status === 403 || status === 404) return { kind: 'rejected', scope: 'config', ...noted(about) };
  if (status >= 400 && status < 500) return { kind: 'rejected', scope: said.scope ?? 'content', ...noted(about) };
  return { kind: 'unknown', ...about };
}

const noted = (about: { code: string; note?: string }) => ({ note: '', ...about });

function outcomeOf(said: Said, deliveryId: string): Outcome {
  const more = { ...(said.note ? { note: said.note } : {}), ...(said.parts ? { parts: said.parts } : {}) };
  if (said.status === 'failed' || said.status === 'rejected')
    return {
      kind: 'rejected',
      scope: said.scope ?? 'recipient',
      ...noted({ code: said.code ?? said.status, ...more }),
    };
  const providerId = said.id ?? deliveryId;
  return said.status === 'delivered' ? { kind: 'confirmed', providerId } : { kind: 'accepted', providerId, ...more };
}

const saidIn = (text: string): Said => Said.safeParse(jsonOf(text)).data ?? {};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
