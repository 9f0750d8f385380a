/** What goes with low scores. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { MetricKey } from '../metrics/contract.ts';

const Count = z.object({ k: z.number().int(), n: z.number().int() });

export const Drivers = z.object({
  metric: z.string(),
  /** What can be asked for. */
  metrics: z.array(
    z.object({ metric: z.string(), name: z.object({ zh: z.string(), en: z.string() }), own: z.boolean() }),
  ),
  /** Customers, each by her latest response that has words in it. */
  low: z.object({ n: z.number().int(), atMost: z.number().nullable() }),
  /** The bounds are null for a metric of the company's own: its definition says which scores are good. */
  high: z.object({ n: z.number().int(), from: z.number().nullable() }),
  /** Customers each side needs before anything is compared. */
  least: z.number().int(),
  /** Reasons complained of: those that stand out first. */
  drivers: z.array(
    z.object({
      code: z.string(),
      label: z.object({ zh: z.string(), en: z.string() }),
      low: Count,
      high: Count,
      /** Share among low scores less share among high ones, with its 95 % interval (Newcombe); null: too few. */
      difference: z.number().nullable(),
      ci: z.tuple([z.number(), z.number()]).nullable(),
      /** Clear of 0 even when as many reasons are looked at as are (Bonferroni). */
      stands: z.boolean(),
    }),
  ),
});
export type Drivers = z.infer<typeof Drivers>;

export const getDrivers = endpoint({
  name: 'getDrivers',
  method: 'GET',
  path: '/api/w/:workspace/feedback/drivers',
  summary: {
    zh: '低分的原因：给低分与给高分的客户，各有多少说到某个原因，差多少，区间多宽',
    en: 'Drivers of low scores: how many with low and with high scores give a reason, the difference and its interval',
  },
  access: 'feedback:read',
  query: z.object({
    days: z.coerce.number().int().min(1).max(3660).default(90),
    playbook: z.string().min(1).max(120).optional(),
    metric: MetricKey.default('nps'),
  }),
  response: Drivers,
  errors: ['not_found'],
});
