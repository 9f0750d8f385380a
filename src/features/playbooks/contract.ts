import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Arm, Epoch } from '../experiments/contract.ts';
import { PlaybookDefinition, PlaybookKey } from './contract-definition.ts';

export { PlaybookDefinition, PlaybookKey, Registered, Stratum } from './contract-definition.ts';

const Status = z.enum(['draft', 'running', 'paused']);
const Params = z.object({ playbook: PlaybookKey });

export const PlaybookSummary = z.object({
  key: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  description: z.object({ zh: z.string(), en: z.string() }),
  status: Status,
  version: z.number().int(),
  liveVersion: z.number().int().nullable(),
  /** `shipped` with the product or `imported`. */
  origin: z.string(),
  epoch: z.number().int().nullable(),
  holdout: z.number().nullable(),
  windowDays: z.number().int(),
  enrolled: z.object({ treatment: z.number().int(), control: z.number().int() }),
  /** Whether the arms have the sizes the draw promised: p below .01 warns, below .001 no verdict holds. null while it says nothing. */
  ratio: z.object({ p: z.number(), verdict: z.enum(['ok', 'warning', 'invalid']) }).nullable(),
  updatedAt: z.iso.datetime(),
});
export type PlaybookSummary = z.infer<typeof PlaybookSummary>;

export const PlaybookDetail = PlaybookSummary.extend({
  definition: PlaybookDefinition,
  /** The definition in sentences of the asked language. */
  sentences: z.object({
    trigger: z.string(),
    audience: z.string(),
    goal: z.string(),
    strata: z.array(z.object({ key: z.string(), sentence: z.string() })),
  }),
  /** The nodes of the flow in words, by id. */
  steps: z.record(
    z.string(),
    z.object({
      title: z.object({ zh: z.string(), en: z.string() }),
      sub: z.object({ zh: z.string(), en: z.string() }).optional(),
    }),
  ),
  versions: z.array(
    z.object({ version: z.number().int(), note: z.string(), createdAt: z.iso.datetime(), createdBy: z.string() }),
  ),
  currentEpoch: Epoch.nullable(),
  epochs: z.array(Epoch),
  nextRunAt: z.iso.datetime().nullable(),
  runs: z.array(
    z.object({
      runId: z.string(),
      at: z.iso.datetime(),
      fired: z.number().int(),
      outcome: z.record(z.string(), z.unknown()),
      error: z.string().nullable(),
    }),
  ),
});
export type PlaybookDetail = z.infer<typeof PlaybookDetail>;

/** The figures of the picture of the path. */
export const PlaybookPath = z.object({
  /** Customers for whom the audience holds at this moment, with or without consent, enrolled or not. */
  audienceNow: z.number().int(),
  /** Of those, who lacks the consent asked for. */
  withoutConsent: z.number().int(),
  /** Customers it may reach within a year, by the events of the last one; and of those, who has the consent. */
  audienceYear: z.number().int(),
  eligibleYear: z.number().int(),
  enrolled: z.object({ treatment: z.number().int(), control: z.number().int() }),
  strata: z.array(
    z.object({
      key: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      treatment: z.number().int(),
      control: z.number().int(),
    }),
  ),
  /** The smallest difference (a share) these arms can prove with 80 % power, given a base rate of 20 % unless known. */
  smallestProvable: z.number().nullable(),
});
export type PlaybookPath = z.infer<typeof PlaybookPath>;

export const ExplainedEnrolment = z.object({
  playbook: z.string(),
  playbookName: z.object({ zh: z.string(), en: z.string() }),
  epoch: z.number().int(),
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  arm: Arm,
  u: z.number(),
  holdout: z.number(),
  stratum: z.string(),
  /** As the playbook calls it; null for those in none of its strata. */
  stratumName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  enteredAt: z.iso.datetime(),
  /** One line per leaf of the audience: the sentence, what she had, whether it held. */
  because: z.array(z.object({ sentence: z.string(), value: z.string().nullable(), held: z.boolean() })),
});
export type ExplainedEnrolment = z.infer<typeof ExplainedEnrolment>;

export const listPlaybooks = endpoint({
  name: 'listPlaybooks',
  method: 'GET',
  path: '/api/w/:workspace/playbooks',
  summary: { zh: '回访方案列表', en: 'Playbooks' },
  access: 'playbooks:read',
  response: z.object({ playbooks: z.array(PlaybookSummary) }),
});

export const getPlaybook = endpoint({
  name: 'getPlaybook',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook',
  summary: { zh: '回访方案', en: 'A playbook' },
  access: 'playbooks:read',
  params: Params,
  response: PlaybookDetail,
  errors: ['not_found'],
});

export const getPlaybookPath = endpoint({
  name: 'getPlaybookPath',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/path',
  summary: { zh: '客户路径上的数字', en: 'The figures along the path of a playbook' },
  access: 'playbooks:read',
  params: Params,
  response: PlaybookPath,
  errors: ['not_found'],
});

export const importPlaybook = endpoint({
  name: 'importPlaybook',
  method: 'POST',
  path: '/api/w/:workspace/playbooks',
  summary: { zh: '导入方案（新方案或新版本）', en: 'Import a playbook, as a new one or a new version' },
  access: 'playbooks:write',
  body: z.object({
    definition: z.unknown(),
    note: z.string().max(500).default(''),
    /** The version that was edited: when another is the newest by now, nothing is written over it. Left out, whatever stands there is replaced. */
    base: z.number().int().min(1).optional(),
  }),
  response: PlaybookSummary,
  errors: ['playbook_invalid', 'playbook_changed', 'not_found'],
});

export const enablePlaybook = endpoint({
  name: 'enablePlaybook',
  method: 'POST',
  path: '/api/w/:workspace/playbooks/:playbook/enable',
  summary: { zh: '启用方案', en: 'Switch a playbook on' },
  access: 'playbooks:write',
  params: Params,
  body: z.object({
    holdout: z.number().min(0).max(0.9).optional(),
    windowDays: z.number().int().min(1).max(365).optional(),
  }),
  response: PlaybookSummary,
  errors: ['not_found', 'playbook_invalid', 'playbook_service_critical'],
});

export const disablePlaybook = endpoint({
  name: 'disablePlaybook',
  method: 'POST',
  path: '/api/w/:workspace/playbooks/:playbook/disable',
  summary: { zh: '停用方案', en: 'Switch a playbook off' },
  access: 'playbooks:write',
  params: Params,
  response: PlaybookSummary,
  errors: ['not_found'],
});

const EnrolmentPage = z.object({ enrolments: z.array(ExplainedEnrolment), next: z.string().nullable() });

export const listEnrolments = endpoint({
  name: 'listEnrolments',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/enrolments',
  summary: { zh: '入组名单与原因', en: 'Who was enrolled, into which arm, and why' },
  // Agents do not see arms: knowing who is control changes how one treats people.
  access: 'experiments:read',
  params: Params,
  query: z.object({
    epoch: z.coerce.number().int().min(1).optional(),
    arm: Arm.optional(),
    stratum: z.string().max(80).optional(),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: EnrolmentPage,
  errors: ['not_found'],
});

export const listCustomerEnrolments = endpoint({
  name: 'listCustomerEnrolments',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/enrolments',
  summary: { zh: '客户进入过的方案与原因', en: 'The playbooks a customer was enrolled in, and why' },
  // Agents do not see arms: knowing who is control changes how one treats people.
  access: 'experiments:read',
  params: z.object({ customer: z.string().max(80) }),
  response: z.object({ enrolments: z.array(ExplainedEnrolment) }),
  errors: ['not_found'],
});
