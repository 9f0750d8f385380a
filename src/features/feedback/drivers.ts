/** What goes with low scores, for people to read. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type MetricDefinition, metricsOf, requireMetric } from '../metrics/index.ts';
import type { Drivers } from './contract.ts';
import { decideDrivers, LEAST_CUSTOMERS } from './decide-drivers.ts';
import { periodOf } from './period.ts';
import * as store from './store-drivers.ts';
import { labelOf, loadRules } from './taxonomy.ts';

/** Scores are kept with two decimals. */
const STEP = 0.01;

function sidesOf(definition: MetricDefinition): store.Sides {
  return definition.kind === 'nps'
    ? { atMost: definition.detractor, from: definition.promoter }
    : { atMost: definition.from - STEP, from: definition.from };
}

/** By the definition in force now. */
export async function loadSides(tx: Tx, ctx: Context, metric: string): Promise<store.Sides> {
  const { versions } = await requireMetric(tx, ctx, metric);
  return sidesOf(versions[0]!.definition);
}

export function getDrivers(
  ctx: Context,
  { days, playbook, metric }: { days: number; playbook?: string | undefined; metric: string },
): Promise<Drivers> {
  return ctx.tx(async (tx) => {
    const sides = await loadSides(tx, ctx, metric);
    const { from, to } = periodOf(ctx, days);
    const filter: store.DriverFilter = { metric, sides, period: { from, to, playbook } };
    const n = await store.countSides(tx, ctx, filter);
    const said = await store.countReasonsBySide(tx, ctx, filter);
    const { taxonomy } = await loadRules(tx, ctx);
    const of = (code: string, side: store.Side): number =>
      said.find((row) => row.code === code && row.side === side)?.customers ?? 0;
    const codes = [...new Set(said.map(({ code }) => code))];
    const drivers = decideDrivers(
      codes.map((code) => ({
        code,
        low: { k: of(code, 'low'), n: n.low },
        high: { k: of(code, 'high'), n: n.high },
      })),
    );
    return {
      metric,
      metrics: (await metricsOf(tx, ctx)).map(({ metric: key, name }) => ({ metric: key, name })),
      low: { n: n.low, atMost: sides.atMost },
      high: { n: n.high, from: sides.from },
      least: LEAST_CUSTOMERS,
      drivers: drivers.map(({ ci, ...driver }) => ({
        ...driver,
        ci: ci && [ci[0], ci[1]],
        label: labelOf(taxonomy, driver.code),
      })),
    };
  });
}
