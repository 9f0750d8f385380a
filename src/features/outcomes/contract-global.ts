import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { RateDifference, Verdict } from './contract-scorecard.ts';

const Pair = z.tuple([z.number(), z.number()]).nullable();

/** Everybody who may be followed up against those whom no playbook touches. */
export const GlobalComparison = z.object({
  epoch: z.number().int(),
  holdout: z.number(),
  startsAt: z.iso.datetime(),
  asOf: z.iso.datetime(),
  windowDays: z.number().int(),
  customers: z.object({ t: z.number().int(), c: z.number().int() }),
  matured: z.object({ t: z.number().int(), c: z.number().int() }),
  srm: z.object({ chi2: z.number(), p: z.number(), verdict: z.enum(['ok', 'warning', 'invalid']) }).nullable(),
  /** Customers who bought within the window. */
  conversion: RateDifference,
  /** Net revenue per customer, capped at the 99th percentile of both arms; Welch, 95 %. */
  revenue: z.object({
    t: z.number().nullable(),
    c: z.number().nullable(),
    diff: z.number().nullable(),
    ci: Pair,
    verdict: Verdict,
  }),
});
export type GlobalComparison = z.infer<typeof GlobalComparison>;

export const getGlobalComparison = endpoint({
  name: 'getGlobalComparison',
  method: 'GET',
  path: '/api/w/:workspace/global-comparison',
  summary: {
    zh: '全局对照：所有回访加在一起带来多少',
    en: 'Everybody against the global hold-out: what all follow-up together brings',
  },
  access: 'outcomes:read',
  query: z.object({ window: z.coerce.number().int().min(1).max(365).default(30) }),
  /** null while nobody is held out. */
  response: z.object({ comparison: GlobalComparison.nullable() }),
});
