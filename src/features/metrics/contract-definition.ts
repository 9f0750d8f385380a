/** What a metric is. A published version never changes. Browser-safe. */
import { z } from 'zod';

export const Words = z.object({ zh: z.string(), en: z.string() });

/**
 * `share`: how many of the answers are at least `from` (satisfied: 4 and 5 of 5), with the mean beside it. `nps`: promoters (9, 10) minus
 * detractors (0 to 6), times 100.
 */
export const MetricDefinition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), scale: z.tuple([z.number(), z.number()]), from: z.number() }),
  z.strictObject({ kind: z.literal('nps'), promoter: z.number(), detractor: z.number() }),
]);
export type MetricDefinition = z.infer<typeof MetricDefinition>;

export const MetricKey = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'a-z 0-9 _');

export const MetricVersion = z.object({
  version: z.number().int(),
  definition: MetricDefinition,
  createdBy: z.string(),
  /** From when on it is in force; null for what is built in. */
  createdAt: z.iso.datetime().nullable(),
});
export type MetricVersion = z.infer<typeof MetricVersion>;

export const Metric = z.object({
  metric: z.string(),
  name: Words,
  /** Newest first. */
  versions: z.array(MetricVersion).min(1),
});
export type Metric = z.infer<typeof Metric>;

export const BUILT_IN = [
  {
    metric: 'csat',
    name: { zh: '满意度 CSAT', en: 'Satisfaction (CSAT)' },
    definition: { kind: 'share', scale: [1, 5], from: 4 },
  },
  {
    metric: 'nps',
    name: { zh: '净推荐值 NPS', en: 'Net Promoter Score (NPS)' },
    definition: { kind: 'nps', promoter: 9, detractor: 6 },
  },
  {
    metric: 'intent',
    name: { zh: '再购意愿', en: 'Repurchase intent' },
    definition: { kind: 'share', scale: [0, 5], from: 4 },
  },
] as const satisfies readonly { metric: string; name: z.infer<typeof Words>; definition: MetricDefinition }[];
