/**
 * The API of WeCom: JSON over HTTP, always answered with 200 and an errcode. Told refusals that surely changed nothing are tried again here (a
 * token that ended, "busy"); what may have been done never is.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { callProvider, type ChannelTools } from '../../../messages/index.ts';
import { BAD_TOKEN, BUSY, WecomError } from './errors.ts';
import { type Account, dropToken, tokenOf } from './token.ts';

export type Answer = Readonly<Record<string, unknown>>;

export interface Client {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
}

/** Shorter than the engine gives an attempt: the end is written down by who made it. */
const MOST_MS = 8_000;
const BUSY_MS = [100, 300, 900] as const;

export function openClient(account: Account, tools: Pick<ChannelTools, 'cache'>): Client {
  const token = () =>
    tokenOf(account, tools.cache, async () => {
      const { corpId: corpid, secret: corpsecret } = account;
      const said = await insist(() => ask(account, '/cgi-bin/gettoken', { corpid, corpsecret }, undefined, true));
      return { token: textOf(said['access_token']), seconds: Number(said['expires_in'] ?? 0) };
    });
  const call = async (path: string, query: Readonly<Record<string, string>>, body?: object): Promise<Answer> => {
    const first = await token();
    const go = (access_token: string) => insist(() => ask(account, path, { access_token, ...query }, body));
    try {
      return await go(first);
    } catch (error) {
      if (!(error instanceof WecomError) || error.failure !== 'refused' || !BAD_TOKEN.has(error.code)) throw error;
      await dropToken(account, tools.cache, first);
      return go(await token());
    }
  };
  return { get: (path, query = {}) => call(path, query), post: (path, body) => call(path, {}, body) };
}

/** Busy is an answer: nothing was done. */
async function insist(once: () => Promise<Answer>): Promise<Answer> {
  for (const ms of BUSY_MS) {
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof WecomError) || error.code !== BUSY) throw error;
      await pause(ms);
    }
  }
  return once();
}

async function ask(
  { baseUrl }: Account,
  path: string,
  query: Readonly<Record<string, string>>,
  body?: object,
  /** To ask for it changes nothing, so no answer means not done. */
  harmless = false,
): Promise<Answer> {
  const url = `${baseUrl.replace(/\/+$/, '')}${path}?${new URLSearchParams(query)}`;
  const lost = (said: string) => new WecomError(harmless ? 'unreached' : 'lost', 0, `${path}: ${said}`);
  const called = await callProvider(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(MOST_MS),
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if ('failed' in called) {
    const { failed } = called;
    const said = 'code' in failed ? failed.code : failed.kind;
    throw failed.kind === 'unknown' ? lost(said) : new WecomError('unreached', 0, `${path}: ${said}`);
  }
  const { status, text } = called.answer;
  // Of a server in between: whether the one behind it was asked is not known.
  if (status !== 200) throw lost(`HTTP ${status}`);
  const said = parsed(text);
  if (said === null) throw lost('no JSON');
  const code = Number(said['errcode'] ?? 0);
  if (code !== 0) throw new WecomError('refused', code, textOf(said['errmsg']).slice(0, 200));
  return said;
}

function parsed(text: string): Answer | null {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Answer) : null;
  } catch {
    return null;
  }
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** A list of objects in an answer. */
export const listOf = (value: unknown): Answer[] =>
  Array.isArray(value) ? value.filter((each): each is Answer => typeof each === 'object' && each !== null) : [];
