/** A metric of the company's own, said without code: which questions, whose answers, what is computed. A version never changes. Browser-safe. */
import { z } from 'zod';
import { Words } from './contract-definition.ts';

const Key = z.string().trim().min(1).max(80);
const Id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a-z 0-9 _');
const Score = z.number().min(-1000).max(1000);

/** A question of a form; null: in whatever playbook, in whatever form, all its rows. */
export const OwnBinding = z.strictObject({
  playbook: Key.nullable().default(null),
  form: Key.nullable().default(null),
  question: Id,
  row: Id.nullable().default(null),
});
export type OwnBinding = z.infer<typeof OwnBinding>;

/**
 * `mean`, `median`; `top`: how many of the answers lie from `from` to `to` (top box); `net`: promoters less detractors, times 100; `yes`: how many
 * chose one of the options.
 */
export const OwnFormula = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mean') }),
  z.strictObject({ kind: z.literal('median') }),
  z.strictObject({ kind: z.literal('top'), from: Score, to: Score }),
  z.strictObject({ kind: z.literal('net'), promoter: Score, detractor: Score }),
  z.strictObject({ kind: z.literal('yes'), values: z.array(z.string().min(1).max(60)).min(1).max(50) }),
]);
export type OwnFormula = z.infer<typeof OwnFormula>;
export const FORMULAS = ['mean', 'median', 'top', 'net', 'yes'] as const satisfies readonly OwnFormula['kind'][];

export const OWN_PERIODS = ['month', 'quarter'] as const;
export const LEAST_OWN = 30;

export const OwnDefinition = z.strictObject({
  bind: z.array(OwnBinding).min(1).max(20),
  /** After what: events that start a playbook, playbooks, channels. Empty: any. */
  touchpoint: z
    .strictObject({
      events: z.array(Key).max(20).default([]),
      playbooks: z.array(Key).max(50).default([]),
      channels: z.array(Key).max(20).default([]),
    })
    .prefault({}),
  /** Answers on another scale are stretched to this one. `better`: which end is the good one. */
  scale: z.strictObject({ low: Score, high: Score, better: z.enum(['high', 'low']).default('high') }),
  formula: OwnFormula,
  /** Answers within so many days after she was asked; null: whenever. */
  window: z.strictObject({ days: z.number().int().min(1).max(365).nullable().default(null) }).prefault({}),
  /** Of each customer the latest answer in it counts. */
  period: z.enum(OWN_PERIODS).default('month'),
  exclude: z
    .strictObject({
      segments: z.array(Key).max(10).default([]),
      channels: z.array(Key).max(20).default([]),
      /** What was answered in the sandbox, and customers tagged 测试 or test. */
      testCustomers: z.boolean().default(true),
      /** Answered in fewer seconds after it was opened. */
      fasterThan: z.number().int().min(1).max(3600).nullable().default(null),
      /** Answers of forms that were not finished. */
      partial: z.boolean().default(true),
    })
    .prefault({}),
  /** With fewer answers there is no figure. */
  least: z.number().int().min(LEAST_OWN).max(100_000).default(LEAST_OWN),
});
export type OwnDefinition = z.infer<typeof OwnDefinition>;

export const OwnKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,39}$/, 'a-z 0-9 _, 2 to 40 characters, beginning with a letter');

export const OwnName = z.strictObject({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) });

export const OwnRun = z.object({
  done: z.number().int(),
  total: z.number().int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** When all history was first read by it: from then on it gives the figures, also while it is read anew. */
  readAt: z.iso.datetime().nullable(),
});
export type OwnRun = z.infer<typeof OwnRun>;

export const OwnVersion = z.object({
  version: z.number().int(),
  name: Words,
  definition: OwnDefinition,
  note: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** The reading of the whole history by this version. */
  run: OwnRun.nullable(),
});
export type OwnVersion = z.infer<typeof OwnVersion>;

export const OwnMetric = z.object({
  metric: z.string(),
  name: Words,
  archivedAt: z.iso.datetime().nullable(),
  /** Newest first. */
  versions: z.array(OwnVersion).min(1),
});
export type OwnMetric = z.infer<typeof OwnMetric>;

/** How a metric travels between workspaces. */
export const OwnDocument = z.strictObject({
  format: z.literal('huixiang.metric'),
  formatVersion: z.literal(1),
  metric: OwnKey,
  name: OwnName,
  definition: OwnDefinition,
});
export type OwnDocument = z.infer<typeof OwnDocument>;
