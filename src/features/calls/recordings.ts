/** Recordings: fetched from the switch when a call is over, kept for as long as the settings say, read by a recogniser where there is one. */
import { readWav, secondsOf } from '../../engine/sound/index.ts';
import type { Context } from '../../kit/context.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { answerElsewhere } from '../surveys/index.ts';
import type { Line } from './engine.ts';
import { recogniserOf } from './recogniser.ts';
import type { CallSettings } from './contract-settings.ts';
import * as store from './store.ts';
import * as sounds from './store-sounds.ts';

const DAY_MS = 86_400_000;
/** Of the whole call. */
export const WHOLE = 0;

export async function keepRecordings(ctx: Context, line: Line, settings: CallSettings, callId: string): Promise<void> {
  const call = await ctx.tx((tx) => store.findCall(tx, ctx.workspace.id, callId));
  if (!call?.answered_at) return;
  const events = await ctx.tx((tx) => store.findEvents(tx, ctx.workspace.id, callId));
  const left = events.filter(({ what }) => what === 'messageLeft');
  await keep(ctx, line, settings, { callId, record: null, node: null });
  for (const { node, detail } of left) await keep(ctx, line, settings, { callId, record: Number(detail), node });
  // Once all that can be had is there: the first answer that is complete is the one that counts.
  if (settings.recogniser !== 'none') await ctx.tx((tx) => enqueue(tx, ctx, [readLater(callId)]));
}

async function keep(
  ctx: Context,
  line: Line,
  settings: CallSettings,
  { callId, record, node }: { readonly callId: string; readonly record: number | null; readonly node: string | null },
): Promise<void> {
  const sound = await line.fetchRecording(callId, record);
  if (!sound) return;
  const seconds = lengthOf(sound);
  const read = settings.recogniser !== 'none';
  if (seconds > 0)
    await ctx.tx((tx) => {
      const item = {
        callId,
        record: record ?? WHOLE,
        node,
        seconds,
        sound,
        transcript: read ? ('waiting' as const) : ('none' as const),
        expiresAt: new Date(ctx.now.getTime() + settings.recordingDays * DAY_MS),
      };
      return sounds.saveRecording(tx, ctx.workspace.id, item, ctx.now);
    });
  // Kept with us now: the switch keeps none.
  await line.dropRecording(callId, record);
}

function lengthOf(sound: Buffer): number {
  try {
    return secondsOf(readWav(sound));
  } catch {
    return 0;
  }
}

export const READ_TASK = 'calls.read';
/** The last try comes about three minutes after the first. */
export const readLater = (callId: string) => ({
  task: READ_TASK,
  payload: { callId },
  key: `${READ_TASK}:${callId}`,
  attempts: 6,
});

/**
 * What was said in a message is the answer to its question: it comes into the same response, later. A recogniser that fails is asked again; when it has failed
 * for good that is shown, and the rest of the answers is taken.
 */
export async function readRecordings(
  ctx: Context,
  settings: CallSettings,
  callId: string,
  last: boolean,
): Promise<void> {
  const recogniser = recogniserOf(ctx.runtime, settings);
  const workspace = ctx.workspace.id;
  const call = await ctx.tx((tx) => store.findCall(tx, workspace, callId));
  if (!recogniser || !call) return;
  const waiting = (await ctx.tx((tx) => sounds.findRecordings(tx, workspace, callId))).filter(
    (each) => each.transcript_state === 'waiting',
  );
  let failed: string | null = null;
  for (const { record } of waiting) {
    const which = { callId, record };
    const sound = await ctx.tx((tx) => sounds.findSound(tx, workspace, callId, record));
    const read = await heardIn(() => (sound ? recogniser.read(settings, sound, call.locale) : Promise.reject(GONE)));
    if ('why' in read) failed = read.why;
    const said =
      'text' in read
        ? { text: read.text, state: 'done' as const, note: null }
        : { text: null, state: last ? ('failed' as const) : ('waiting' as const), note: read.why };
    await ctx.tx((tx) => sounds.saveTranscript(tx, workspace, which, said));
  }
  if (failed !== null && !last) throw new Error(`a recording was not read: ${failed}`);
  await answerWith(ctx, call);
}

const GONE = new Error('the recording is gone');

async function heardIn(read: () => Promise<string>): Promise<{ readonly text: string } | { readonly why: string }> {
  try {
    return { text: await read() };
  } catch (error) {
    return { why: (error instanceof Error ? error.message : String(error)).slice(0, 200) };
  }
}

export async function answerWith(ctx: Context, call: store.CallRow): Promise<void> {
  const { link_id: linkId, call_id: callId } = call;
  if (linkId === null) return;
  const rows = await ctx.tx((tx) => sounds.findRecordings(tx, ctx.workspace.id, callId));
  // Of a call without messages everything was answered when it ended.
  const events = await ctx.tx((tx) => store.findEvents(tx, ctx.workspace.id, callId));
  const left = events.flatMap(({ what, detail }) => (what === 'messageLeft' ? [Number(detail)] : []));
  if (left.length === 0) return;
  // A provider hands its recordings over one by one.
  const more = left.some((record) => !rows.some((row) => row.record === record && row.transcript_state !== 'waiting'));
  const said: Record<string, string> = {};
  for (const { node: id, transcript } of rows) {
    const node = call.flow?.nodes.find((each) => each.id === id);
    if (transcript && node?.kind === 'record' && node.save) said[node.save.question] = transcript;
  }
  const answers = { ...call.run?.answers, ...said };
  if (Object.keys(answers).length > 0)
    await ctx.tx((tx) => answerElsewhere(tx, ctx, { linkId, answers, via: 'voice', more }));
}
