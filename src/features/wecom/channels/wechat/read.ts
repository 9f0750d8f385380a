/** Fetches what customers wrote: account by account, page by page, from where each was read to. (path/94670) */
import { z } from 'zod';
import type { ChannelTools, Polled } from '../../../messages/index.ts';
import { type Client, listOf, textOf } from '../api/client.ts';
import { eventsOf } from './said.ts';
import { cacheKey, WINDOW_MS } from './window.ts';

/** They allow 1,000; an answer is held to a megabyte here. */
const LIMIT = 300;

/** `left`: accounts that are still to be read in this go. */
const Place = z.object({ read: z.record(z.string(), z.string()), left: z.array(z.string()) });
type Place = z.infer<typeof Place>;

/** What rang: valid for ten minutes, and reading without it is rationed. */
export const Bell = z.object({ kf: z.string(), token: z.string() });

export async function readPage(
  client: Client,
  tools: ChannelTools,
  asked: { readonly accounts: readonly string[]; readonly cursor: string | null; readonly hint?: string | undefined },
): Promise<Polled> {
  const place = placeOf(asked.cursor);
  const bell = bellOf(asked.hint);
  const left = place.left.length > 0 ? place.left : begin(asked.accounts, bell?.kf);
  const [kf = '', ...others] = left;
  const from = place.read[kf];
  const said = await client.post('/cgi-bin/kf/sync_msg', {
    open_kfid: kf,
    limit: LIMIT,
    ...(from ? { cursor: from } : {}),
    ...(bell && bell.kf === kf ? { token: bell.token } : {}),
  });
  const entries = listOf(said['msg_list']);
  // From which account she is answered: the one she wrote to last.
  const senders = new Set(
    entries.filter((each) => Number(each['origin']) === 3).map((each) => textOf(each['external_userid'])),
  );
  for (const sender of senders) await tools.cache.set(cacheKey(sender), kf, WINDOW_MS);
  // An empty page may still have one after it.
  const next = textOf(said['next_cursor']);
  const isMore = Number(said['has_more'] ?? 0) === 1 && next !== '' && next !== from;
  const rest: Place = {
    read: { ...place.read, ...(next ? { [kf]: next } : {}) },
    left: isMore ? left : others,
  };
  return { events: entries.flatMap(eventsOf), cursor: JSON.stringify(rest), more: rest.left.length > 0 };
}

function begin(accounts: readonly string[], rang: string | undefined): string[] {
  return [...new Set(rang ? [rang, ...accounts] : accounts)];
}

function placeOf(cursor: string | null): Place {
  try {
    return Place.parse(JSON.parse(cursor ?? ''));
  } catch {
    return { read: {}, left: [] };
  }
}

function bellOf(hint: string | undefined): z.infer<typeof Bell> | null {
  try {
    return Bell.parse(JSON.parse(hint ?? ''));
  } catch {
    return null;
  }
}
