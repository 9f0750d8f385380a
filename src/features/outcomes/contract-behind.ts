/** What lies behind a figure: the customers it counts, and the same comparison by month, segment, version, channel, person, script. */
import { z } from 'zod';
import { Day, Moment } from '../../kit/contract-time.ts';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { Scorecard } from './contract-scorecard.ts';

const AsOf = z.union([Day, Moment]);

/** `month`, `segment` and `version` were there before the draw, so both arms have them; the others only the treated have. */
export const DIMENSIONS = ['month', 'segment', 'version', 'channel', 'person', 'script'] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;

export const DIMENSION_WORDS: Readonly<Record<Dimension, Words>> = {
  month: { zh: '入组月份', en: 'Month of entry' },
  segment: { zh: '层', en: 'Stratum' },
  version: { zh: '方案版本', en: 'Version' },
  channel: { zh: '首次触达渠道', en: 'First channel' },
  person: { zh: '人员', en: 'Person' },
  script: { zh: '话术', en: 'Script' },
};

const base = '/api/w/:workspace/playbooks/:playbook/scorecard';
const params = z.object({ playbook: z.string().min(1).max(80) });
const asked = { epoch: z.coerce.number().int().min(1).optional(), as_of: AsOf.optional() };
const Interval = z.tuple([z.number(), z.number()]).nullable();

const Breakdown = z.object({
  by: Dimension,
  /** Whether both arms have the dimension: only then is the difference causal. */
  compared: z.boolean(),
  groups: z.array(
    z.object({
      key: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      conversion: Scorecard.shape.conversion,
      /** Net revenue per customer in the window, as it is. */
      revenue: z.object({
        t: z.number().nullable(),
        c: z.number().nullable(),
        diff: z.number().nullable(),
        ci: Interval,
      }),
    }),
  ),
  /** What to know when reading it. */
  caveat: z.object({ zh: z.string(), en: z.string() }),
});
export type Breakdown = z.infer<typeof Breakdown>;

export const getBreakdown = endpoint({
  name: 'getBreakdown',
  method: 'GET',
  path: `${base}/breakdown`,
  summary: {
    zh: '转化与收入按入组月份、层、版本、渠道、人员、话术拆开',
    en: 'Conversion and revenue by month of entry, stratum, version, channel, person or script',
  },
  access: 'outcomes:read',
  params,
  query: z.object({ ...asked, by: Dimension.default('month') }),
  response: Breakdown,
  errors: ['not_found', 'scorecard_no_epoch'],
});

export const MatchedCustomer = z.object({
  customerId: z.string(),
  externalId: z.string().nullable(),
  name: z.string().nullable(),
  arm: z.enum(['treatment', 'control']),
  segment: z.string(),
  enteredAt: z.iso.datetime(),
  /** Reached the goal within the window. */
  converted: z.boolean(),
  /** Net revenue within the window. */
  net: z.number(),
  /** Contacts by this playbook within the window. */
  contacts: z.number().int(),
});
export type MatchedCustomer = z.infer<typeof MatchedCustomer>;

export const listMatured = endpoint({
  name: 'listMatured',
  method: 'GET',
  path: `${base}/customers`,
  summary: {
    zh: '数字背后的客户：整体的，或拆开后某一组的',
    en: 'The customers behind a figure, of the whole or of one group it is divided into',
  },
  access: 'outcomes:read',
  params,
  query: z.object({
    ...asked,
    /** Key of a row of the nine indicators: whoever it counts. The matured when left out. */
    figure: z.string().max(120).optional(),
    /** With `group`: only those of this group, as the indicator is divided. */
    by: Dimension.optional(),
    group: z.string().max(200).optional(),
    arm: z.enum(['treatment', 'control']).optional(),
    segment: z.string().max(120).optional(),
    converted: z.enum(['yes', 'no']).optional(),
    contacted: z.enum(['yes', 'no']).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({ customers: z.array(MatchedCustomer), next: z.string().nullable() }),
  errors: ['not_found', 'scorecard_no_epoch'],
});
