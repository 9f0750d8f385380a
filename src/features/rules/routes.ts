import { type Route, route } from '../../kit/http/route.ts';
import { requireCustomer } from '../customers/index.ts';
import { firingExplainer } from '../segments/index.ts';
import { getRule, listFirings, listRules, type RuleSummary, runRule } from './contract.ts';
import { toRun } from './run.ts';
import { requireRule, runNow } from './service.ts';
import * as store from './store.ts';

export const routes: readonly Route[] = [
  route(listRules, ({ ctx }) =>
    ctx.tx(async (tx) => ({ rules: (await store.listRules(tx, ctx.workspace.id)).map(toSummary) })),
  ),
  route(getRule, ({ params, ctx }) =>
    ctx.tx(async (tx) => {
      const rule = await requireRule(tx, ctx, params.rule);
      const runs = await store.listRuns(tx, ctx.workspace.id, rule.ruleId, 50);
      return { ...toSummary(rule), definition: rule.definition, runs: runs.map(toRun) };
    }),
  ),
  route(runRule, ({ params, ctx }) => ctx.tx((tx) => runNow(tx, ctx, params.rule))),
  route(listFirings, ({ params, ctx, locale }) =>
    ctx.tx(async (tx) => {
      await requireCustomer(tx, ctx, params.customer);
      const rows = await store.listFirings(tx, ctx.workspace.id, params.customer, 100);
      const explain = await firingExplainer(tx, ctx, locale);
      const firings = rows.map((row) => ({
        ruleId: row.rule_id,
        ruleName: { zh: row.name_zh, en: row.name_en },
        version: row.version,
        firedAt: row.fired_at.toISOString(),
        because: explain(row.definition.when, row.because.values, row.fired_at),
      }));
      return { firings };
    }),
  ),
];

function toSummary(rule: store.StoredRule): RuleSummary {
  const { ruleId, version, enabled, definition } = rule;
  return {
    ruleId,
    name: definition.name,
    version,
    enabled,
    trigger: definition.trigger,
    dueAt: rule.dueAt?.toISOString() ?? null,
  };
}
