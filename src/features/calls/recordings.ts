/** Recordings: fetched from the switch when a call is over, kept for as long as the settings say, read by a recogniser where there is one. */
import { readWav, secondsOf } from '../../engine/sound/index.ts';
import type { Context } from '../../kit/context.ts';
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
  await transcribe(ctx, settings, call);
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
  if (seconds > 0)
    await ctx.tx((tx) =>
      sounds.saveRecording(
        tx,
        ctx.workspace.id,
        {
          callId,
          record: record ?? WHOLE,
          node,
          seconds,
          sound,
          transcript: settings.recogniser === 'none' ? 'none' : 'waiting',
          expiresAt: new Date(ctx.now.getTime() + settings.recordingDays * DAY_MS),
        },
        ctx.now,
      ),
    );
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

/** What was said in a message is the answer to its question: it comes into the same response, later. */
async function transcribe(ctx: Context, settings: CallSettings, call: store.CallRow): Promise<void> {
  const recogniser = recogniserOf(ctx.runtime, settings);
  if (!recogniser) return;
  const workspace = ctx.workspace.id;
  const rows = await ctx.tx((tx) => sounds.findRecordings(tx, workspace, call.call_id));
  const said: Record<string, string> = {};
  for (const row of rows.filter((each) => each.transcript_state === 'waiting')) {
    const which = { callId: call.call_id, record: row.record };
    const sound = await ctx.tx((tx) => sounds.findSound(tx, workspace, call.call_id, row.record));
    const text = sound ? await recogniser.read(settings, sound, call.locale).catch(() => null) : null;
    await ctx.tx((tx) =>
      sounds.saveTranscript(tx, workspace, which, { text, state: text === null ? 'failed' : 'done' }),
    );
    const node = call.flow?.nodes.find(({ id }) => id === row.node);
    if (text && node?.kind === 'record' && node.save) said[node.save.question] = text;
  }
  const { link_id: linkId } = call;
  if (linkId === null || Object.keys(said).length === 0) return;
  const answers = { ...call.run?.answers, ...said };
  await ctx.tx((tx) => answerElsewhere(tx, ctx, { linkId, answers, via: 'voice' }));
}
