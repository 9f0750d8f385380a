/** What the figures of an epoch would be under today's definition. Never pre-registered, so without a verdict about an effect. */
import { z } from 'zod';
import {
  Cost,
  Indicator,
  IndicatorRow,
  Interval,
  Mode,
  Money,
  Note,
  perArm,
  RateDifference,
  Revenue,
  Roi,
  Verdict,
  Words,
} from './contract-figures.ts';

/** Part of a definition that was changed after the epoch was registered. */
export const Redefined = z.object({
  /** `window_days`, `goal`, `metric:nps`, ... */
  field: z.string(),
  name: Words,
  from: Words,
  to: Words,
  /** Of the playbook, or of the metric. */
  version: z.number().int(),
  at: z.string(),
  by: z.string(),
  /** Whether the version that says so is in force; else it was saved and not switched on. */
  live: z.boolean(),
  /** `as_drawn`: fixed for each customer when she entered (arm, stratum, who took part), and kept. */
  effect: z.enum(['recomputed', 'as_drawn']),
  /** All of it in a sentence. */
  words: Words,
});
export type Redefined = z.infer<typeof Redefined>;

/** `too_little_data` and `invalid` where nothing may be concluded; never proven or not proven: nobody registered this. */
const NoVerdict = Verdict.extract(['too_little_data', 'invalid']).nullable();

const Figures = z.object({
  definition_version: z.number().int(),
  goal: Words,
  window: z.object({ days: z.number().int(), refund_days: z.number().int() }),
  mode: Mode,
  planned_n: z.number(),
  target: z.number().nullable(),
  matured: perArm(z.number().int()),
  conversion: RateDifference.extend({ verdict: NoVerdict }),
  revenue: Revenue.extend({ verdict: NoVerdict }),
  incremental_revenue: Money.extend({ ci_always_valid: Interval, raw: Money }),
  attributed_revenue: z.number().nullable(),
  cost: Cost.nullable(),
  roi: Roi.nullable(),
  indicators: z.array(Indicator.extend({ rows: z.array(IndicatorRow.extend({ verdict: NoVerdict })) })).length(9),
});

export const Recomputed = z.object({
  pre_registered: z.literal(false),
  /** What these figures are, and what they are not. */
  caveat: Words,
  changes: z.array(Redefined).min(1),
  /** null: not computed along, since it would have to be read customer by customer; `…/scorecard/recomputed` does. */
  figures: Figures.nullable(),
  missing: Note.nullable(),
});
export type Recomputed = z.infer<typeof Recomputed>;

type Row = z.infer<typeof IndicatorRow>;

export interface Beside {
  readonly number: number;
  readonly indicator: z.infer<typeof Words>;
  readonly key: string;
  /** null: the registered definition has no such figure. */
  readonly registered: Row | null;
  readonly recomputed: Row;
}

const LEAST = 1e-9;
const near = (a: number | null | undefined, b: number | null | undefined): boolean =>
  a == null || b == null ? (a ?? null) === (b ?? null) : Math.abs(a - b) <= LEAST * Math.max(1, Math.abs(a));

const endsOf = (row: Row) => [...(row.ci ?? []), '', ...(row.ci_always_valid ?? []), '', ...(row.actual_ci ?? [])];

function differs(a: Row, b: Row): boolean {
  const [ends, others] = [endsOf(a), endsOf(b)];
  return !(
    (['target', 'control', 'actual', 'diff'] as const).every((figure) => near(a[figure], b[figure])) &&
    a.n.t === b.n.t &&
    a.n.c === b.n.c &&
    ends.length === others.length &&
    ends.every((end, i) => end === others[i] || near(Number(end), Number(others[i])))
  );
}

/** Each figure that today's definition changes, beside the registered one. */
export function besideOf(card: {
  readonly indicators: readonly z.infer<typeof Indicator>[];
  readonly recomputed?: Recomputed | null | undefined;
}): Beside[] {
  return (card.recomputed?.figures?.indicators ?? []).flatMap(({ number, name, rows }) =>
    rows.flatMap((recomputed) => {
      const registered =
        card.indicators.find((one) => one.number === number)?.rows.find(({ key }) => key === recomputed.key) ?? null;
      return registered && !differs(registered, recomputed)
        ? []
        : [{ number, indicator: name, key: recomputed.key, registered, recomputed }];
    }),
  );
}
