/** What the indicators mean: editable parts with their bounds, versioned per workspace. Browser-safe. */
import { z } from 'zod';

const days = (min: number, max: number) => z.number().int().min(min).max(max);

export const PARAMS = {
  first_time: z.strictObject({
    /** Nothing may come back within so many days. */
    days: days(1, 90),
  }),
  renewal: z.strictObject({
    /** A new contract may begin so many days before the old one ends … */
    early: days(0, 180),
    /** … and so many after. Before they are over, nothing is judged. */
    grace: days(0, 180),
    /** Only a contract of the same name renews. */
    sameName: z.boolean(),
  }),
  opportunity: z.strictObject({
    /** Purchase intent from here on is an opportunity, 0 to 5. */
    intent: z.number().int().min(1).max(5),
    window: days(1, 365),
  }),
  churn: z.strictObject({
    /** Bought within so many days before the window: was active. */
    active: days(7, 730),
    /** Nothing bought for so many days: churned. */
    window: days(7, 365),
  }),
} as const;

export type Defined = keyof typeof PARAMS;
export type Params = { readonly [K in Defined]: z.infer<(typeof PARAMS)[K]> };

export const DEFAULTS: Params = {
  first_time: { days: 14 },
  renewal: { early: 60, grace: 30, sameName: false },
  opportunity: { intent: 4, window: 30 },
  churn: { active: 180, window: 90 },
};

export const DEFINED = Object.keys(PARAMS) as Defined[];
