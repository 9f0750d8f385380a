import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Board } from './contract.ts';
import { addMonths, figureOf, trendOf } from './figures.ts';
import { distinctOf } from './store.ts';
import { metricsOf, monthOf, versionFor } from './versions.ts';

/** Everything the page of metrics shows, in one answer. */
export async function boardOf(
  tx: Tx,
  ctx: Context,
  question: { playbook?: string | undefined; channel?: string | undefined; months: number },
) {
  const to = monthOf(ctx, ctx.now);
  const from = addMonths(to, 1 - question.months);
  const { playbook, channel } = question;
  const metrics: Board[] = [];
  for (const known of await metricsOf(tx, ctx)) {
    const { metric, name } = known;
    const filter = { metric, playbook, channel, from, to };
    const { figure, groups } = await figureOf(tx, ctx, { ...filter, by: 'dimension' });
    const { definition } = versionFor(ctx, known, to);
    metrics.push({ metric, name, definition, figure, points: await trendOf(tx, ctx, filter), dimensions: groups });
  }
  return { from, to, metrics, ...(await distinctOf(tx, ctx.workspace.id)) };
}
