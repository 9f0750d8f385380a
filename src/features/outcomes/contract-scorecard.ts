/**
 * The one JSON of a scorecard: the API, `bin/huixiang scorecard --json` and the screen read the same. Names are those of the
 * definition (snake_case). t is the treatment arm, c the control arm. A figure that cannot be had yet is null, and
 * `missing` says why; nothing is filled in.
 */
import { z } from 'zod';
import {
  Cost,
  CostMeasured,
  Indicator,
  Interval,
  Mode,
  Money,
  Note,
  perArm,
  Quarter,
  Rate,
  RateDifference,
  Reach,
  Revenue,
  Roi,
  Srm,
  Stratum,
  Verdict,
  Words,
} from './contract-figures.ts';
import { Recomputed } from './contract-recomputed.ts';

export {
  Indicator,
  type IndicatorRow,
  Mode,
  Note,
  RateDifference,
  type Roi,
  Verdict,
} from './contract-figures.ts';

export const Scorecard = z.object({
  playbook: z.string(),
  playbook_name: Words,
  goal: Words,
  epoch: z.number().int(),
  as_of: z.string(),
  window: z.object({ days: z.number().int(), refund_days: z.number().int() }),
  definition_version: z.number().int(),
  mode: Mode,
  /** Matured people of both arms that the always-valid interval is tuned to. */
  planned_n: z.number(),
  registered_target: z.object({ measure: z.enum(['conversion', 'revenue']), lift: z.number().nullable() }),
  currency: z.string(),
  period: z.object({
    entered_from: z.string().nullable(),
    /** Who entered before this date is matured. */
    matured_before: z.string().nullable(),
    /** The date on which everybody enrolled so far will be. */
    all_matured_on: z.string().nullable(),
  }),
  holdout: z.number(),
  enrolled: perArm(z.number().int()),
  matured: perArm(z.number().int()),
  srm: Srm.nullable(),
  /** Share of matured control customers whom anything contacted before they reached the goal; null while nothing counts contacts. */
  control_contacted: z.number().nullable(),
  /**
   * How the figures were read: `summed` of the enrolled from sums of their day of entry, the oldest made at `since`; whatever changed after
   * a sum was made is read row by row, so nothing is behind.
   */
  basis: z.object({ summed: z.number().int(), days: z.number().int(), since: z.string().nullable() }).optional(),
  /** Customers of the treatment arm whom messages reached, of those to be told something. */
  reach: Reach.extend({
    channels: z.array(
      Reach.extend({ channel: z.string(), name: Words, sent: z.number().int(), answered: z.number().int() }),
    ),
  }).nullable(),
  /** Who answered, of those asked. */
  response: Rate.nullable(),
  /** What people said month by month, of those who answered. */
  trends: z
    .array(
      z.object({
        metric: z.string(),
        name: Words,
        unit: z.enum(['share', 'score']),
        points: z.array(
          z.object({
            period: z.string(),
            n: z.number().int(),
            value: z.number().nullable(),
            ci: Interval,
            version: z.number().int(),
          }),
        ),
      }),
    )
    .optional(),
  conversion: RateDifference,
  revenue: Revenue,
  incremental_revenue: Money.extend({ ci_always_valid: Interval, raw: Money }),
  /** Orders of contacted customers in the window: not causal, not part of any other figure. */
  attributed_revenue: z.number().nullable(),
  cost: Cost.nullable(),
  cost_measured: CostMeasured.nullable().optional(),
  quarters: z.array(Quarter).optional(),
  roi: Roi.nullable(),
  strata: z.array(Stratum),
  indicators: z.array(Indicator).length(9),
  assumptions: z.array(Note),
  warnings: z.array(Note),
  /** Why a figure is null; `path` is its place in this document. */
  missing: z.array(Note.extend({ path: z.string() })),
  verdict: Verdict,
  /** The same under today's definition, where it was changed since: beside the registered figures, never in their place. null: nothing changed. */
  recomputed: Recomputed.nullable().optional(),
  headline: z.object({
    title: Words,
    /** The part of the title that carries the figure. */
    emphasis: Words.nullable(),
    detail: Words,
  }),
});
export type Scorecard = z.infer<typeof Scorecard>;

/** A line of the list of scorecards. */
export const ScorecardSummary = Scorecard.pick({
  playbook: true,
  playbook_name: true,
  goal: true,
  epoch: true,
  as_of: true,
  mode: true,
  enrolled: true,
  matured: true,
  conversion: true,
  verdict: true,
  headline: true,
});
export type ScorecardSummary = z.infer<typeof ScorecardSummary>;
