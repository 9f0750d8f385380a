/** The parts a scorecard is made of. */
import { z } from 'zod';

export const Words = z.object({ zh: z.string(), en: z.string() });
/** Lower and upper end, 95 %; null where the data do not bound it. */
export const Interval = z.tuple([z.number(), z.number()]).nullable();
export const perArm = <T extends z.ZodType>(figure: T) => z.object({ t: figure, c: figure });

export const Verdict = z.enum(['proven_gain', 'proven_loss', 'not_proven', 'too_little_data', 'invalid']);
export type Verdict = z.infer<typeof Verdict>;

/** `always_valid` may be looked at every day; `fixed` is judged once, on a date chosen before the start. */
export const Mode = z.enum(['always_valid', 'fixed']);
export type Mode = z.infer<typeof Mode>;

/** Something to know when reading: code for programs, words for people, the values the words are made of. */
export const Note = z.object({
  code: z.string(),
  words: Words,
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Note = z.infer<typeof Note>;

export const Srm = z.object({ chi2: z.number(), p: z.number(), verdict: z.enum(['ok', 'warning', 'invalid']) });

/** A share of people: k of n. */
export const Rate = z.object({ n: z.number().int(), k: z.number().int(), rate: z.number().nullable(), ci: Interval });

/** What "reached" means depends on the channel: `k` counts who got it by a receipt, and `accepted_only` where none is possible. */
export const Reach = Rate.extend({
  /** `accepted`: the server took it over, and this channel can give no receipt. `mixed`: both are in `k`. */
  means: z.enum(['delivered', 'accepted', 'mixed']),
  /** Of `k`, those of whom no more than that is known. */
  accepted_only: z.number().int(),
  caveat: Note.nullable(),
});

/** Difference of two shares t - c. `ci` is Newcombe's, for one look; `verdict` is by the interval of the registered mode. */
export const RateDifference = perArm(Rate).extend({
  diff: z.number().nullable(),
  ci: Interval,
  ci_always_valid: Interval,
  lift: z.object({ value: z.number(), ci: Interval }).nullable(),
  verdict: Verdict,
});
export type RateDifference = z.infer<typeof RateDifference>;

const Mean = z.object({ n: z.number().int(), mean: z.number().nullable(), sd: z.number().nullable() });

export const Revenue = z.object({
  /** Net revenue per matured customer in the window, as it is; Welch. */
  raw: perArm(Mean).extend({ diff: z.number().nullable(), ci: Interval, p: z.number().nullable() }),
  /** The figure to use: capped, then adjusted for what was spent in the 90 days before entry. */
  headline: z.object({
    /** Adjusted means. */
    t: z.number().nullable(),
    c: z.number().nullable(),
    diff: z.number().nullable(),
    ci: Interval,
    ci_always_valid: Interval,
    method: z.enum(['raw', 'capped', 'capped_cuped']),
    cap: z.number().nullable(),
    /** Share of the matured customers above the cap. */
    capped_share: z.number().nullable(),
    /** Share of the variance that the adjustment removed. */
    cuped_gain: z.number().nullable(),
  }),
  verdict: Verdict,
});

export const Money = z.object({ value: z.number().nullable(), ci: Interval });

export const Roi = z.object({
  /** (margin x incremental revenue - cost) / cost. */
  net: z.number(),
  ci: Interval,
  ci_always_valid: Interval,
  /** From the raw difference. */
  raw: z.object({ net: z.number().nullable(), ci: Interval }),
  /** Chance that it is above 0, from the normal approximation. */
  chance_positive: z.number().nullable(),
  margin: z.number(),
  /** null: never at this rate. */
  payback_months: z.number().nullable(),
  /** At the better and the worse end; null: never. */
  payback_ci: z.object({ best: z.number().nullable(), worst: z.number().nullable() }),
  /** New revenue of a year / cost of a year; `attributed` is not causal. */
  classic: z.object({ attributed: z.number().nullable(), incremental: z.number().nullable() }),
});
export type Roi = z.infer<typeof Roi>;

export const Cost = z.object({
  total: z.number(),
  parts: z.object({
    setup: z.number(),
    monthly: z.number(),
    contact: z.number(),
    /** null until staff time and incentives are recorded. */
    staff: z.number().nullable(),
    incentive: z.number().nullable(),
  }),
});

/** What it did cost by the rows people entered, over the same matured customers. Beside the registered cost, never in its place. */
export const CostMeasured = z.object({
  total: z.number(),
  parts: z.object({
    setup: z.number(),
    monthly: z.number(),
    contact: z.number(),
    /** null: tasks were done and nobody's wage is known. */
    staff: z.number().nullable(),
    incentive: z.number(),
  }),
  /** Contacts made: messages handed over and tasks done. */
  done: z.number().int(),
  channels: z.array(z.object({ channel: z.string(), name: Words, n: z.number().int(), cost: z.number().nullable() })),
  staff: z.object({
    tasks: z.number().int(),
    minutes: z.number(),
    /** Of `tasks`, those whose minutes were measured, and of these the capped ones; the others count as their average. */
    known: z.number().int(),
    capped: z.number().int(),
  }),
  /** What no row had a price for. */
  unpriced: z.object({ contacts: z.number().int(), tasks: z.number().int() }),
  /** Parts of what belongs to the company. */
  shares: z.array(
    z.object({
      kind: z.string(),
      name: Words,
      rule: z.enum(['contacts', 'minutes', 'people']),
      rule_name: Words,
      share: z.number(),
      amount: z.number(),
    }),
  ),
  /** A call by hand: measured, or assumed and said so. */
  manual: z
    .object({
      source: z.enum(['measured', 'assumed']),
      minutes: z.number(),
      n: z.number().int(),
      hourly: z.number(),
      fee: z.number(),
      each: z.number(),
    })
    .nullable(),
  saving: z.number().nullable(),
  roi: z.object({ net: z.number(), ci: Interval, ci_always_valid: Interval }).nullable(),
});

/** Where the return came from. Raw, not capped: the quarters need not add up to the headline. */
export const Quarter = z.object({
  /** 2026Q1: purchases by when customers entered, labour by when it was done. */
  quarter: z.string(),
  matured: perArm(z.number().int()),
  /** Margin of the difference in net revenue. */
  repurchase: Money,
  /** Against calls by hand; null without a baseline. */
  labour_saved: z.number().nullable(),
  follow_ups: z.number().int(),
  /** On contacts and staff. */
  spent: z.number().nullable(),
});

/** One row of the table: target / control / actual / difference with interval. */
export const IndicatorRow = z.object({
  key: z.string(),
  name: Words,
  unit: z.enum(['share', 'money', 'ratio', 'months', 'score', 'hours', 'count']),
  /** What was registered as the difference (or level) to reach. */
  target: z.number().nullable(),
  control: z.number().nullable(),
  actual: z.number().nullable(),
  diff: z.number().nullable(),
  ci: Interval,
  ci_always_valid: Interval,
  n: perArm(z.number().int()),
  verdict: Verdict.nullable(),
  /** Of the level, where there is no difference to have one of. An end is null where it was not reached yet. */
  actual_ci: z.tuple([z.number().nullable(), z.number().nullable()]).nullable().optional(),
  /** What to know when reading it; where the control column is empty, why. */
  note: Note.nullable().optional(),
});
export type IndicatorRow = z.infer<typeof IndicatorRow>;

export const Indicator = z.object({
  number: z.number().int().min(1).max(9),
  key: z.string(),
  name: Words,
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  window_days: z.number().int(),
  definition_version: z.number().int(),
  dimension: z.string().nullable(),
  rows: z.array(IndicatorRow),
  /** Why there are no rows. */
  missing: Note.nullable(),
});
export type Indicator = z.infer<typeof Indicator>;

export const Stratum = z.object({
  key: z.string(),
  name: Words,
  matured: perArm(z.number().int()),
  srm: Srm.nullable(),
  conversion: RateDifference,
  /** Both arms together. */
  pooled_rate: z.number().nullable(),
});
