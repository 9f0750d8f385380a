import { z } from 'zod';
import { Day, Moment } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';
import { Recomputed } from './contract-recomputed.ts';
import { Scorecard, ScorecardSummary } from './contract-scorecard.ts';

export { type Beside, besideOf, Recomputed, type Redefined } from './contract-recomputed.ts';

export {
  Indicator,
  type IndicatorRow,
  Mode,
  Note,
  type RateDifference,
  type Roi,
  Scorecard,
  ScorecardSummary,
  Verdict,
} from './contract-scorecard.ts';

/** A date (its end in the workspace's zone) or an instant. Later than the workspace's now counts as now. */
const AsOf = z.union([Day, Moment]);

export const getScorecard = endpoint({
  name: 'getScorecard',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard',
  summary: {
    zh: '方案的记分卡：证实了什么，没证实什么',
    en: 'The scorecard of a playbook: what is proven and what is not',
  },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80) }),
  query: z.object({
    /** The latest when left out. */
    epoch: z.coerce.number().int().min(1).optional(),
    /** The workspace's now when left out. */
    as_of: AsOf.optional(),
  }),
  response: Scorecard,
  errors: ['not_found', 'scorecard_no_epoch'],
});

const Asked = z.object({
  epoch: z.coerce.number().int().min(1).optional(),
  as_of: AsOf.optional(),
});

export const getRecomputed = endpoint({
  name: 'getRecomputed',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard/recomputed',
  summary: {
    zh: '按今天的定义重算的数字，放在登记的数字旁边；不是预先登记的',
    en: 'The figures under today’s definition, to stand beside the registered ones; not pre-registered',
  },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80) }),
  query: Asked,
  response: z.object({ recomputed: Recomputed.nullable() }),
  errors: ['not_found', 'scorecard_no_epoch'],
});

export const downloadWorkbook = endpoint({
  name: 'downloadWorkbook',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard.xlsx',
  summary: { zh: '下载方案的记分卡（Excel）', en: 'The scorecard of a playbook as a workbook (XLSX)' },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80) }),
  query: Asked,
  response: z.string(),
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  errors: ['not_found', 'scorecard_no_epoch'],
});

export const downloadPdf = endpoint({
  name: 'downloadPdf',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard.pdf',
  summary: { zh: '下载方案的记分卡（PDF）', en: 'The scorecard of a playbook as PDF' },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80) }),
  query: Asked,
  response: z.string(),
  produces: 'application/pdf',
  errors: ['not_found', 'scorecard_no_epoch'],
});

export const downloadScorecard = endpoint({
  name: 'downloadScorecard',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/scorecard.csv',
  summary: { zh: '下载方案的九项指标（CSV）', en: 'The nine indicators of a playbook as CSV' },
  access: 'outcomes:read',
  params: z.object({ playbook: z.string().min(1).max(80) }),
  query: Asked,
  response: z.string(),
  produces: 'text/csv',
  errors: ['not_found', 'scorecard_no_epoch'],
});

export const listScorecards = endpoint({
  name: 'listScorecards',
  method: 'GET',
  path: '/api/w/:workspace/scorecards',
  summary: { zh: '所有方案的记分卡', en: 'The scorecards of all playbooks' },
  access: 'outcomes:read',
  query: z.object({ as_of: AsOf.optional() }),
  response: z.object({ scorecards: z.array(ScorecardSummary) }),
});

/** A campaign that ran elsewhere: its definition came with its files, so nobody registered it here before it began. */
export const isFromFiles = (card: Pick<Scorecard, 'assumptions'>): boolean =>
  card.assumptions.some(({ code }) => code === 'definition_from_files');
