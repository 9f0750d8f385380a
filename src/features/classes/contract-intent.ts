/** Intent against reality: of those who said a level, how many bought. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

export const WINDOWS = [30, 90, 180] as const;
export const LEVELS = [0, 1, 2, 3, 4, 5] as const;

/** What it takes to say anything at all. */
export const ENOUGH_ANSWERS = { n: 200, buyers: 20, others: 20, levels: 2, perLevel: 30 } as const;
/** The trend must be this clear: it is looked at every month. And the levels this far apart, or it is of no use. */
export const CLEAR = { p: 0.01, spread: 0.02 } as const;

const Interval = z.tuple([z.number(), z.number()]);

export const IntentLevel = z.object({
  level: z.number().int(),
  n: z.number().int(),
  k: z.number().int(),
  /** null: nobody said so. */
  rate: z.number().nullable(),
  ci: Interval.nullable(),
});
export type IntentLevel = z.infer<typeof IntentLevel>;

export const IntentVerdict = z.enum(['informative', 'too_few', 'no_trend', 'reversed', 'not_monotone', 'tiny']);
export type IntentVerdict = z.infer<typeof IntentVerdict>;

export const IntentDecision = z.object({
  verdict: IntentVerdict,
  n: z.number().int(),
  k: z.number().int(),
  /** Cochran-Armitage, two-sided; null where there is nothing to test. */
  p: z.number().nullable(),
  /** Share of buyers gained per level said. */
  slope: z.number().nullable(),
  /** 4 and 5 against 0 to 2, with Newcombe's interval. */
  contrast: z
    .object({ high: z.number().nullable(), low: z.number().nullable(), diff: z.number(), ci: Interval })
    .nullable(),
  /** Neighbours where the higher level is proven to buy less. */
  breaks: z.array(z.object({ from: z.number().int(), to: z.number().int(), diff: z.number(), ci: Interval })),
  levels: z.array(IntentLevel.extend({ prior: z.number().nullable() })),
});
export type IntentDecision = z.infer<typeof IntentDecision>;

export const Prior = z.object({
  decidedAt: z.iso.datetime(),
  window: z.number().int(),
  decision: IntentDecision,
});
export type Prior = z.infer<typeof Prior>;

const Window = z.coerce
  .number()
  .int()
  .refine((days) => (WINDOWS as readonly number[]).includes(days), '30, 90, 180');

export const getIntentCalibration = endpoint({
  name: 'getIntentCalibration',
  method: 'GET',
  path: '/api/w/:workspace/classes/intent',
  summary: {
    zh: '意愿与实际购买：各级、各时期说了之后有多少人买',
    en: 'Intent against purchases: of those who said a level, how many bought, by period',
  },
  access: 'classes:read',
  query: z.object({ window: Window.default(90), by: z.enum(['month', 'quarter']).default('quarter') }),
  response: z.object({
    window: z.number().int(),
    /** Customers whose window is over, each by her latest such answer. */
    overall: IntentDecision,
    periods: z.array(z.object({ period: z.string(), n: z.number().int(), levels: z.array(IntentLevel) })),
    /** Answers whose window is still running. */
    waiting: z.number().int(),
    /** What routing uses; null: never decided. */
    prior: Prior.nullable(),
  }),
});

export const decideIntentPrior = endpoint({
  name: 'decideIntentPrior',
  method: 'POST',
  path: '/api/w/:workspace/classes/intent/prior',
  summary: {
    zh: '现在就判定意愿能否用来预测购买（平时每月一次）',
    en: 'Decide now whether intent predicts purchases (otherwise monthly)',
  },
  access: 'classes:write',
  body: z.strictObject({ window: Window }),
  response: Prior,
});
