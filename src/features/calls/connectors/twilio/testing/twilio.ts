/**
 * Stands in for Twilio's programmable voice: places calls by its REST interface, asks for TwiML and carries it out verb by verb, posts what happens, each post
 * signed. Numbers end as those of the switch of these tests; keys are pressed as there: one text when each thing begins to be said to her.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { XMLParser } from 'fast-xml-parser';
import { tone, writeWav } from '../../../../../engine/sound/index.ts';
import { closeServer } from '../../../../../kit/testing/close-server.ts';

export const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: '12345', from: '+14155552671' } as const;

type Sign = (token: string, url: string, params: Record<string, string>) => string;

interface Call {
  readonly sid: string;
  readonly to: string;
  readonly form: URLSearchParams;
  status: string;
  /** The other one, while the two talk. */
  over: (() => void) | null;
}

export interface TwilioVoice {
  readonly url: string;
  readonly calls: Call[];
  /** Every answer it was given, to be held against the SDK's own TwiML. */
  readonly answers: string[];
  keys: string[];
  /** Addresses of what was played. */
  readonly played: string[];
  readonly dialled: string[];
  /** How often each question is asked: more than once as when an answer was lost. */
  twice: boolean;
  /** Answered, and nothing is asked any more: the test asks itself. */
  hold: boolean;
  hangUp(to: string): void;
  /** Posts as Twilio would; the status it got. */
  post(url: string, params: Record<string, string>, signature?: string): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
}

interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly inside: readonly Verb[];
}

const sid = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`;
const REFUSED: Readonly<Record<string, readonly [status: string, sip: string]>> = {
  '486': ['busy', '486'],
  '603': ['busy', '603'],
  '404': ['failed', '404'],
  '480': ['no-answer', '480'],
  '503': ['failed', '503'],
  '000': ['no-answer', ''],
};

export async function startTwilio(sign: Sign): Promise<TwilioVoice> {
  const recordings = new Map<string, Buffer>();
  const working = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://twilio');
      if (url.pathname === '/say') return response.writeHead(200).end(writeWav(tone(440, 0.1, 8000)));
      const { status, said } = answer(request.method ?? '', url.pathname, new URLSearchParams(body), request);
      return response.writeHead(status).end(Buffer.isBuffer(said) ? said : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

  const peer: TwilioVoice = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    answers: [],
    keys: [],
    played: [],
    dialled: [],
    twice: false,
    hold: false,
    hangUp(to) {
      const call = peer.calls.findLast((each) => each.to === to);
      if (call) void end(call, 'completed');
    },
    async post(url, params, signature = sign(ACCOUNT.authToken, url, params)) {
      const answered = await fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(params),
      });
      return { status: answered.status, text: await answered.text() };
    },
    async close() {
      for (const call of peer.calls) call.over?.();
      await Promise.allSettled(working);
      await closeServer(server);
    },
  };

  function answer(
    method: string,
    path: string,
    form: URLSearchParams,
    request: IncomingMessage,
  ): { status: number; said: unknown } {
    const right = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`;
    if (request.headers.authorization !== right) return { status: 401, said: { code: 20003, message: 'Authenticate' } };
    const below = path.replace(`/2010-04-01/Accounts/${ACCOUNT.accountSid}`, '');
    if (below === '.json') return { status: 200, said: { status: 'active' } };
    if (method === 'POST' && below === '/Calls.json') return place(form);
    const [, kind, id = ''] = /^\/(Calls|Recordings)\/(\w+)\.(?:json|wav)$/.exec(below) ?? [];
    if (kind === 'Recordings') {
      const sound = recordings.get(id);
      if (method === 'DELETE') return { status: recordings.delete(id) ? 204 : 404, said: '' };
      return sound ? { status: 200, said: sound } : { status: 404, said: { code: 20404 } };
    }
    const call = peer.calls.find((each) => each.sid === id);
    if (!call) return { status: 404, said: { code: 20404 } };
    if (form.get('Status') === 'completed') void end(call, 'completed');
    return { status: 200, said: { sid: call.sid, status: call.status } };
  }

  function place(form: URLSearchParams): { status: number; said: unknown } {
    const to = form.get('To') ?? '';
    if (to.endsWith('211'))
      return { status: 400, said: { code: 21211, message: `The 'To' number ${to} is not valid` } };
    const call: Call = { sid: sid('CA'), to, form, status: 'queued', over: null };
    peer.calls.push(call);
    const work = conduct(call).finally(() => working.delete(work));
    working.add(work);
    return { status: 201, said: { sid: call.sid, status: 'queued' } };
  }

  const about = (call: Call): Record<string, string> => ({
    CallSid: call.sid,
    AccountSid: ACCOUNT.accountSid,
    From: ACCOUNT.from,
    To: call.to,
    CallStatus: call.status,
    Direction: 'outbound-api',
  });

  async function tell(call: Call, status: string, more: Record<string, string> = {}): Promise<void> {
    call.status = status;
    const wanted = call.form.getAll('StatusCallbackEvent');
    const event =
      { queued: '', initiated: 'initiated', ringing: 'ringing', 'in-progress': 'answered' }[status] ?? 'completed';
    if (wanted.includes(event)) await peer.post(call.form.get('StatusCallback') ?? '', { ...about(call), ...more });
  }

  async function conduct(call: Call): Promise<void> {
    await tell(call, 'initiated');
    const [status, sip = ''] = REFUSED[call.to.slice(-3)] ?? [];
    if (status !== 'failed') await tell(call, 'ringing');
    if (status !== undefined) return tell(call, status, sip ? { SipResponseCode: sip } : {});
    await tell(call, 'in-progress', { SipResponseCode: '200' });
    if (peer.hold) return;
    let document: string | null = await ask(call, call.form.get('Url') ?? '', {});
    while (document !== null && !isOver(call)) document = await carryOut(call, document);
    await end(call, 'completed');
  }

  async function ask(call: Call, url: string, more: Record<string, string>): Promise<string | null> {
    if (isOver(call)) return null;
    const first = await peer.post(url, { ...about(call), ...more });
    const { text } = peer.twice ? await peer.post(url, { ...about(call), ...more }) : first;
    if (peer.twice && text !== first.text) throw new Error(`the same question, another answer: ${first.text} ${text}`);
    peer.answers.push(text);
    return text;
  }

  /** The next document, or null when the call is over. */
  async function carryOut(call: Call, document: string): Promise<string | null> {
    const verbs = verbsOf(document);
    const sounds = verbs
      .flatMap((verb) => (verb.name === 'Gather' ? verb.inside : [verb]))
      .filter(({ name }) => name === 'Play');
    peer.played.push(...sounds.map(({ text }) => text));
    const pressed = sounds.length > 0 ? (peer.keys.shift() ?? '') : '';
    if (pressed === '!') return null;
    for (const verb of verbs) {
      const { attributes } = verb;
      const action = attributes['action'] ?? '';
      if (verb.name === 'Hangup') return null;
      if (verb.name === 'Redirect') return ask(call, verb.text, {});
      if (verb.name === 'Gather') {
        const digits = digitsOf(pressed, attributes);
        if (digits !== '') return ask(call, action, { Digits: digits });
      }
      if (verb.name === 'Record') return record(call, attributes, pressed);
      if (verb.name === 'Dial') return dial(call, verb);
    }
    return null;
  }

  async function record(call: Call, attributes: Verb['attributes'], pressed: string): Promise<string | null> {
    const id = sid('RE');
    recordings.set(id, Buffer.from(writeWav(tone(440, 2, 8000))));
    const about = { RecordingSid: id, RecordingUrl: `${peer.url}/${id}`, RecordingDuration: '2' };
    const next = await ask(call, attributes['action'] ?? '', { ...about, Digits: pressed });
    await peer.post(attributes['recordingStatusCallback'] ?? '', {
      CallSid: call.sid,
      RecordingSid: id,
      RecordingStatus: 'completed',
    });
    return next;
  }

  async function dial(call: Call, { attributes, inside }: Verb): Promise<string | null> {
    const [other] = inside;
    const number = other?.text ?? '';
    peer.dialled.push(number);
    const [status] = REFUSED[number.slice(-3)] ?? [];
    const action = attributes['action'] ?? '';
    if (status !== undefined) return ask(call, action, { DialCallStatus: status });
    const gone = new Promise<void>((resolve) => {
      call.over = resolve;
    });
    await peer.post(other?.attributes['statusCallback'] ?? '', {
      CallSid: sid('CA'),
      ParentCallSid: call.sid,
      CallStatus: 'in-progress',
    });
    await gone;
    return ask(call, action, { DialCallStatus: 'completed', DialCallDuration: '3' });
  }

  async function end(call: Call, status: string): Promise<void> {
    if (isOver(call)) return;
    const whole = call.form.get('Record') === 'true' ? sid('RE') : null;
    if (whole) recordings.set(whole, Buffer.from(writeWav(tone(440, 1, 8000))));
    await tell(call, status, { CallDuration: '12', SipResponseCode: '200' });
    call.over?.();
    const told = call.form.get('RecordingStatusCallback');
    if (whole && told)
      await peer.post(told, {
        CallSid: call.sid,
        RecordingSid: whole,
        RecordingStatus: 'completed',
        RecordingDuration: '1',
      });
  }

  return peer;
}

const isOver = ({ status }: Call): boolean => ['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(status);

/** What she presses until there are enough of them, or the key that ends it (which is not among them). */
function digitsOf(pressed: string, { numDigits = '100', finishOnKey = '#' }: Verb['attributes']): string {
  const end = finishOnKey === '' ? -1 : pressed.indexOf(finishOnKey);
  return (end < 0 ? pressed : pressed.slice(0, end)).slice(0, Number(numDigits));
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
});

type Parsed = Readonly<Record<string, unknown>>;

export function verbsOf(document: string): Verb[] {
  const root = (parser.parse(document) as Parsed[]).find((each) => 'Response' in each);
  return ((root?.['Response'] ?? []) as Parsed[]).map(verbOf);
}

function verbOf(node: Parsed): Verb {
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const children = (node[name] ?? []) as Parsed[];
  const text = children.map((each) => (typeof each['#text'] === 'string' ? each['#text'] : '')).join('');
  const inside = children.filter((each) => !('#text' in each)).map(verbOf);
  return { name, attributes: (node[':@'] ?? {}) as Record<string, string>, text, inside };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
