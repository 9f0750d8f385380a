import { getExposure } from './contract-exposure.ts';
import { exposureOf } from './exposure.ts';
import { getGlobalComparison } from './contract-global.ts';
import { globalComparison } from './global.ts';
import { type Route, route } from '../../kit/http/route.ts';
import { listEpochs } from '../experiments/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import { breakdownOf, maturedPage } from './behind.ts';
import {
  downloadPdf,
  downloadScorecard,
  downloadWorkbook,
  getRecomputed,
  getScorecard,
  listScorecards,
  type ScorecardSummary,
} from './contract.ts';
import { getBreakdown, listMatured } from './contract-behind.ts';
import { sendCardCsv, sendPdf, sendWorkbook } from './send.ts';
import { getDrill } from './contract-drill.ts';
import { drillOf } from './drill.ts';
import { scorecardOf } from './service.ts';

export const routes: readonly Route[] = [
  route(getScorecard, ({ params, query, ctx }) =>
    ctx.tx((tx) => scorecardOf(tx, ctx, { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of })),
  ),
  route(getRecomputed, ({ params, query, ctx }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return ctx.tx(async (tx) => ({ recomputed: (await scorecardOf(tx, ctx, asked, 'always')).recomputed ?? null }));
  }),
  route(getBreakdown, ({ params, query, ctx }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return ctx.tx((tx) => breakdownOf(tx, ctx, asked, query.by));
  }),
  route(listMatured, ({ params, query, ctx }) => ctx.tx((tx) => maturedPage(tx, ctx, params.playbook, query))),
  route(downloadWorkbook, async ({ params, query, ctx, reply }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return sendWorkbook(reply, await ctx.tx((tx) => scorecardOf(tx, ctx, asked, 'always')), ctx.locale);
  }),
  route(downloadPdf, async ({ params, query, ctx, reply }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return sendPdf(reply, await ctx.tx((tx) => scorecardOf(tx, ctx, asked, 'always')), ctx.locale, ctx.workspace.name);
  }),
  route(getDrill, ({ params, query, ctx }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return ctx.tx((tx) => drillOf(tx, ctx, asked, params.number, query.by));
  }),
  route(downloadScorecard, async ({ params, query, ctx, reply }) => {
    const asked = { playbook: params.playbook, epoch: query.epoch, asOf: query.as_of };
    return sendCardCsv(reply, await ctx.tx((tx) => scorecardOf(tx, ctx, asked, 'always')), ctx.locale);
  }),
  route(getExposure, ({ ctx, params, query }) => exposureOf(ctx, { ...params, ...query })),
  route(getGlobalComparison, ({ ctx, query }) => globalComparison(ctx, query.window)),
  route(listScorecards, ({ query, ctx }) =>
    ctx.tx(async (tx) => {
      const scorecards: ScorecardSummary[] = [];
      for (const { key } of await listPlaybooks(tx, ctx.workspace.id)) {
        const [epoch] = await listEpochs(tx, ctx.workspace.id, key);
        if (epoch) scorecards.push(await scorecardOf(tx, ctx, { playbook: key, asOf: query.as_of }, 'line'));
      }
      return { scorecards };
    }),
  ),
];
