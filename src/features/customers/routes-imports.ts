import { Readable } from 'node:stream';
import type { Context } from '../../kit/context.ts';
import { fill } from '../../kit/errors.ts';
import { type Route, route } from '../../kit/http/route.ts';
import * as contract from './contract-imports.ts';
import { csvLine, csvStream } from './csv.ts';
import { wordsOfFlaw } from './imports/flaws.ts';
import { MOST_ERRORS } from './imports/run.ts';
import * as imports from './imports/service.ts';
import { sendCsv } from './csv.ts';
import { findErrors, type ImportRow, listImports, type RowError } from './store-imports.ts';

export const importRoutes: readonly Route[] = [
  route(contract.uploadImport, async ({ ctx, query, request }) => {
    const body = request.body instanceof Readable ? request.body : Readable.from([]);
    const { run, preview } = await imports.upload(ctx, query.kind, query.fileName, body);
    return { run: toRun(ctx, run), preview };
  }),
  route(contract.listImports, async ({ ctx }) => ({
    items: (await ctx.tx((tx) => listImports(tx, ctx.workspace.id, 50))).map((run) => toRun(ctx, run)),
  })),
  route(contract.getImport, async ({ ctx, params }) => toRun(ctx, await imports.requireImport(ctx, params.id))),
  route(contract.previewImport, ({ ctx, params, query }) => {
    const { encoding, delimiter, header } = query;
    return imports.preview(ctx, params.id, { encoding, delimiter, header: header && header === 'true' });
  }),
  route(contract.startImport, async ({ ctx, params, body }) => toRun(ctx, await imports.start(ctx, params.id, body))),
  route(contract.stopImport, async ({ ctx, params }) => toRun(ctx, await imports.stop(ctx, params.id))),
  route(contract.listImportErrors, async ({ ctx, params }) => ({ items: await errorsOf(ctx, params.id, 200) })),
  route(contract.downloadImportErrors, async ({ ctx, params, reply }) => {
    const errors = await errorsOf(ctx, params.id, MOST_ERRORS);
    async function* lines() {
      for (const { row, field, message, code, line } of errors) yield csvLine([row, field, message, code, line]);
    }
    const header =
      ctx.locale === 'zh' ? ['行', '字段', '问题', '代码', '原文'] : ['row', 'field', 'problem', 'code', 'line'];
    return sendCsv(reply, 'errors.csv', csvStream(header, lines()));
  }),
];

async function errorsOf(ctx: Context, id: string, most: number) {
  await imports.requireImport(ctx, id);
  const rows = await ctx.tx((tx) => findErrors(tx, ctx.workspace.id, id, most));
  return rows.map((row) => ({
    row: row.row_number,
    field: row.field,
    code: row.code,
    message: messageOf(ctx, row),
    line: row.line,
  }));
}

function messageOf(ctx: Context, { code, message: value }: RowError): string {
  const words = wordsOfFlaw(code)[ctx.locale];
  if (value === '') return words;
  return ctx.locale === 'zh' ? `${words}：「${value}」` : `${words}: “${value}”`;
}

export function toRun(ctx: Context, row: ImportRow): contract.ImportRun {
  const failure = row.failure && ctx.runtime.errors.get(row.failure.code);
  const { lines: _lines, ...summary } = row.summary;
  return {
    importId: row.import_id,
    kind: row.kind,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    bytesRead: row.bytes_read,
    encoding: row.encoding,
    status: row.status,
    rowsRead: row.rows_read,
    rowsAdded: row.rows_added,
    rowsSame: row.rows_same,
    rowsChanged: row.rows_changed,
    rowsFailed: row.rows_failed,
    errorsListed: row.errors_listed,
    summary,
    failure: row.failure && failure ? fill(failure.words[ctx.locale], row.failure.values) : null,
    mapping: { ...row.mapping.columns },
    startedBy: row.started_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
