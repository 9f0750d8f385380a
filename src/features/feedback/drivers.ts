/** What goes with low scores, for people to read. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type MetricDefinition, metricsOf, ownInForce, ownSides, requireMetric } from '../metrics/index.ts';
import type { Drivers } from './contract.ts';
import { decideDrivers, LEAST_CUSTOMERS } from './decide-drivers.ts';
import { periodOf } from './period.ts';
import * as store from './store-drivers.ts';
import { labelOf, loadRules } from './taxonomy.ts';

/** Scores are kept with two decimals; none lies further out. */
const STEP = 0.01;
const FAR = 1000;

/** Up to which score an answer is a low one, and from which a high one. */
function boundsOf(definition: MetricDefinition): { atMost: number; from: number } {
  return definition.kind === 'nps'
    ? { atMost: definition.detractor, from: definition.promoter }
    : { atMost: definition.from - STEP, from: definition.from };
}

interface Known {
  readonly scores: store.Scores;
  readonly bounds: { readonly atMost: number; readonly from: number } | null;
}

/** By the definition in force now; of a metric of the company's own by the version that has read all history. */
async function known(tx: Tx, ctx: Context, metric: string): Promise<Known> {
  const own = (await ownInForce(tx, ctx)).find((one) => one.metric === metric);
  if (own) return { scores: { metric, version: own.version, sides: ownSides(own.definition) }, bounds: null };
  const { versions } = await requireMetric(tx, ctx, metric);
  const bounds = boundsOf(versions[0]!.definition);
  const sides = { low: [{ from: -FAR, to: bounds.atMost }], high: [{ from: bounds.from, to: FAR }] };
  return { scores: { metric, version: null, sides }, bounds };
}

export const loadScores = async (tx: Tx, ctx: Context, metric: string): Promise<store.Scores> =>
  (await known(tx, ctx, metric)).scores;

export function getDrivers(
  ctx: Context,
  { days, playbook, metric }: { days: number; playbook?: string | undefined; metric: string },
): Promise<Drivers> {
  return ctx.tx(async (tx) => {
    const { scores, bounds } = await known(tx, ctx, metric);
    const { from, to } = periodOf(ctx, days);
    const filter: store.DriverFilter = { scores, period: { from, to, playbook } };
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
      metrics: [
        ...(await metricsOf(tx, ctx)).map(({ metric: key, name }) => ({ metric: key, name, own: false })),
        ...(await ownInForce(tx, ctx)).map(({ metric: key, name }) => ({ metric: key, name, own: true })),
      ],
      low: { n: n.low, atMost: bounds?.atMost ?? null },
      high: { n: n.high, from: bounds?.from ?? null },
      least: LEAST_CUSTOMERS,
      drivers: drivers.map(({ ci, ...driver }) => ({
        ...driver,
        ci: ci && [ci[0], ci[1]],
        label: labelOf(taxonomy, driver.code),
      })),
    };
  });
}
