/** Two wordings against each other: what is fixed before the start, what came of it, and what may be done. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace/experiments';
const Words = z.object({ zh: z.string(), en: z.string() });

export const TrialKind = z.enum(['message', 'script']);
export type TrialKind = z.infer<typeof TrialKind>;

/** What counts as success, within the window from the moment a customer is given her wording. */
export const TrialOutcome = z.discriminatedUnion('kind', [
  /** The message was read. Only for messages. */
  z.strictObject({ kind: z.literal('read') }),
  /** She wrote back, or filled in the playbook's form to its end. */
  z.strictObject({ kind: z.literal('answered') }),
  /** An event of this type happened: an order, a visit. */
  z.strictObject({ kind: z.literal('event'), event: z.string().min(1).max(80) }),
  /** She answered the playbook's form with at least this satisfaction, 1 to 5. */
  z.strictObject({ kind: z.literal('csat'), atLeast: z.number().int().min(1).max(5) }),
]);
export type TrialOutcome = z.infer<typeof TrialOutcome>;

/** Fixed at the start; nothing of it changes afterwards. */
export const TrialPlan = z.strictObject({
  outcome: TrialOutcome,
  windowDays: z.number().int().min(1).max(90),
});
export type TrialPlan = z.infer<typeof TrialPlan>;

export const TrialVerdict = z.enum(['not_yet', 'better', 'worse', 'guardrail']);
export type TrialVerdict = z.infer<typeof TrialVerdict>;

export const EndReason = z.enum(['stopped', 'guardrail', 'promoted', 'changed']);
export type EndReason = z.infer<typeof EndReason>;

const Share = z.object({
  n: z.number().int(),
  k: z.number().int(),
  rate: z.number().nullable(),
  /** Wilson, 95 %. */
  ci: z.tuple([z.number(), z.number()]),
});
export type TrialShare = z.infer<typeof Share>;

const Compared = z.object({ a: Share, b: Share, e: z.number() });

export const Trial = z.object({
  experimentId: z.string(),
  number: z.number().int(),
  playbook: z.string(),
  playbookName: Words,
  kind: TrialKind,
  part: z.string(),
  partName: Words,
  /** Key of the alternative; the words in force are `a`. */
  variant: z.string(),
  share: z.number(),
  salt: z.string(),
  version: z.number().int(),
  plan: TrialPlan,
  /** Name of the event that counts, when it is the playbook's goal. */
  goalName: Words.nullable(),
  /** Fixed by the product: after how many days the guardrails are counted, and at which evidence each says stop. */
  rules: z.object({
    guardDays: z.number().int(),
    stopAt: z.number(),
    alarmAt: z.number(),
    /** Pairs before which nothing counts as proven; not there in experiments of definition 1. */
    leastPairs: z.number().int().exactOptional(),
    definition: z.number().int(),
  }),
  texts: z.object({ a: Words, b: Words }),
  state: z.enum(['running', 'ended']),
  verdict: TrialVerdict,
  /** Customers given each wording; those whose window is over stand in `outcome`. */
  assigned: z.object({ a: z.number().int(), b: z.number().int() }),
  /** Share ordered against share given, p below .001 blocks the verdict. */
  ratio: z.object({ p: z.number(), verdict: z.enum(['ok', 'warning', 'invalid']) }),
  blocks: z.number().int(),
  outcome: Compared,
  guardrails: z.object({ optedOut: Compared, complained: Compared }),
  /** By day of the workspace, oldest first. */
  looks: z.array(z.object({ day: z.string(), blocks: z.number().int(), e: z.number() })),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endReason: EndReason.nullable(),
  promoted: z.enum(['a', 'b']).nullable(),
  promotedVersion: z.number().int().nullable(),
});
export type Trial = z.infer<typeof Trial>;

export const TrialPart = z.object({
  playbook: z.string(),
  playbookName: Words,
  version: z.number().int(),
  kind: TrialKind,
  part: z.string(),
  partName: Words,
  variant: z.string(),
  share: z.number(),
  goal: z.string(),
  /** What people call the goal; of the event `goal` only. */
  goalName: Words,
  windowDays: z.number().int(),
  texts: z.object({ a: Words, b: Words }),
});
export type TrialPart = z.infer<typeof TrialPart>;

export const listTrials = endpoint({
  name: 'listExperiments',
  method: 'GET',
  path: base,
  summary: {
    zh: '话术与消息的 A/B 实验，以及可以开始实验的内容',
    en: 'A/B experiments of wordings, and the parts of running playbooks that could start one',
  },
  access: 'experiments:read',
  response: z.object({ items: z.array(Trial), ready: z.array(TrialPart) }),
});

const Params = z.object({ experiment: z.string().max(60) });

export const getTrial = endpoint({
  name: 'getExperiment',
  method: 'GET',
  path: `${base}/:experiment`,
  summary: { zh: '一个 A/B 实验', en: 'An A/B experiment with its evidence' },
  access: 'experiments:read',
  params: Params,
  response: Trial,
  errors: ['not_found'],
});

export const startTrial = endpoint({
  name: 'startExperiment',
  method: 'POST',
  path: base,
  summary: {
    zh: '登记并开始一个 A/B 实验；开始后什么也不能改',
    en: 'Register and start an A/B experiment; nothing of it can be changed afterwards',
  },
  access: 'experiments:write',
  body: z.strictObject({ playbook: z.string().max(60), kind: TrialKind, part: z.string().max(60), plan: TrialPlan }),
  response: Trial,
  errors: ['experiment_no_variant', 'experiment_running', 'experiment_outcome_unfit'],
});

export const stopTrial = endpoint({
  name: 'stopExperiment',
  method: 'POST',
  path: `${base}/:experiment/stop`,
  summary: { zh: '停止实验，所有人回到原文', en: 'Stop an experiment; everybody gets the words in force' },
  access: 'experiments:write',
  params: Params,
  response: Trial,
  errors: ['not_found', 'experiment_ended'],
});

export const promoteTrial = endpoint({
  name: 'promoteVariant',
  method: 'POST',
  path: `${base}/:experiment/promote`,
  summary: {
    zh: '把胜出的写法写入方案的新版本；证据保留',
    en: 'Make the winner the words of a new version of the playbook; the evidence is kept',
  },
  access: 'experiments:write',
  params: Params,
  response: Trial,
  errors: ['not_found', 'experiment_not_proven', 'experiment_promoted', 'experiment_part_changed'],
});
