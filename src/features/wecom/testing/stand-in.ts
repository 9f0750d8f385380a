/**
 * A WeCom to talk to in tests, over real HTTP: made from its documentation, never compared with Tencent's servers. Each handler names the page it is
 * made from (developer.work.weixin.qq.com/document/path/...).
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encrypt, getSignature } from '@wecom/crypto';
import { type Corp, openCorp } from './corp.ts';
import { type Desk, openDesk } from './desk.ts';
import { openPost, type Post } from './post.ts';
import { type Body, type Handlers, Refuse } from './refuse.ts';
import { closeServer } from '../../../kit/testing/close-server.ts';

/** Which secret may call what. */
const MAY: Readonly<Record<string, RegExp>> = {
  'app-secret': /^\/cgi-bin\/(message|externalcontact|user|auth)\//,
  'contact-secret': /^\/cgi-bin\/externalcontact\//,
  'kf-secret': /^\/cgi-bin\/kf\//,
};

export const CORP = 'ww5f4c472a66331eeb';
export const TOKEN = 'QDG6eK';
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

export interface Call {
  readonly path: string;
  readonly body: Body;
  readonly token: string;
}

/** How a callback is carried to us: answers with the status. */
export type Carry = (request: { method: 'GET' | 'POST'; url: string; body: string }) => Promise<number>;

export interface StandIn {
  readonly url: string;
  readonly corp: Corp;
  readonly desk: Desk;
  readonly post: Post;
  readonly calls: Call[];
  /** How many tokens were given out. */
  tokens: number;
  tokenSeconds: number;
  /** All tokens given out are over. */
  expire(): void;
  /** The next `times` calls of the path are answered with this number. */
  inject(path: string, errcode: number, times?: number): void;
  /** Whatever is asked about this id: a number that is answered, or a line that is cut. */
  readonly trouble: Map<string, number | 'before' | 'after'>;
  /** The next call of the path is taken, and the line is cut before it is answered (`after`) or before it is done. */
  cut(path: string, when: 'before' | 'after'): void;
  /** A signed and encrypted callback by Tencent's own package; sent again up to three times when it is not taken. Returns how often. */
  fire(
    carry: Carry,
    url: string,
    xml: string,
    part?: { aesKey?: string; receiver?: string; twice?: boolean },
  ): Promise<number>;
  /** The callback as it is posted. */
  sealed(url: string, xml: string, part?: { aesKey?: string; receiver?: string }): { url: string; body: string };
  /** The address with which their console checks that a callback address is ours. */
  checkUrl(url: string, plain: string): string;
  /** H5 pages: a code that names somebody, once, for five minutes. (path/91023) */
  code(who: { userid: string } | { external_userid: string }): string;
  close(): Promise<void>;
}

export async function openStandIn(now: () => number = Date.now): Promise<StandIn> {
  const corp = openCorp(now);
  const desk = openDesk(now);
  const known = () => new Set(corp.follows.map((each) => each.user));
  const post = openPost(now, known);
  const codes = new Map<string, { who: object; at: number }>();
  const issued = new Map<string, { secret: string; until: number }>();
  const injected: { path: string; errcode: number; times: number }[] = [];
  const cuts: { path: string; when: 'before' | 'after' }[] = [];
  const auth: Handlers = {
    '/cgi-bin/auth/getuserinfo': (_body, query) => {
      const found = codes.get(query.get('code') ?? '');
      if (!found || now() - found.at > 300_000) throw new Refuse(40029, 'invalid code');
      codes.delete(query.get('code') ?? '');
      return found.who;
    },
  };
  const handlers: Handlers = { ...corp.handlers, ...desk.handlers, ...post.handlers, ...auth };

  const answer = (path: string, query: URLSearchParams, body: Body): object => {
    const wrong = injected.find((each) => each.path === path && each.times > 0);
    if (wrong) {
      wrong.times--;
      throw new Refuse(wrong.errcode, 'injected');
    }
    if (path === '/cgi-bin/gettoken') {
      if (query.get('corpid') !== CORP) throw new Refuse(40013, 'invalid corpid');
      const secret = query.get('corpsecret') ?? '';
      if (!MAY[secret]) throw new Refuse(40001, 'invalid credential');
      const access_token = `token-${++standIn.tokens}`;
      issued.set(access_token, { secret, until: Date.now() + standIn.tokenSeconds * 1000 });
      return { access_token, expires_in: standIn.tokenSeconds };
    }
    const token = issued.get(query.get('access_token') ?? '');
    if (!token) throw new Refuse(40014, 'invalid access_token');
    if (token.until <= Date.now()) throw new Refuse(42001, 'access_token expired');
    if (!MAY[token.secret]?.test(path)) throw new Refuse(48002, 'api forbidden');
    const handler = handlers[path];
    if (!handler) throw new Refuse(40058, `no such interface: ${path}`);
    return handler(body, query);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const path = url.pathname;
      const text = Buffer.concat(chunks).toString('utf8');
      const body = (text === '' ? {} : JSON.parse(text)) as Body;
      standIn.calls.push({ path, body, token: url.searchParams.get('access_token') ?? '' });
      const at = cuts.findIndex((each) => each.path === path);
      const [cut] = at < 0 ? [] : cuts.splice(at, 1);
      const trouble = [...standIn.trouble].find(([id]) => text.includes(id))?.[1];
      const when = cut?.when ?? trouble;
      if (when === 'before') return request.socket.destroy();
      let said: object;
      try {
        if (typeof trouble === 'number') throw new Refuse(trouble, 'injected');
        said = { errcode: 0, errmsg: 'ok', ...answer(path, url.searchParams, body) };
      } catch (error) {
        if (!(error instanceof Refuse)) throw error;
        said = { errcode: error.errcode, errmsg: `${error.message}, hint: [1552536375_1_1e5a8c6e]` };
      }
      if (when === 'after') return request.socket.destroy();
      // Whatever is wrong: 200.
      response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const signed = (url: string, encrypted: string, more: Record<string, string> = {}): string => {
    const timestamp = String(Math.floor(now() / 1000));
    const nonce = '263014780';
    const query = { msg_signature: getSignature(TOKEN, timestamp, nonce, encrypted), timestamp, nonce, ...more };
    return `${url}?${new URLSearchParams(query)}`;
  };
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    corp,
    desk,
    post,
    calls: [],
    tokens: 0,
    tokenSeconds: 7200,
    trouble: new Map(),
    expire: () => issued.forEach((each) => void (each.until = 0)),
    inject: (path, errcode, times = 1) => void injected.push({ path, errcode, times }),
    cut: (path, when) => void cuts.push({ path, when }),
    sealed(url, xml, { aesKey = AES_KEY, receiver = CORP } = {}) {
      const encrypted = encrypt(aesKey, xml, receiver);
      const body = `<xml><ToUserName><![CDATA[${receiver}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
      return { url: signed(url, encrypted), body };
    },
    checkUrl(url, plain) {
      const echostr = encrypt(AES_KEY, plain, CORP);
      return signed(url, echostr, { echostr });
    },
    async fire(carry, url, xml, part = {}) {
      const sealed = standIn.sealed(url, xml, part);
      let times = 0;
      for (let status = 0; status !== 200 && times < 4; ) {
        status = await carry({ method: 'POST', ...sealed });
        times++;
      }
      if (part.twice) await carry({ method: 'POST', ...sealed });
      return times;
    },
    code(who) {
      const code = `CODE${codes.size + 1}-${now()}`;
      codes.set(code, { who, at: now() });
      return code;
    },
    close: () => closeServer(server),
  };
  return standIn;
}
