/** What a goal is. Browser-safe. */
import { z } from 'zod';

export const PERIODS = ['week', 'month', 'quarter'] as const;
export type PeriodKind = (typeof PERIODS)[number];

export const Words = z.object({ zh: z.string(), en: z.string() });

/**
 * `fixed`: a figure is out when its interval, which holds at every look of the period, lies wholly beyond a limit. `usual`: when it lies beyond what
 * the six periods before let expect.
 */
export const Band = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), low: z.number().nullable(), high: z.number().nullable() }),
  z.strictObject({ kind: z.literal('usual') }),
]);
export type Band = z.infer<typeof Band>;

export const Unit = z.enum(['share', 'points', 'hours', 'money', 'count', 'rate', 'score']);
export type Unit = z.infer<typeof Unit>;

export const IndicatorChoice = z.object({
  key: z.string(),
  name: Words,
  definition: Words,
  unit: Unit,
  direction: z.enum(['higher', 'lower']),
  /** Between which ends a target may lie; null: anywhere its unit allows. */
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** The value grows within a period. */
  adds: z.boolean(),
  least: z.number().int(),
  by: z.array(z.string()),
});
export type IndicatorChoice = z.infer<typeof IndicatorChoice>;

/** `below` and `above`: proven beyond a limit. `no_reference`: too little is known of what is usual. */
export const LOOKS = ['inside', 'below', 'above', 'too_few', 'no_interval', 'no_reference', 'no_indicator'] as const;
export const LookState = z.enum(LOOKS);
export type LookState = z.infer<typeof LookState>;

export const VERDICTS = ['reached', 'missed', 'open', 'too_few'] as const;

/** `never`: not even if all the rest were as good as can be; `sure`: whatever the rest is. */
const CANS = ['open', 'never', 'sure'] as const;

export const GoalProgress = z.object({
  period: z.object({ start: z.string(), end: z.string() }),
  /** Share of the period that has passed. */
  passed: z.number(),
  value: z.number().nullable(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Where it should stand by now: the target itself, for a sum the target times the share of the period passed. */
  expected: z.number(),
  /** What the rest of the period must come to for the target to be reached, and on how many that rests; null when it cannot be said. */
  needed: z.object({ value: z.number(), n: z.number().int(), can: z.enum(CANS) }).nullable(),
  /** From an interval that holds at every look, never from the value alone. */
  verdict: z.enum(VERDICTS),
  state: LookState,
  /** The limits as they are at this n. */
  band: z.object({ low: z.number().nullable(), high: z.number().nullable() }),
});
export type GoalProgress = z.infer<typeof GoalProgress>;

export const Goal = z.object({
  goalId: z.string(),
  indicator: IndicatorChoice.nullable(),
  indicatorKey: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  playbook: z.object({ key: z.string(), name: Words }).nullable(),
  period: z.enum(PERIODS),
  version: z.number().int(),
  target: z.number(),
  band: Band,
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  progress: GoalProgress.nullable(),
  /** An alert of it is open. */
  alertId: z.string().nullable(),
});
export type Goal = z.infer<typeof Goal>;

export const HistoryPoint = z.object({
  start: z.string(),
  end: z.string(),
  value: z.number().nullable(),
  n: z.number().int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  bandLow: z.number().nullable(),
  bandHigh: z.number().nullable(),
  target: z.number().nullable(),
  version: z.number().int().nullable(),
  /** Judged then, or computed afterwards for the time before there was the goal. */
  judged: z.boolean(),
  /** In a preview: the first day on which an alert would have come. */
  alarmedOn: z.string().nullable(),
  state: LookState,
});
export type HistoryPoint = z.infer<typeof HistoryPoint>;

export const GoalVersion = z.object({
  version: z.number().int(),
  target: z.number(),
  band: Band,
  owner: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
