/** Stands in for Twilio's Messages resource, by its documents (docs/messaging/api/message-resource, docs/api/errors). */
import { createHmac } from 'node:crypto';
import { type Asked, fateOf, openPeer, type Said, type Taken } from './peer.ts';

export const ACCOUNT = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'stand-in-token' };

export interface TwilioPeer {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly (Taken & { readonly callback: string })[];
  to(phone: string): readonly Taken[];
  /** What it posts, signed over the address it was given. */
  post(url: string, params: Readonly<Record<string, string>>): { body: string; headers: Record<string, string> };
  close(): Promise<void>;
}

const SIGNS = /^\/2010-04-01\/Accounts\/(AC\w{32})(?:\/Messages(?:\/(SM\w+))?)?\.json$/;

export async function openTwilio(): Promise<TwilioPeer> {
  const taken: (Taken & { readonly callback: string })[] = [];
  const error = (status: number, code: number, message = ''): Said => ({
    status,
    body: { code, message, status, more_info: '' },
  });
  const show = (each: Taken, status = 'queued') => ({
    sid: each.id,
    status,
    to: each.to,
    body: each.text,
    num_segments: '1',
    direction: 'outbound-api',
    date_created: new Date(each.at).toUTCString(),
    error_code: null,
    error_message: null,
    account_sid: ACCOUNT.accountSid,
  });
  const peer = await openPeer((asked: Asked): Said => {
    const [, account, sid] = SIGNS.exec(asked.url.pathname) ?? [];
    const basic = Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64');
    if (asked.headers['authorization'] !== `Basic ${basic}` || account !== ACCOUNT.accountSid)
      return error(401, 20003, 'Authenticate');
    if (asked.method === 'GET' && sid) {
      const found = taken.find((each) => each.id === sid);
      return found ? { status: 200, body: show(found, 'delivered') } : error(404, 20404);
    }
    if (asked.method === 'GET' && !asked.url.pathname.includes('/Messages'))
      return { status: 200, body: { sid: account, status: 'active' } };
    if (asked.method === 'GET') {
      const found = taken.filter((each) => each.to === asked.url.searchParams.get('To'));
      return { status: 200, body: { messages: found.map((each) => show(each, 'delivered')), page: 0, page_size: 50 } };
    }
    return send(new URLSearchParams(asked.body));
  });

  function send(form: URLSearchParams): Said {
    const to = form.get('To') ?? '';
    const text = form.get('Body') ?? '';
    const fate = fateOf(to);
    if (!/^\+\d{8,15}$/.test(to) || fate === 'nobody')
      return error(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
    if (!form.get('From') && !form.get('MessagingServiceSid')) return error(400, 21603);
    if (text === '' && !form.get('ContentSid')) return error(400, 21602);
    if (text.length > 1600) return error(400, 21617);
    if (fate === 'black') return error(400, 21610, 'Attempt to send to unsubscribed recipient');
    if (fate === 'later') return error(429, 20429, 'Too Many Requests');
    if (fate === 'broke') return error(403, 20005, 'Account is not active');
    if (fate === 'odd') return error(500, 20500);
    const callback = form.get('StatusCallback') ?? '';
    const ours = callback === '' ? '' : (new URL(callback).searchParams.get('delivery') ?? '');
    const each = { to, id: `SM${String(taken.length).padStart(32, '0')}`, ours, text, callback, at: Date.now() };
    taken.push(each);
    return fate === 'lost' ? { status: 0, body: '', broken: true } : { status: 201, body: show(each) };
  }

  return {
    ...peer,
    taken,
    to: (phone) => taken.filter((each) => each.to === phone),
    post(url, params) {
      const text = Object.keys(params)
        .sort()
        .reduce((so, key) => so + key + params[key], url);
      const signature = createHmac('sha1', ACCOUNT.authToken).update(Buffer.from(text, 'utf-8')).digest('base64');
      const headers = { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' };
      return { body: new URLSearchParams(params).toString(), headers };
    },
  };
}
