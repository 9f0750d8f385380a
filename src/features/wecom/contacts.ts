/** Contacts read at WeCom become customers' identities, tags and events. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import {
  findAtAddresses,
  findLatestConsents,
  insertConsents,
  insertTags,
  linkIdentities,
  removeTags,
} from '../customers/index.ts';
import { type NewEvent, record } from '../events/index.ts';
import { adoptStranger, optOut } from '../messages/index.ts';
import type { Seen } from './contacts-said.ts';
import { matchOf } from './decide-match.ts';
import * as store from './store-contacts.ts';

export const TAGGED_BY = 'wecom';
const LOST = '企业微信：客户删除了好友';

export interface TakeOptions {
  readonly run: string | null;
  /** Names of tags by id; null: tags are not taken over. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Ours, which are written there: they are not taken for theirs. */
  readonly ours: readonly string[];
}

export interface Taken {
  readonly added: number;
  readonly matched: number;
  readonly tags: number;
}

/** Takes a batch in the caller's transaction; the same again changes nothing. */
export async function takeContacts(tx: Tx, ctx: Context, seen: readonly Seen[], options: TakeOptions): Promise<Taken> {
  const workspace = ctx.workspace.id;
  const ids = seen.map((each) => each.externalId);
  const before = await store.lockContacts(tx, workspace, ids);
  const match = await matcher(tx, ctx, seen, before);
  const old = new Map(before.map((row) => [keyOf(row.external_id, row.userid), row]));
  const rows = seen.map((each) => {
    const was = old.get(keyOf(each.externalId, each.userid));
    const { customerId, by } = match(each);
    const names = options.tags ? each.tagIds.flatMap((id) => options.tags?.[id] ?? []) : (was?.tags ?? []);
    return rowOf(each, customerId, was?.matched_by === 'person' ? 'person' : by, [...new Set(names)].sort());
  });
  await store.saveContacts(tx, workspace, rows, options.run);
  const fresh = rows.filter((row) => !old.has(keyOf(row.external_id, row.userid)));
  const newly = rows.filter((row) => row.customer_id && !old.get(keyOf(row.external_id, row.userid))?.customer_id);
  await joinUp(tx, ctx, newly);
  const back = rows.filter((row) => old.get(keyOf(row.external_id, row.userid))?.lost_at);
  await welcomeBack(tx, ctx, back);
  const tags = options.tags ? await takeTags(tx, ctx, before, rows, options.ours) : 0;
  return { added: fresh.length, matched: newly.length, tags };
}

const keyOf = (external: string, user: string): string => `${external}/${user}`;

function rowOf(seen: Seen, customer: string | null, by: store.ContactRow['matched_by'], tags: readonly string[]) {
  const { externalId, userid, name, remark, phones, unionid, source, addWay, addedAt } = seen;
  return {
    external_id: externalId,
    userid,
    name,
    remark,
    phones,
    unionid,
    source,
    add_way: addWay,
    tags,
    customer_id: customer,
    matched_by: customer ? by : null,
    added_at: addedAt,
  };
}

async function matcher(tx: Tx, ctx: Context, seen: readonly Seen[], before: readonly store.ContactRow[]) {
  const workspace = ctx.workspace.id;
  const linked = new Map(
    before.flatMap((row) => (row.customer_id ? [[row.external_id, row.customer_id] as const] : [])),
  );
  const open = seen.filter((each) => !linked.has(each.externalId));
  const identities = await findAtAddresses(
    tx,
    workspace,
    'wecom',
    open.map((each) => each.externalId),
  );
  const unionids = await store.findByUnionids(
    tx,
    workspace,
    open.flatMap((each) => each.unionid ?? []),
  );
  const phones = await findAtAddresses(
    tx,
    workspace,
    'phone',
    open.flatMap((each) => each.phones),
  );
  // What any of her colleagues wrote down speaks for all of them.
  const told = new Map<string, Seen[]>();
  for (const each of seen) told.set(each.externalId, [...(told.get(each.externalId) ?? []), each]);
  return ({ externalId }: Seen) => {
    const all = told.get(externalId) ?? [];
    return matchOf({
      identity: linked.get(externalId) ?? identities.get(externalId)?.[0],
      unionid: all.flatMap((each) => (each.unionid ? (unionids.get(each.unionid) ?? []) : []))[0],
      phones: all.flatMap((each) => each.phones.flatMap((phone) => phones.get(phone) ?? [])),
    });
  };
}

/** What is hers by now: the address, and what she wrote before anybody knew who she is. */
async function joinUp(tx: Tx, ctx: Context, rows: readonly Pick<store.ContactRow, 'external_id' | 'customer_id'>[]) {
  const found = new Map(rows.flatMap((row) => (row.customer_id ? [[row.external_id, row.customer_id] as const] : [])));
  const items = [...found].map(([address, customerId]) => ({
    kind: 'wecom' as const,
    address,
    customerId,
    by: ctx.actor.name,
  }));
  await linkIdentities(tx, ctx.workspace.id, items, ctx.now);
  await store.spreadMatch(tx, ctx.workspace.id, items);
  for (const { address, customerId } of items)
    for (const channel of ['wecom', 'wechat'] as const) await adoptStranger(tx, ctx, { channel, address, customerId });
}

/** The tags of a customer are those of all her friends here together. */
async function takeTags(
  tx: Tx,
  ctx: Context,
  before: readonly store.ContactRow[],
  now: readonly Omit<store.ContactRow, 'lost_at'>[],
  ours: readonly string[],
): Promise<number> {
  const changed = new Set(now.map((row) => keyOf(row.external_id, row.userid)));
  const after = [...before.filter((row) => !changed.has(keyOf(row.external_id, row.userid)) && !row.lost_at), ...now];
  const tagsOf = (rows: readonly Omit<store.ContactRow, 'lost_at'>[]) =>
    new Set(
      rows.flatMap((row) =>
        row.customer_id
          ? row.tags.filter((tag) => !ours.includes(tag)).map((tag) => JSON.stringify([row.customer_id, tag]))
          : [],
      ),
    );
  const have = tagsOf(after);
  const had = tagsOf(before);
  const open = (key: string) => {
    const [customer_id, tag] = JSON.parse(key) as [string, string];
    return { customer_id, tag };
  };
  const gone = [...had].filter((key) => !have.has(key)).map(open);
  await removeTags(tx, ctx.workspace.id, gone, TAGGED_BY);
  return insertTags(
    tx,
    ctx.workspace.id,
    [...have].map((key) => ({ ...open(key), reason: null, tagged_by: TAGGED_BY, tagged_at: ctx.now })),
  );
}

/** A friend of lately is told as an event; the friends of years that the first reading finds are not. */
export const friendAdded = (
  row: Pick<store.ContactRow, 'external_id' | 'userid' | 'source' | 'add_way' | 'added_at'>,
  customerId: string,
): NewEvent => ({
  source: 'wecom',
  externalId: `${row.external_id}:${row.userid}:${row.added_at.toISOString()}`,
  customerId,
  type: 'friend_added',
  occurredAt: row.added_at,
  properties: {
    channel: 'wecom',
    staff: row.userid,
    ...(row.source ? { source: row.source } : {}),
    ...(row.add_way === null ? {} : { way: row.add_way }),
  },
});

const LATELY_MS = 48 * 3_600_000;

export async function tellAdded(tx: Tx, ctx: Context, externalIds: readonly string[]): Promise<void> {
  const rows = await store.lockContacts(tx, ctx.workspace.id, externalIds);
  const lately = rows.filter((row) => !row.lost_at && ctx.now.getTime() - row.added_at.getTime() < LATELY_MS);
  const events = lately.flatMap((row) => (row.customer_id ? [friendAdded(row, row.customer_id)] : []));
  // Their clock may be before ours.
  await record(
    tx,
    ctx,
    events.map((event) => ({ ...event, occurredAt: event.occurredAt > ctx.now ? ctx.now : event.occurredAt })),
  );
}

/** She removed the colleague: with the last of them goes the channel. */
export async function loseFriend(
  tx: Tx,
  ctx: Context,
  lost: {
    readonly external: string;
    readonly user: string;
    readonly at: Date;
    readonly key: string;
    readonly byHer: boolean;
  },
): Promise<void> {
  const rows = await store.lockContacts(tx, ctx.workspace.id, [lost.external]);
  const gone = await store.loseOne(tx, ctx.workspace.id, lost);
  const customerId = rows.find((row) => row.customer_id)?.customer_id;
  if (!gone || !customerId) return;
  const properties = { channel: 'wecom', staff: lost.user, by: lost.byHer ? 'customer' : 'staff' };
  await record(tx, ctx, [
    {
      source: 'wecom',
      externalId: lost.key,
      customerId,
      type: 'friend_lost',
      occurredAt: lost.at > ctx.now ? ctx.now : lost.at,
      properties,
    },
  ]);
  const others = rows.some((row) => row.userid !== lost.user && !row.lost_at);
  if (lost.byHer && !others)
    await optOut(tx, ctx, { customerId, channel: 'wecom', evidence: LOST, key: `wecom:${lost.key}`, about: {} });
}

/** Who becomes a friend again may be told again what belongs to the service; marketing stays as she left it. */
async function welcomeBack(
  tx: Tx,
  ctx: Context,
  rows: readonly Pick<store.ContactRow, 'customer_id'>[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap((row) => row.customer_id ?? []))];
  const lines = await findLatestConsents(tx, ctx.workspace.id, ids, ctx.now);
  const back = lines.filter(
    (line) => line.channel === 'wecom' && line.purpose === 'service' && !line.granted && line.evidence === LOST,
  );
  await insertConsents(
    tx,
    ctx.workspace.id,
    back.map((line) => ({
      ...line,
      consent_id: newId('cns'),
      granted: true,
      evidence: '企业微信：重新加为好友',
      recorded_by: ctx.actor.name,
      given_at: ctx.now,
    })),
  );
}

/** A person says who it is. */
export async function joinByHand(tx: Tx, ctx: Context, external: string, customerId: string): Promise<void> {
  await store.linkContact(tx, ctx.workspace.id, { external, customer: customerId });
  await joinUp(tx, ctx, [{ external_id: external, customer_id: customerId }]);
  const rows = await store.lockContacts(tx, ctx.workspace.id, [external]);
  const tags = [...new Set(rows.flatMap((row) => row.tags))];
  await insertTags(
    tx,
    ctx.workspace.id,
    tags.map((tag) => ({ customer_id: customerId, tag, reason: null, tagged_by: TAGGED_BY, tagged_at: ctx.now })),
  );
  await tellAdded(tx, ctx, [external]);
}
