/** Reading forms and responses for people. */
import type { Readable } from 'node:stream';
import { columnsOf, type Form, sayAnswers } from '../../engine/forms/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { csvLine, csvStream, maskedWords, noteListed, noteViewed } from '../customers/index.ts';
import { readCursor, writeCursor } from '../events/index.ts';
import type { FormDetail } from './contract.ts';
import type { ResponseItem, ResponseQuery } from './contract-responses.ts';
import { conditionsOf, toItems, toSummary } from './present.ts';
import { requireForm } from './service.ts';
import * as store from './store.ts';
import { findResponses, type FoundResponse, type ResponseFilter } from './store-responses.ts';

export function listForms(ctx: Context) {
  return ctx.tx(async (tx) => ({ items: (await store.listForms(tx, ctx.workspace.id)).map(toSummary) }));
}

export function getForm(ctx: Context, playbook: string, form: string, asked?: number): Promise<FormDetail> {
  return ctx.tx(async (tx) => {
    const versions = await versionsOf(tx, ctx, playbook, form);
    const version = asked ?? versions[0]?.version ?? 1;
    const { form: definition } = await requireForm(tx, ctx, { playbook, version, form });
    const [newest] = await findResponses(tx, ctx, { playbook, form, limit: 1 });
    return {
      playbook,
      form,
      title: definition.title,
      version,
      questions: definition.questions.length,
      complete: versions.reduce((sum, each) => sum + each.complete, 0),
      partial: versions.reduce((sum, each) => sum + each.partial, 0),
      lastAt: newest?.updated_at.toISOString() ?? null,
      definition,
      versions: versions.map(({ created_at, ...rest }) => ({ ...rest, createdAt: created_at.toISOString() })),
      conditions: conditionsOf(definition),
    };
  });
}

async function versionsOf(tx: Tx, ctx: Context, playbook: string, form: string): Promise<store.VersionRow[]> {
  const versions = await store.listVersions(tx, ctx.workspace.id, playbook, form);
  if (versions.length === 0)
    throw new Problem('not_found', { what: ctx.locale === 'zh' ? `表单 ${form}` : `form ${form}` });
  return versions;
}

export async function newestVersion(tx: Tx, ctx: Context, playbook: string, form: string): Promise<number> {
  return (await versionsOf(tx, ctx, playbook, form))[0]?.version ?? 1;
}

function filterOf(query: ResponseQuery): Omit<ResponseFilter, 'limit'> {
  const { customer, state, score, from, to, ...rest } = query;
  return {
    ...rest,
    customerId: customer,
    complete: state === undefined ? undefined : state !== 'partial',
    corrected: state === 'corrected',
    low: score === 'low',
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

export function listResponses(
  ctx: Context,
  { cursor, limit, ...query }: ResponseQuery & { cursor?: string | undefined; limit: number },
): Promise<{ items: ResponseItem[]; next: string | null }> {
  return ctx.tx(async (tx) => {
    const after = cursor ? readCursor(cursor) : null;
    const rows = await findResponses(tx, ctx, { ...filterOf(query), after, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    await noteListed(tx, ctx, 'responses', shown.length);
    return { items: await toItems(tx, ctx, shown), next: last ? writeCursor(last.updated_at, last.response_id) : null };
  });
}

export function getResponse(ctx: Context, responseId: string): Promise<ResponseItem> {
  return ctx.tx(async (tx) => {
    const found = await findResponses(tx, ctx, { responseIds: [responseId], limit: 1 });
    await noteViewed(
      tx,
      ctx,
      found.map(({ customer_id, customer_external: external_id }) => ({ customer_id, external_id })),
    );
    const [item] = await toItems(tx, ctx, found);
    if (!item) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '答卷' : 'response' });
    return item;
  });
}

const PAGE = 1000;

/** One line per response, one column per question of the newest version; answers of older versions stand in the columns they share. */
export async function exportResponses(
  ctx: Context,
  playbook: string,
  form: string,
  query: ResponseQuery,
): Promise<Readable> {
  const definition = await ctx.tx(async (tx) => {
    const version = query.version ?? (await newestVersion(tx, ctx, playbook, form));
    await audit(tx, ctx, { action: 'forms.exported', entity: 'form', entityId: form, detail: { playbook } });
    return (await requireForm(tx, ctx, { playbook, version, form })).form;
  });
  const columns = columnsOf(definition);
  const fixed = [
    'response',
    'customer',
    'customer_name',
    'version',
    'via',
    'state',
    'started_at',
    'updated_at',
    'csat',
    'nps',
    'intent',
  ];
  async function* pages(): AsyncGenerator<string> {
    for (let after: ResponseFilter['after'] = null; ; ) {
      const place: ResponseFilter['after'] = after;
      const rows: FoundResponse[] = await ctx.tx((tx) =>
        findResponses(tx, ctx, { ...filterOf(query), playbook, form, after: place, limit: PAGE }),
      );
      const last = rows.at(-1);
      if (!last) return;
      after = { at: last.updated_at, id: last.response_id };
      yield rows.map((row) => lineOf(row, definition, columns, ctx)).join('');
    }
  }
  return csvStream([...fixed, ...columns.map(({ title }) => title[ctx.locale])], pages());
}

function lineOf(row: FoundResponse, form: Form, columns: ReturnType<typeof columnsOf>, ctx: Context): string {
  const said = new Map(sayAnswers(form, row.answers).map((each) => [each.question, each]));
  return csvLine([
    row.response_id,
    row.customer_external,
    row.customer_name,
    row.version,
    row.via,
    row.completed_at ? 'complete' : 'partial',
    row.started_at.toISOString(),
    row.updated_at.toISOString(),
    row.csat,
    row.nps,
    row.intent,
    ...columns.map(({ key }) => said.get(key)?.score ?? maskedWords(ctx, said.get(key)?.value[ctx.locale]) ?? null),
  ]);
}
