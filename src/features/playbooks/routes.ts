import type { EnrolmentFilter } from '../experiments/index.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { requireCustomer } from '../customers/index.ts';
import * as contract from './contract.ts';
import { detail, explainEnrolments, pathOf, summarise } from './describe.ts';
import { disablePlaybook, enablePlaybook, importPlaybook, requirePlaybook } from './service.ts';
import { currentEpoch } from '../experiments/index.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(contract.listPlaybooks, ({ ctx }) =>
    ctx.tx(async (tx) => {
      const playbooks = [];
      for (const playbook of await store.listPlaybooks(tx, ctx.workspace.id))
        playbooks.push(await summarise(tx, ctx, playbook));
      return { playbooks };
    }),
  ),
  route(contract.getPlaybook, ({ params, ctx, locale }) =>
    ctx.tx(async (tx) => detail(tx, ctx, await requirePlaybook(tx, ctx, params.playbook), locale)),
  ),
  route(contract.getPlaybookPath, ({ params, ctx }) =>
    ctx.tx(async (tx) => pathOf(tx, ctx, await requirePlaybook(tx, ctx, params.playbook))),
  ),
  route(contract.importPlaybook, ({ body, ctx }) =>
    ctx.tx(async (tx) =>
      summarise(tx, ctx, await importPlaybook(tx, ctx, body.definition, body.note, { base: body.base })),
    ),
  ),
  route(contract.enablePlaybook, ({ params, body, ctx }) =>
    ctx.tx(async (tx) => summarise(tx, ctx, await enablePlaybook(tx, ctx, params.playbook, body))),
  ),
  route(contract.disablePlaybook, ({ params, ctx }) =>
    ctx.tx(async (tx) => summarise(tx, ctx, await disablePlaybook(tx, ctx, params.playbook))),
  ),
  route(contract.listEnrolments, ({ params, query, ctx, locale }) =>
    ctx.tx(async (tx) => {
      await requirePlaybook(tx, ctx, params.playbook);
      const { arm, stratum, cursor, limit } = query;
      const filter: EnrolmentFilter = {
        subject: params.playbook,
        epoch: query.epoch ?? (await currentEpoch(tx, ctx, params.playbook))?.epoch ?? 1,
        limit: limit + 1,
        ...(arm ? { arm } : {}),
        ...(stratum === undefined ? {} : { segment: stratum }),
        ...(cursor ? { after: readCursor(cursor) } : {}),
      };
      const found = await explainEnrolments(tx, ctx, filter, locale);
      const enrolments = found.slice(0, limit);
      const last = enrolments.at(-1);
      return { enrolments, next: found.length > limit && last ? writeCursor(last.enteredAt, last.customerId) : null };
    }),
  ),
  route(contract.listCustomerEnrolments, ({ params, ctx, locale }) =>
    ctx.tx(async (tx) => {
      await requireCustomer(tx, ctx, params.customer);
      return { enrolments: await explainEnrolments(tx, ctx, { customer: params.customer, limit: 100 }, locale) };
    }),
  ),
];

function writeCursor(at: string, customer: string): string {
  return Buffer.from(JSON.stringify([at, customer])).toString('base64url');
}

/** A cursor that was tampered with starts from the beginning. */
function readCursor(cursor: string): { at: string; customer: string } {
  try {
    const [at, customer] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string];
    return { at: new Date(at).toISOString(), customer: String(customer) };
  } catch {
    return { at: '9999-01-01T00:00:00.000Z', customer: '' };
  }
}
