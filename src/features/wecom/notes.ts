/** What colleagues are told in WeCom. (path/90236) */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { carriersOf } from '../messages/index.ts';
import { type Wecom, wecomOf } from './account.ts';
import { textOf } from './channels/api/client.ts';
import { outcomeOf } from './channels/api/errors.ts';
import { wecomAdapter } from './channels/wecom/index.ts';
import { useridsOf } from './store-staff.ts';
import * as store from './store-notes.ts';

export const NOTES = 'wecom.notes';

export interface Note {
  /** The same key again is the same note. */
  readonly key: string;
  readonly member: string;
  readonly text: string;
}

/** Written in the caller's transaction, sent after it. Without WeCom nothing is written. Returns the ids of those that are new. */
export async function notify(tx: Tx, ctx: Context, notes: readonly Note[]): Promise<string[]> {
  if ((await carriersOf(tx, ctx)).get('wecom')?.adapter !== wecomAdapter) return [];
  const ids = await store.insertNotes(
    tx,
    ctx.workspace.id,
    notes.map((note) => ({ ...note, text: `${note.text}（${clockOf(ctx)}）`, note_id: newId('wcn') })),
    ctx.now,
  );
  if (ids.length > 0) await enqueue(tx, ctx, [{ task: NOTES, payload: {} }]);
  return ids;
}

/** The same words within half an hour are dropped by WeCom without a word; with the minute in them only a repetition is. */
function clockOf(ctx: Context): string {
  const now = ctx.now.getTime();
  const minutes = Math.floor((now - zoneCalendar(ctx.workspace.zone).startOfDay(now, 0)) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const BATCH = 200;
/** What is more is dropped by WeCom without a word, so it waits here. */
const MINUTE_MOST = 30;
const HOUR_MOST = 1000;
const DEAD_MS = 5 * 60_000;

export async function sendNotes(ctx: Context, signal?: AbortSignal): Promise<void> {
  const wecom = await wecomOf(ctx);
  if (!wecom) return;
  for (let n = BATCH; n === BATCH && !signal?.aborted; ) {
    const dead = new Date(ctx.now.getTime() - DEAD_MS);
    const due = await ctx.tx((tx) => store.claimNotes(tx, ctx.workspace.id, { now: ctx.now, dead, limit: BATCH }));
    n = due.length;
    if (n > 0) await sendBatch(ctx, wecom, due);
  }
}

async function sendBatch(ctx: Context, wecom: Wecom, due: readonly store.NoteRow[]): Promise<void> {
  const { users, left } = await ctx.tx(async (tx) => {
    const found = await useridsOf(
      tx,
      ctx.workspace.id,
      due.map((note) => note.member_id),
    );
    return { users: found, left: await roomFor(tx, ctx, [...new Set(found.values())]) };
  });
  const ends: store.NoteEnd[] = [];
  const groups = new Map<string, { note: store.NoteRow; userid: string }[]>();
  for (const note of due) {
    const userid = users.get(note.member_id);
    if (!userid) ends.push(endOf(ctx, note, null, 'failed', 'no_userid'));
    else if ((left.get(userid) ?? 0) <= 0)
      ends.push({ ...endOf(ctx, note, userid, 'waiting', null), due_at: new Date(ctx.now.getTime() + 60_000) });
    else {
      left.set(userid, (left.get(userid) ?? 0) - 1);
      const same = groups.get(note.text) ?? [];
      // Twice the same to the same colleague would be dropped: once is enough.
      groups.set(note.text, [...same, { note, userid }]);
    }
  }
  for (const [text, group] of groups) ends.push(...(await sendGroup(ctx, wecom, text, group)));
  await ctx.tx((tx) => store.saveNotes(tx, ctx.workspace.id, ends));
}

async function roomFor(tx: Tx, ctx: Context, users: readonly string[]): Promise<Map<string, number>> {
  const minute = await store.sentSince(tx, ctx.workspace.id, users, new Date(ctx.now.getTime() - 60_000));
  const hour = await store.sentSince(tx, ctx.workspace.id, users, new Date(ctx.now.getTime() - 3_600_000));
  return new Map(
    users.map((user) => [user, Math.min(MINUTE_MOST - (minute.get(user) ?? 0), HOUR_MOST - (hour.get(user) ?? 0))]),
  );
}

async function sendGroup(
  ctx: Context,
  { app, settings }: Wecom,
  text: string,
  group: readonly { readonly note: store.NoteRow; readonly userid: string }[],
): Promise<store.NoteEnd[]> {
  const all = (state: store.NoteState, code: string | null, later = 0) =>
    group.map(({ note, userid }) => ({
      ...endOf(ctx, note, userid, state, code),
      due_at: new Date(ctx.now.getTime() + later),
    }));
  try {
    const said = await app.post('/cgi-bin/message/send', {
      touser: [...new Set(group.map((each) => each.userid))].join('|'),
      msgtype: 'text',
      agentid: settings.agentId,
      text: { content: text },
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    });
    // Part of them may be unknown there, and it is called a success; they are told in small letters.
    const invalid = new Set(textOf(said['invaliduser']).toLowerCase().split('|'));
    return group.map(({ note, userid }) =>
      invalid.has(userid.toLowerCase())
        ? endOf(ctx, note, userid, 'failed', 'invaliduser')
        : endOf(ctx, note, userid, 'sent', null),
    );
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome.kind === 'throttled') return all('waiting', outcome.code, outcome.retryAfterMs);
    if (outcome.kind === 'transient') return all('waiting', outcome.code, 60_000);
    if (outcome.kind === 'unknown') return all('unknown', outcome.code);
    return all('failed', 'code' in outcome ? outcome.code : outcome.kind);
  }
}

function endOf(
  ctx: Context,
  note: store.NoteRow,
  userid: string | null,
  state: store.NoteState,
  code: string | null,
): store.NoteEnd {
  return { note_id: note.note_id, userid, state, code, due_at: ctx.now, sent_at: state === 'sent' ? ctx.now : null };
}
