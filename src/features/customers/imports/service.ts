/** Uploading, looking, starting, stopping: what the API and the command line share. */
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { Context } from '../../../kit/context.ts';
import { Problem } from '../../../kit/errors.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { audit } from '../../access/index.ts';
import type { ImportKind, ImportMapping, ImportPreview } from '../contract-imports.ts';
import * as store from '../store-imports.ts';
import { defineAttributes } from './attributes.ts';
import { firstBytes } from './columns.ts';
import { openFile, sizeOf } from './file.ts';
import { guessMapping } from './guess.ts';
import { type Inspection, inspectFile } from './inspect.ts';
import { checkMapping } from './plan.ts';
import { change, type RunOptions, runImport } from './run.ts';
import { type FormatWish, type Head, readHead } from './table.ts';

/** Bytes of one uploaded file. */
export const MOST_BYTES = 1024 ** 3;
export const IMPORT_JOB = 'customers.import';
const PREVIEW_ROWS = 20;
const PREVIEW_CELL = 200;

type Mapping = z.output<typeof ImportMapping>;

export interface Uploaded {
  readonly run: store.ImportRow;
  readonly preview: ImportPreview;
}

/** Keeps the stream as a file under the installation's home and looks it through. */
export async function upload(ctx: Context, kind: ImportKind, fileName: string, body: Readable): Promise<Uploaded> {
  const importId = newId('imp');
  const folder = join(ctx.runtime.home, 'uploads', ctx.workspace.id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, importId);
  try {
    await pipeline(body, limited, createWriteStream(path, { mode: 0o600 }));
    const { run, preview } = await prepare(ctx, { importId, kind, fileName, path, uploaded: true });
    await ctx.tx((tx) => store.insertImport(tx, ctx.workspace.id, run));
    return { run, preview };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function* limited(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > MOST_BYTES) throw new Problem('too_large', { limit: '1 GiB' });
    yield chunk;
  }
}

interface NewFile {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly path: string;
  readonly uploaded: boolean;
}

async function prepare(ctx: Context, { importId, kind, fileName, path, uploaded }: NewFile) {
  const inspection = await inspectFile(path);
  const head = readHead(inspection);
  const run: store.ImportRow = {
    import_id: importId,
    kind,
    file_name: fileName
      .replaceAll('\0', '')
      .replace(/\p{Surrogate}/gu, '')
      .slice(0, 200),
    file_path: path,
    file_bytes: await sizeOf(path),
    encoding: head.format.encoding,
    uploaded,
    mapping: { columns: {}, rest: 'keep', delimiter: head.format.delimiter, header: head.format.header },
    status: 'uploaded',
    bytes_read: 0,
    rows_read: 0,
    rows_added: 0,
    rows_same: 0,
    rows_changed: 0,
    rows_failed: 0,
    errors_listed: 0,
    summary: { lines: Math.max(0, inspection.lines - (head.format.header ? 1 : 0)) },
    failure: null,
    started_by: ctx.actor.name,
    created_at: ctx.now,
    updated_at: ctx.now,
  };
  return { run, head, preview: toPreview(run, head, ctx) };
}

function toPreview(run: store.ImportRow, head: Head, ctx: Context): ImportPreview {
  const { columns, rows, format } = head;
  const warnings: string[] = [];
  if (format.encoding === 'gb18030')
    warnings.push(ctx.locale === 'zh' ? '按 GBK/GB18030 编码读取' : 'Read as GBK/GB18030');
  if (columns.length === 1)
    warnings.push(
      ctx.locale === 'zh' ? '只识别出一列，请检查分隔符' : 'Only one column was found; check the delimiter',
    );
  return {
    encoding: format.encoding,
    delimiter: format.delimiter,
    header: format.header,
    columns: [...columns],
    rows: rows.slice(0, PREVIEW_ROWS).map((row) => row.map((cell) => cell.slice(0, PREVIEW_CELL))),
    guess: guessMapping(run.kind, columns, rows),
    lines: run.summary['lines'] ?? 0,
    warnings,
  };
}

export async function requireImport(ctx: Context, id: string): Promise<store.ImportRow> {
  const run = id.includes('\0') ? null : await ctx.tx((tx) => store.findImport(tx, ctx.workspace.id, id));
  if (!run) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '导入' : 'import' });
  return run;
}

async function headOf(run: store.ImportRow, wish: FormatWish): Promise<Head> {
  const head = await firstBytes(await openFile(run.file_path));
  const inspection: Inspection = { encoding: run.encoding, lines: 0, head };
  return readHead(inspection, wish);
}

export async function preview(ctx: Context, id: string, wish: FormatWish): Promise<ImportPreview> {
  const run = await requireImport(ctx, id);
  return toPreview(run, await headOf(run, wish), ctx);
}

/** Starts a run, or lets a stopped or failed one go on; with another mapping it begins anew (rows that are in already count as the same). */
export async function start(ctx: Context, id: string, mapping: Mapping): Promise<store.ImportRow> {
  const run = await requireImport(ctx, id);
  if (!['uploaded', 'stopped', 'failed'].includes(run.status)) throw new Problem('conflict', { what: run.status });
  const next = await accept(ctx, run, mapping);
  return ctx.tx(async (tx) => {
    const now = await store.findImport(tx, ctx.workspace.id, id, true);
    if (now?.status !== run.status) throw new Problem('conflict', { what: now?.status ?? '' });
    await begin(ctx, tx, now, next);
    await enqueue(tx, ctx, [{ task: IMPORT_JOB, payload: { importId: id }, key: `${IMPORT_JOB}:${id}` }]);
    return next;
  });
}

type Tx = Parameters<Parameters<Context['tx']>[0]>[0];

async function accept(ctx: Context, run: store.ImportRow, mapping: Mapping): Promise<store.ImportRow> {
  const old = run.mapping;
  const wish = {
    encoding: mapping.encoding ?? run.encoding,
    delimiter: mapping.delimiter ?? old.delimiter,
    header: mapping.header ?? old.header,
  };
  const { columns, format } = await headOf(run, wish);
  checkMapping(ctx, run.kind, mapping.columns, columns);
  const stored = { columns: mapping.columns, rest: mapping.rest, delimiter: format.delimiter, header: format.header };
  const same =
    run.rows_read > 0 &&
    run.encoding === format.encoding &&
    JSON.stringify(sorted(stored)) === JSON.stringify(sorted(old));
  const counts = same
    ? {}
    : {
        bytes_read: 0,
        rows_read: 0,
        rows_added: 0,
        rows_same: 0,
        rows_changed: 0,
        rows_failed: 0,
        errors_listed: 0,
        summary: { lines: run.summary['lines'] ?? 0 },
      };
  return {
    ...run,
    ...counts,
    encoding: format.encoding,
    mapping: stored,
    status: 'waiting',
    failure: null,
    updated_at: ctx.now,
  };
}

function sorted(mapping: store.StoredMapping) {
  return [mapping.rest, mapping.delimiter, mapping.header, Object.entries(mapping.columns).sort()];
}

async function begin(ctx: Context, tx: Tx, before: store.ImportRow, next: store.ImportRow): Promise<void> {
  if (next.rows_read === 0) await store.deleteErrors(tx, ctx.workspace.id, next.import_id);
  if (next.kind === 'customers' && next.mapping.rest === 'keep') {
    const { columns } = await headOf(before, {
      encoding: next.encoding,
      delimiter: next.mapping.delimiter,
      header: next.mapping.header,
    });
    const used = Object.values(next.mapping.columns);
    await defineAttributes(
      tx,
      ctx,
      columns.filter((column) => !used.includes(column)),
    );
  }
  await store.saveImport(tx, ctx.workspace.id, next);
  const { import_id, kind, file_name, mapping } = next;
  await audit(tx, ctx, {
    action: 'import.started',
    entity: 'import',
    entityId: import_id,
    detail: { kind, file_name, columns: mapping.columns },
  });
}

export async function stop(ctx: Context, id: string): Promise<store.ImportRow> {
  await requireImport(ctx, id);
  return change(ctx, id, (run) =>
    run.status === 'waiting' || run.status === 'running' ? { ...run, status: 'stopped' } : run,
  );
}

export interface FileImport {
  readonly kind: ImportKind;
  readonly path: string;
  /** Field to column; guessed from the header when left out. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly rest?: 'keep' | 'drop';
}

/**
 * Imports a file where it lies, in this process, to its end: the command line. The same command after a kill goes on with the run it
 * left unfinished.
 */
export async function importFile(ctx: Context, file: FileImport, options: RunOptions = {}): Promise<store.ImportRow> {
  const path = resolve(file.path);
  const left = await ctx.tx((tx) => store.findUnfinished(tx, ctx.workspace.id, path, file.kind));
  const importId = newId('imp');
  const { run, preview: shown } = await prepare(ctx, {
    importId,
    kind: file.kind,
    fileName: path,
    path,
    uploaded: false,
  });
  const guessed = Object.fromEntries(shown.guess.map((each) => [each.field, each.column]));
  const mapping = { columns: { ...(file.columns ?? guessed) }, rest: file.rest ?? 'keep' };
  const next = await accept(ctx, run, mapping);
  if (
    left &&
    left.file_bytes === run.file_bytes &&
    JSON.stringify(sorted(left.mapping)) === JSON.stringify(sorted(next.mapping))
  ) {
    await change(ctx, left.import_id, (now) => ({ ...now, status: 'running' }));
    return runImport(ctx, left.import_id, options);
  }
  await ctx.tx(async (tx) => {
    await store.insertImport(tx, ctx.workspace.id, run);
    await begin(ctx, tx, run, next);
  });
  return runImport(ctx, importId, options);
}
