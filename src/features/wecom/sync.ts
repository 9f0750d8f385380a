/** Reads all contacts: staff, their friends page by page, tags both ways. Each step is kept with its place, so it goes on where it stopped. */
import { z } from 'zod';
import type { Context } from '../../kit/context.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { type Wecom, wecomOf } from './account.ts';
import { listOf, textOf } from './channels/api/client.ts';
import { WecomError } from './channels/api/errors.ts';
import { linesOf } from './channels/wechat/settings.ts';
import { seenOf, tagNames } from './contacts-said.ts';
import { takeContacts, tellAdded } from './contacts.ts';
import { loseUnseen } from './store-contacts.ts';
import { saveStaff } from './store-staff.ts';
import * as store from './store-runs.ts';
import { writeTags } from './sync-tags.ts';

export const SYNC = 'wecom.sync';

/** At most 100 colleagues and 100 friends a call. (path/92994) */
const USERS = 100;
const PAGE = 100;
const LOSE = 500;

const Place = z.object({
  stage: z.enum(['staff', 'friends', 'lost', 'tags']),
  users: z.array(z.string()),
  at: z.number().int(),
  cursor: z.string(),
  /** Names by id. */
  tags: z.record(z.string(), z.string()),
  after: z.tuple([z.string(), z.string()]),
});
export type Place = z.infer<typeof Place>;

const START: Place = { stage: 'staff', users: [], at: 0, cursor: '', tags: {}, after: ['', ''] };
const NOTHING = { contacts: 0, added: 0, matched: 0, lost: 0, tags_in: 0, tags_out: 0 };

type Step = store.Progress & { readonly place: Place; readonly ended?: true };

/** False when one is going on already. */
export function startSync(ctx: Context, by: string): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const isNew = await store.insertRun(tx, ctx.workspace.id, { run_id: newId('wcr'), by, place: START, now: ctx.now });
    await enqueue(tx, ctx, [
      { task: SYNC, payload: {}, key: `${SYNC}:${ctx.workspace.id}`, queue: `${SYNC}:${ctx.workspace.id}` },
    ]);
    return isNew;
  });
}

export async function goOnSync(ctx: Context, signal?: AbortSignal): Promise<void> {
  const wecom = await wecomOf(ctx);
  for (let more = true; more && !signal?.aborted; ) {
    const run = await ctx.tx((tx) => store.findRunning(tx, ctx.workspace.id));
    if (!run) return;
    more = await step(ctx, wecom, run);
  }
}

/** Whether there is more to do now. */
async function step(ctx: Context, wecom: Wecom | null, run: store.RunRow): Promise<boolean> {
  const fail = async (error: string, giveUp: boolean) => {
    await ctx.tx((tx) => store.noteRunError(tx, ctx.workspace.id, run.run_id, { error, giveUp, now: ctx.now }));
    return false;
  };
  if (!wecom) return fail('not set up', true);
  const place = Place.parse(run.place);
  try {
    if (place.stage === 'staff') return await readStaff(ctx, wecom, run, place);
    if (place.stage === 'friends') return await readFriends(ctx, wecom, run, place);
    if (place.stage === 'lost') return await lose(ctx, wecom, run, place);
    return await keep(ctx, run, await writeTags(ctx, wecom, place));
  } catch (error) {
    if (!(error instanceof WecomError)) throw error;
    // What a person has to mend is not tried again every minute; too many, busy and no line are.
    return fail(error.message.slice(0, 300), error.failure === 'refused' && ![-1, 45009, 45033].includes(error.code));
  }
}

async function keep(ctx: Context, run: store.RunRow, { ended, ...step }: Step): Promise<boolean> {
  await ctx.tx((tx) =>
    store.moveRun(tx, ctx.workspace.id, run.run_id, { ...step, ended: ended ?? false, now: ctx.now }),
  );
  return !ended;
}

async function readStaff(ctx: Context, wecom: Wecom, run: store.RunRow, place: Place): Promise<boolean> {
  const said = await wecom.contacts.get('/cgi-bin/externalcontact/get_follow_user_list');
  const users = Array.isArray(said['follow_user']) ? said['follow_user'].map(textOf).filter(Boolean) : [];
  const staff: { userid: string; name: string | null }[] = [];
  for (const userid of users) staff.push({ userid, name: await nameOf(wecom, userid) });
  const tags = tagNames(await wecom.contacts.post('/cgi-bin/externalcontact/get_corp_tag_list', {}));
  return ctx.tx(async (tx) => {
    await saveStaff(tx, ctx.workspace.id, staff, ctx.now);
    const next: Place = { ...place, stage: users.length > 0 ? 'friends' : 'lost', users, tags };
    await store.moveRun(tx, ctx.workspace.id, run.run_id, { ...NOTHING, place: next, ended: false, now: ctx.now });
    return true;
  });
}

/** Whoever is outside of what the app may see has no name here. */
async function nameOf({ app }: Wecom, userid: string): Promise<string | null> {
  try {
    return textOf((await app.get('/cgi-bin/user/get', { userid }))['name']) || null;
  } catch (error) {
    if (error instanceof WecomError && error.failure === 'refused' && error.code !== 45009) return null;
    throw error;
  }
}

async function readFriends(ctx: Context, wecom: Wecom, run: store.RunRow, place: Place): Promise<boolean> {
  const users = place.users.slice(place.at, place.at + USERS);
  const said = await wecom.contacts.post('/cgi-bin/externalcontact/batch/get_by_user', {
    userid_list: users,
    limit: PAGE,
    ...(place.cursor ? { cursor: place.cursor } : {}),
  });
  const seen = listOf(said['external_contact_list']).flatMap((each) => {
    const follow = each['follow_info'];
    return typeof follow === 'object' && follow !== null
      ? [seenOf(each['external_contact'], follow as Record<string, unknown>)]
      : [];
  });
  const cursor = textOf(said['next_cursor']);
  const isLast = cursor === '' || cursor === place.cursor;
  const at = isLast ? place.at + USERS : place.at;
  const next: Place = {
    ...place,
    at,
    cursor: isLast ? '' : cursor,
    stage: at >= place.users.length ? 'lost' : 'friends',
  };
  const { tagsIn, tagsOut } = wecom.settings;
  return ctx.tx(async (tx) => {
    const options = { run: run.run_id, tags: tagsIn ? place.tags : null, ours: linesOf(tagsOut ?? '') };
    const taken = await takeContacts(tx, ctx, seen, options);
    await tellAdded(
      tx,
      ctx,
      seen.map((each) => each.externalId),
    );
    await store.moveRun(tx, ctx.workspace.id, run.run_id, {
      ...NOTHING,
      place: next,
      contacts: seen.length,
      added: taken.added,
      matched: taken.matched,
      tags_in: taken.tags,
      ended: false,
      now: ctx.now,
    });
    return true;
  });
}

async function lose(ctx: Context, wecom: Wecom, run: store.RunRow, place: Place): Promise<boolean> {
  return ctx.tx(async (tx) => {
    const asked = { run: run.run_id, users: place.users, now: ctx.now, limit: LOSE };
    const lost = await loseUnseen(tx, ctx.workspace.id, asked);
    const isAll = lost < LOSE;
    const ended = isAll && linesOf(wecom.settings.tagsOut ?? '').length === 0;
    const next: Place = { ...place, stage: isAll ? 'tags' : 'lost' };
    await store.moveRun(tx, ctx.workspace.id, run.run_id, { ...NOTHING, place: next, lost, ended, now: ctx.now });
    return !ended;
  });
}
