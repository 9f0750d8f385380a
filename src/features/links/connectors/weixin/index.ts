/**
 * URL Link of WeChat (wxa/generate_urllink): thirty days at most. Tried against a stand-in made from their documentation, not against Tencent's servers.
 * The token is the stable one (cgi-bin/stable_token): asking for it does not end the one that the company's own server uses.
 */
import { createHash } from 'node:crypto';
import { callProvider } from '../../../messages/index.ts';
import { readTarget } from '../../contract-target.ts';
import type { MadeUrl, MiniPage, UrlMaker } from '../../url-maker.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
const MOST_MS = 8000;
/** A token is not used in its last minutes: its end is counted by their clock. */
const EARLY_S = 300;
/** invalid credential, invalid access_token, access_token expired */
const BAD_TOKEN = new Set([40001, 40014, 42001]);

type Said = Readonly<Record<string, unknown>>;

class Refused extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const weixinLinks: UrlMaker = {
  async make(page, { cache }): Promise<MadeUrl> {
    const key = `mini:${createHash('sha256').update(`${page.baseUrl} ${page.appId} ${page.secret}`).digest('hex').slice(0, 24)}`;
    const token = async (): Promise<string> => {
      const kept = await cache.get(key);
      if (kept !== null) return kept;
      const { appId: appid, secret } = page;
      const said = await post(page, '/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret });
      const fresh = textOf(said['access_token']);
      const seconds = Number(said['expires_in'] ?? 0) - EARLY_S;
      if (fresh === '') throw new Error('no access_token');
      if (seconds > 0) await cache.set(key, fresh, seconds * 1000);
      return fresh;
    };
    const { path, query } = page;
    const body = { path, query, env_version: 'release', expire_type: 1, expire_interval: DAYS };
    const ask = async () => post(page, `/wxa/generate_urllink?access_token=${encodeURIComponent(await token())}`, body);
    try {
      const asked = Date.now();
      const said = await ask().catch(async (error: unknown) => {
        if (!(error instanceof Refused) || !BAD_TOKEN.has(error.code)) throw error;
        await cache.drop(key);
        return ask();
      });
      const url = readTarget(textOf(said['url_link']));
      return url ? { url, until: new Date(asked + DAYS * DAY_MS) } : { error: 'no url_link' };
    } catch (error) {
      return { error: error instanceof Error ? error.message.slice(0, 200) : String(error) };
    }
  },
};

/** Always 200 with an errcode; what they say is shown, without the secret. */
async function post({ baseUrl }: MiniPage, path: string, body: object): Promise<Said> {
  const called = await callProvider(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(MOST_MS),
  });
  if ('failed' in called) throw new Error('code' in called.failed ? called.failed.code : called.failed.kind);
  const { status, text } = called.answer;
  if (status !== 200) throw new Error(`HTTP ${status}`);
  const said = readJson(text);
  const code = Number(said['errcode'] ?? 0);
  if (code !== 0) throw new Refused(code, `${code} ${textOf(said['errmsg']).slice(0, 120)}`);
  return said;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function readJson(text: string): Said {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? (said as Said) : {};
  } catch {
    throw new Error('not JSON');
  }
}
