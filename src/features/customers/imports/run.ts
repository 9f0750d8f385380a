/**
 * The work of an import: batch after batch, each one transaction that writes the rows and how far we are. Killed at any moment it goes
 * on where the last commit was; two processes at it by mistake do not disturb each other, the later one notices and leaves.
 */
import type { Context } from '../../../kit/context.ts';
import { Problem } from '../../../kit/errors.ts';
import { audit } from '../../access/index.ts';
import { type ImportRow, insertErrors, findImport, type ImportState, saveImport } from '../store-imports.ts';
import { rm } from 'node:fs/promises';
import { listAttributes } from '../store-attributes.ts';
import { attributesOfColumns } from './attributes.ts';
import { type Batch, readBatches } from './batches.ts';
import { openFile } from './file.ts';
import { kindOf } from './kinds/index.ts';
import { makePlan, type Plan } from './plan.ts';
import { readColumns } from './columns.ts';

/** Errors that are kept; the rest are only counted. */
export const MOST_ERRORS = 10_000;

export interface RunOptions {
  /** Aborted when the process is asked to stop: the run keeps its place. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (run: ImportRow) => void;
}

/** Returns how it ended; `running` means it was interrupted, or another process has it. Problems with the file end it as `failed`. */
export async function runImport(ctx: Context, importId: string, options: RunOptions = {}): Promise<ImportRow> {
  const run = await begin(ctx, importId);
  if (run.status !== 'running') return run;
  try {
    return await walk(ctx, run, options);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const failure = { code: error.code, values: error.values };
    return change(ctx, importId, (now) => (now.status === 'running' ? { ...now, status: 'failed', failure } : now));
  }
}

async function begin(ctx: Context, importId: string): Promise<ImportRow> {
  return change(ctx, importId, (run) => (run.status === 'waiting' ? { ...run, status: 'running' } : run));
}

/** Reads, changes and writes the run under its lock. */
export async function change(ctx: Context, importId: string, how: (run: ImportRow) => ImportRow): Promise<ImportRow> {
  return ctx.tx(async (tx) => {
    const run = await findImport(tx, ctx.workspace.id, importId, true);
    if (!run) throw new Problem('not_found', { what: importId });
    const next = how(run);
    if (next === run) return run;
    const stamped = { ...next, updated_at: ctx.now };
    await saveImport(tx, ctx.workspace.id, stamped);
    return stamped;
  });
}

async function walk(ctx: Context, run: ImportRow, { signal, onProgress }: RunOptions): Promise<ImportRow> {
  const format = { encoding: run.encoding, delimiter: run.mapping.delimiter, header: run.mapping.header };
  const columns = await readColumns(run.file_path, format);
  const attributes = await ctx.tx((tx) => listAttributes(tx, ctx.workspace.id));
  const plan = makePlan(ctx, run, columns, attributes, attributesOfColumns(columns, attributes));
  const batches = readBatches(await openFile(run.file_path), format, plan, kindOf(run.kind), run.rows_read);
  let now = run;
  try {
    // While the database writes one batch the next is read and checked.
    let next = batches.next();
    for (;;) {
      const { value: batch, done } = await next;
      if (done) return await finish(ctx, now);
      next = batches.next();
      next.catch(() => undefined);
      const committed = await commit(ctx, now, plan, batch);
      if (!committed) return await change(ctx, run.import_id, (row) => row);
      now = committed;
      onProgress?.(now);
      if (signal?.aborted) return now;
    }
  } finally {
    await batches.return(undefined);
  }
}

/** null when the run is no longer ours to go on with: stopped, or taken over. */
async function commit(ctx: Context, expected: ImportRow, plan: Plan, batch: Batch): Promise<ImportRow | null> {
  return ctx.tx(async (tx) => {
    const run = await findImport(tx, ctx.workspace.id, expected.import_id, true);
    if (run?.status !== 'running' || run.rows_read !== expected.rows_read) return null;
    const tally =
      batch.items.length > 0
        ? await kindOf(run.kind).write(tx, ctx, batch.items, plan)
        : { added: 0, same: 0, changed: 0, summary: {} };
    const listed = batch.errors.slice(0, Math.max(0, MOST_ERRORS - run.errors_listed));
    await insertErrors(tx, ctx.workspace.id, run.import_id, listed);
    const next: ImportRow = {
      ...run,
      bytes_read: Math.min(batch.bytesRead, run.file_bytes),
      rows_read: run.rows_read + batch.rows,
      rows_added: run.rows_added + tally.added,
      rows_same: run.rows_same + tally.same,
      rows_changed: run.rows_changed + tally.changed,
      rows_failed: run.rows_failed + batch.failed,
      errors_listed: run.errors_listed + listed.length,
      summary: addUp(run.summary, tally.summary),
      updated_at: new Date(),
    };
    await saveImport(tx, ctx.workspace.id, next);
    return next;
  });
}

function addUp(sum: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>): Record<string, number> {
  const total: Record<string, number> = { ...sum };
  for (const [key, value] of Object.entries(more)) total[key] = Math.round(((total[key] ?? 0) + value) * 100) / 100;
  return total;
}

async function finish(ctx: Context, run: ImportRow): Promise<ImportRow> {
  const status: ImportState = 'done';
  const done = await change(ctx, run.import_id, (now) =>
    now.status === 'running' && now.rows_read === run.rows_read ? { ...now, status, bytes_read: now.file_bytes } : now,
  );
  if (done.status !== 'done') return done;
  const { import_id, kind, rows_read, rows_added, rows_failed } = done;
  await ctx.tx((tx) =>
    audit(tx, ctx, {
      action: 'import.done',
      entity: 'import',
      entityId: import_id,
      detail: { kind, rows_read, rows_added, rows_failed },
    }),
  );
  // Its rows are in; the file holds personal data and is not kept.
  if (done.uploaded) await rm(done.file_path, { force: true });
  return done;
}
