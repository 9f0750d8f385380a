/** Each of the nine indicators, divided. */
import { z } from 'zod';
import { Day, Moment } from '../../kit/contract-time.ts';
import type { Words } from '../../engine/words.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { Indicator } from './contract-scorecard.ts';

const AsOf = z.union([Day, Moment]);

/** `playbook`, `month`, `segment` and `version` were there before the draw, so both arms have them; the others only the treated have. */
export const DRILLS = ['playbook', 'month', 'segment', 'version', 'channel', 'person', 'script'] as const;
export const Drill = z.enum(DRILLS);
export type Drill = z.infer<typeof Drill>;

export const DRILL_WORDS: Readonly<Record<Drill, Words>> = {
  playbook: { zh: '方案', en: 'Playbook' },
  month: { zh: '入组月份', en: 'Month of entry' },
  segment: { zh: '层', en: 'Stratum' },
  version: { zh: '方案版本', en: 'Version' },
  channel: { zh: '首次触达渠道', en: 'First channel' },
  person: { zh: '人员', en: 'Person' },
  script: { zh: '话术', en: 'Script' },
};

const Said = z.object({ zh: z.string(), en: z.string() });

const Drilled = z.object({
  number: z.number().int().min(1).max(9),
  name: Said,
  by: Drill,
  /** Whether a difference within a group is causal: only where the draw came after the dimension. */
  compared: z.boolean(),
  groups: z.array(z.object({ key: z.string(), name: Said, rows: Indicator.shape.rows })),
  /** What to know when reading it. */
  caveat: Said,
  /** Why the indicator has no groups by this dimension. */
  missing: Said.nullable(),
});
export type Drilled = z.infer<typeof Drilled>;

export const getDrill = endpoint({
  name: 'getDrill',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard/indicators/:number',
  summary: {
    zh: '一项指标按方案、月份、层、版本、渠道、人员、话术拆开',
    en: 'One of the nine indicators by playbook, month, stratum, version, channel, person or script',
  },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80), number: z.coerce.number().int().min(1).max(9) }),
  query: z.object({
    epoch: z.coerce.number().int().min(1).optional(),
    as_of: AsOf.optional(),
    by: Drill.default('month'),
  }),
  response: Drilled,
  errors: ['not_found', 'scorecard_no_epoch'],
});
