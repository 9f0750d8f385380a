/** Reading answers by the company's own metrics: as they come in, and the whole history when a definition is new. */
import { on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { enqueue } from '../../kit/jobs/enqueue.ts';
import { job } from '../../kit/jobs/job.ts';
import { responded, responseCorrected } from '../forms/index.ts';
import { compileAudience, requireSegment } from '../segments/index.ts';
import { askingsOf } from './asked.ts';
import type { OwnDefinition } from './contract-own-definition.ts';
import { sourcesOf } from './decide-own.ts';
import { listForms, listOwnRows, lockRun, type OwnRow, type OwnVersionRow, saveRun } from './store-own.ts';
import { countResponses, type Reader, readPage, responsesAfter } from './store-own-readings.ts';
import { touchpointsOf } from './touchpoints.ts';

/** Everything a definition needs to read: its places in the forms there are, its segments as they are now. */
export async function readerOf(tx: Tx, ctx: Context, definition: OwnDefinition): Promise<Reader> {
  const forms = await listForms(
    tx,
    ctx.workspace.id,
    definition.bind.map(({ question }) => question),
  );
  const sources = sourcesOf(definition, forms, await allowedPlaybooks(tx, ctx, definition));
  const segments: Reader['segments'][number][] = [];
  for (const id of definition.exclude.segments) {
    const condition = await conditionOf(tx, ctx, id);
    // A segment that is gone leaves nobody out.
    if (condition === null) continue;
    const { where } = await compileAudience(tx, ctx, {
      condition,
      consent: null,
    });
    segments.push(where);
  }
  return { workspace: ctx.workspace.id, zone: ctx.workspace.zone, definition, sources, segments };
}

async function conditionOf(tx: Tx, ctx: Context, id: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const { condition } = await requireSegment(tx, ctx, id);
    return condition as unknown as Readonly<Record<string, unknown>>;
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'not_found') return null;
    throw problem;
  }
}

/** null: any. */
async function allowedPlaybooks(
  tx: Tx,
  ctx: Context,
  { touchpoint }: OwnDefinition,
): Promise<ReadonlySet<string> | null> {
  const { events, playbooks } = touchpoint;
  if (events.length === 0) return playbooks.length === 0 ? null : new Set(playbooks);
  const started = (await touchpointsOf(tx, ctx)).flatMap(({ playbook, event }) =>
    event !== null && events.includes(event) ? [playbook] : [],
  );
  return new Set(playbooks.length === 0 ? started : started.filter((one) => playbooks.includes(one)));
}

type Items = { readonly items: readonly { readonly responseId: string }[] };

/** Of all versions, newest first, those that read these responses. */
const reading = (reads: (row: OwnRow, rows: readonly OwnRow[]) => boolean) => ({
  select: async (_tx: Tx, _ctx: Context, { items }: Items) =>
    items.length > 0 ? items.map((item) => item.responseId) : null,
  handle: (ctx: Context, ids: readonly string[]) =>
    ctx.tx(async (tx) => {
      const rows = await listOwnRows(tx, ctx.workspace.id);
      const live = rows.filter((row) => row.archived_at === null && reads(row, rows));
      if (live.length === 0) return;
      const askings = [...(await askingsOf(tx, ctx, ids)).values()];
      for (const row of live) {
        const reader = await readerOf(tx, ctx, row.definition);
        if (reader.sources.length > 0) await readPage(tx, reader, row, ids, askings);
      }
    }),
});

/**
 * By the newest version, and until it has read all history also by the one that gives the figures meanwhile: those stay up to date, and the change
 * from one to the other is made at once. What still older ones gave stays as it stood.
 */
export const readOwn = on<Items, readonly string[]>(responded, 'metrics.readOwn', reading(isLive));
/** A page read anew leaves nothing of what was read before; what is corrected is so in every version that gave a figure. */
export const rereadOwn = on<Items, readonly string[]>(
  responseCorrected,
  'metrics.rereadOwn',
  reading((row) => row.version === row.current || row.read_at !== null),
);

/** `rows`: newest version first. */
function isLive(row: OwnRow, rows: readonly OwnRow[]): boolean {
  if (row.version === row.current) return true;
  const [newestRead] = rows.filter(({ metric, read_at }) => metric === row.metric && read_at !== null);
  return newestRead?.version === row.version;
}

const RUN = 'metrics.ownRun';
/** Responses per step: each is the same few statements. */
export const PAGE = 2000;

/** Reads all history by a version. A run takes the place of an unfinished one; its jobs find another id in the row and end. */
export async function startOwnRun(tx: Tx, ctx: Context, { metric, version, definition }: OwnVersionRow): Promise<void> {
  const { sources } = await readerOf(tx, ctx, definition);
  const runId = newId('own', ctx.now.getTime());
  await saveRun(tx, ctx.workspace.id, {
    metric,
    version,
    run_id: runId,
    after_response: '',
    done: 0,
    total: await countResponses(tx, ctx.workspace.id, sources),
    started_at: ctx.now,
    finished_at: null,
  });
  await next(tx, ctx, { metric, version, runId });
}

interface Step {
  readonly metric: string;
  readonly version: number;
  readonly runId: string;
}

async function next(tx: Tx, ctx: Context, step: Step): Promise<void> {
  // Each page is caused by the definition, not by the page before it: the loop guard counts no walk.
  await enqueue(tx, { ...ctx, depth: 0 }, [
    { task: RUN, payload: step, key: `${RUN}:${ctx.workspace.id}:${step.metric}:${step.version}:${step.runId}` },
  ]);
}

/** One page and the place reached in one transaction: killed in the middle it begins the page again, done twice it changes nothing. */
export const ownRun = job<Step>(RUN, (ctx, step) =>
  ctx.tx(async (tx) => {
    const { metric, version, runId } = step;
    const workspace = ctx.workspace.id;
    const run = await lockRun(tx, workspace, metric, version);
    if (run?.run_id !== runId || run.finished_at) return;
    const row = (await listOwnRows(tx, workspace, metric)).find((one) => one.version === version);
    if (!row) return;
    const reader = await readerOf(tx, ctx, row.definition);
    const ids = await responsesAfter(tx, workspace, reader.sources, run.after_response, PAGE);
    if (ids.length > 0)
      await readPage(tx, reader, { metric, version }, ids, [...(await askingsOf(tx, ctx, ids)).values()]);
    const last = ids.length < PAGE;
    const done = run.done + ids.length;
    await saveRun(tx, workspace, {
      ...run,
      after_response: ids.at(-1) ?? run.after_response,
      done,
      total: Math.max(run.total, done),
      finished_at: last ? ctx.now : null,
    });
    if (!last) await next(tx, ctx, step);
  }),
);
