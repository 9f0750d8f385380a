/** Responses become readings: live as they come in, and all of them anew when asked. */
import { on, publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { type Asking, askingsOf } from './asked.ts';
import { findForm, findResponses, type FoundResponse, responded, responseCorrected } from '../forms/index.ts';
import { type Score, scoresIn } from './decide-readings.ts';
import { readingsTaken } from './events.ts';
import {
  forgetReadings,
  forgetReadingsOf,
  insertReadings,
  type NewReading,
  saveDimensions,
  settleCounts,
} from './store.ts';
import { monthOf } from './versions.ts';

export const readResponses = on<{ items: readonly { responseId: string }[] }, readonly string[]>(
  responded,
  'metrics.read',
  {
    select: async (_tx, _ctx, { items }) => (items.length > 0 ? items.map((item) => item.responseId) : null),
    handle: (ctx, ids) =>
      ctx.tx(async (tx) => {
        const customers = await read(tx, ctx, await responsesOf(tx, ctx, ids));
        if (customers.length > 0) await publish(tx, ctx, readingsTaken, { customers });
      }),
  },
);

/** What was counted of them leaves the counts, in whatever months it stood; what they say now enters. Twice is as once. */
export const rereadResponses = on<{ items: readonly { responseId: string }[] }, readonly string[]>(
  responseCorrected,
  'metrics.reread',
  {
    select: async (_tx, _ctx, { items }) => items.map((item) => item.responseId),
    handle: (ctx, ids) =>
      ctx.tx(async (tx) => {
        const gone = await forgetReadingsOf(tx, ctx.workspace.id, ids);
        const customers = await read(tx, ctx, await responsesOf(tx, ctx, ids));
        const before = gone.map((one) => one.customer_id);
        const months = gone.map((one) => one.month);
        // Where nothing of it is left, the answer before it counts again.
        await settleCounts(tx, ctx.workspace.id, before, months);
        const all = [...new Set([...before, ...customers])];
        if (all.length > 0) await publish(tx, ctx, readingsTaken, { customers: all, corrected: true });
      }),
  },
);

function responsesOf(tx: Tx, ctx: Context, responseIds: readonly string[]): Promise<FoundResponse[]> {
  return findResponses(tx, ctx, { responseIds, complete: true, limit: responseIds.length });
}

/** Returns whose readings they are. */
async function read(tx: Tx, ctx: Context, responses: readonly FoundResponse[]): Promise<string[]> {
  const scored: { response: FoundResponse; score: Score }[] = [];
  for (const response of responses) {
    const { playbook, version, form_key: form } = response;
    const definition = await findForm(tx, ctx, { playbook, version, form });
    if (definition) for (const score of scoresIn(definition, response.answers)) scored.push({ response, score });
  }
  if (scored.length === 0) return [];
  const workspace = ctx.workspace.id;
  const askings = await askingsOf(tx, ctx, [...new Set(scored.map(({ response }) => response.response_id))]);
  await saveDimensions(tx, workspace, dimensionsOf(scored.map(({ score }) => score)));
  const readings = scored.map(({ response, score }) =>
    toReading(ctx, response, score, askings.get(response.response_id)),
  );
  // A second run finds them written; whether they are counted is settled all the same.
  await insertReadings(tx, workspace, readings);
  await settleCounts(
    tx,
    workspace,
    readings.map((reading) => reading.customer_id),
    readings.map((reading) => reading.month),
  );
  return [...new Set(readings.map((reading) => reading.customer_id))];
}

function toReading(
  ctx: Context,
  response: FoundResponse,
  { metric, dimension, score }: Score,
  asking: Asking | undefined,
): NewReading {
  const at = response.completed_at ?? response.updated_at;
  return {
    response_id: response.response_id,
    metric,
    dimension,
    score,
    customer_id: response.customer_id,
    playbook: response.playbook,
    form_key: response.form_key,
    version: response.version,
    epoch: response.epoch ?? 0,
    channel: response.channel ?? '',
    via: response.via,
    month: monthOf(ctx, at),
    answered_at: at,
    share: asking?.share ?? 1,
  };
}

function dimensionsOf(scores: readonly Score[]) {
  const found = new Map<string, { metric: string; dimension: string; name_zh: string; name_en: string }>();
  for (const { metric, dimension, name } of scores)
    if (name) found.set(`${metric} ${dimension}`, { metric, dimension, name_zh: name.zh, name_en: name.en });
  return [...found.values()];
}

const REBUILD = 'metrics.rebuild';
const PAGE = 500;

/** Forgets all readings and reads the responses anew, newest first, page by page; responses that come in meanwhile are read as ever. */
export const rebuild = job<{ after: { at: string; id: string } | null }>(REBUILD, async (ctx, { after }) => {
  await ctx.tx(async (tx) => {
    if (after === null) await forgetReadings(tx, ctx.workspace.id);
    const place = after ? { at: new Date(after.at), id: after.id } : null;
    const responses = await findResponses(tx, ctx, { complete: true, after: place, limit: PAGE });
    await read(tx, ctx, responses);
    const last = responses.length === PAGE ? responses.at(-1) : undefined;
    if (last) {
      const next = { at: last.updated_at.toISOString(), id: last.response_id };
      await enqueue(tx, ctx, [{ task: REBUILD, payload: { after: next }, key: `${REBUILD}:${ctx.workspace.id}` }]);
    } else await publish(tx, ctx, readingsTaken, { customers: null });
  });
});

export async function startRebuild(tx: Tx, ctx: Context): Promise<void> {
  await enqueue(tx, ctx, [{ task: REBUILD, payload: { after: null }, key: `${REBUILD}:${ctx.workspace.id}` }]);
}
