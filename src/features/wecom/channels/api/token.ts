/** Access tokens: one per secret, kept sealed for all processes, fetched once however many want it. (path/91039) */
import { createHash } from 'node:crypto';
import type { ChannelTools } from '../../../messages/index.ts';

export interface Account {
  readonly baseUrl: string;
  readonly corpId: string;
  readonly secret: string;
}

export interface Fetched {
  readonly token: string;
  readonly seconds: number;
}

/** A token is not used in its last minutes: its end is counted by their clock. */
const EARLY_S = 300;

const fetching = new Map<string, Promise<string>>();

const keyOf = ({ baseUrl, corpId, secret }: Account): string =>
  `token:${createHash('sha256')
    .update(JSON.stringify([baseUrl, corpId, secret]))
    .digest('hex')
    .slice(0, 24)}`;

type Cache = ChannelTools['cache'];

export async function tokenOf(account: Account, cache: Cache, ask: () => Promise<Fetched>): Promise<string> {
  const key = keyOf(account);
  const kept = await cache.get(key);
  if (kept !== null) return kept;
  const going = fetching.get(key);
  if (going) return going;
  const fresh = fetch(key, cache, ask).finally(() => fetching.delete(key));
  fetching.set(key, fresh);
  return fresh;
}

async function fetch(key: string, cache: Cache, ask: () => Promise<Fetched>): Promise<string> {
  const { token, seconds } = await ask();
  const ttl = (seconds - EARLY_S) * 1000;
  if (ttl > 0) await cache.set(key, token, ttl);
  return token;
}

/** Only the token that was refused: another process may have put a better one there. */
export async function dropToken(account: Account, cache: Cache, refused: string): Promise<void> {
  const key = keyOf(account);
  if ((await cache.get(key)) === refused) await cache.drop(key);
}
