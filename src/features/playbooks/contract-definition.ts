/** A playbook as one JSON document. Browser-safe; part of the contract. */
import { z } from 'zod';
import { FlowDefinition } from '../flows/contract-definition.ts';
import { FormDefinition } from '../forms/contract-definition.ts';
import { Trigger } from '../rules/contract.ts';
import { ScriptDefinition } from '../scripts/contract-definition.ts';

export const Words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const Condition = z.record(z.string(), z.unknown());

export const PlaybookKey = z.string().regex(/^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/, 'a-z, 0-9 and -, 3 to 60 characters');

export const Stratum = z.strictObject({
  key: z.string().min(1).max(40),
  name: Words,
  when: Condition,
});

export const PlaybookDefinition = z.strictObject({
  key: PlaybookKey,
  name: Words,
  description: z.strictObject({ zh: z.string().min(1).max(1000), en: z.string().min(1).max(1000) }),
  trigger: Trigger,
  /** Whom it is for: the condition language, over the customer at the moment of the trigger. */
  audience: Condition,
  /** The consent a customer must have given to be enrolled; null for follow-ups that are part of the service itself. */
  consent: z.enum(['service', 'marketing']).nullable().default('marketing'),
  /** The main dimension of the scorecard: the first stratum whose condition holds at entry; `other` when none does. */
  strata: z.array(Stratum).max(12).default([]),
  /** What counts as success: the first such event inside the window. */
  goal: z.strictObject({ event: z.string().min(1).max(80), name: Words }),
  /** Whole days after entry during which the goal counts. */
  windowDays: z.number().int().min(1).max(365).default(30),
  /** Days to wait after the window before a customer counts as matured, so that refunds have come in. */
  refundDays: z.number().int().min(0).max(90).default(14),
  control: z
    .strictObject({
      /** Share held out at random, 0 to 0.9; null lets the yearly number of eligible customers decide. */
      holdout: z.number().min(0).max(0.9).nullable().default(null),
      /** Safety, complaint, obligation: nobody may be held out, and the value is labelled non-causal. */
      serviceCritical: z.boolean().default(false),
    })
    .default({ holdout: null, serviceCritical: false }),
  target: z
    .strictObject({
      /** Difference to reach, as a share (0.03 = 3 points). */
      lift: z.number().min(0).max(1).nullable().default(null),
      mode: z.enum(['always_valid', 'fixed']).default('always_valid'),
      /** Customers of both arms the always-valid interval is tuned to. */
      plannedN: z.number().int().min(100).max(100_000_000).nullable().default(null),
    })
    .default({ lift: null, mode: 'always_valid', plannedN: null }),
  economics: z
    .strictObject({
      /** Gross margin, 0 to 1. */
      margin: z.number().min(0).max(1),
      setupCost: z.number().min(0),
      monthlyCost: z.number().min(0),
      costPerContact: z.number().min(0),
    })
    .nullable()
    .default(null),
  /** How often the same customer may walk through the flow again. What is measured counts from her first entry. */
  again: z.enum(['once', 'event', 'day', 'week', 'month']).default('once'),
  forms: z.array(FormDefinition).max(20).default([]),
  scripts: z.array(ScriptDefinition).max(20).default([]),
  /** The words for each channel; checked and kept by the room that sends (slot `playbooks.part`). */
  messages: z
    .array(z.looseObject({ key: z.string().min(1).max(60) }))
    .max(50)
    .default([]),
  /** What follows the words of a message when it is told by telephone; kept by the room that calls. Without, a call asks its form as it stands. */
  calls: z
    .array(z.looseObject({ message: z.string().min(1).max(60) }))
    .max(50)
    .exactOptional(),
  /** What happens to a customer of the treatment arm; null only records. */
  flow: FlowDefinition.nullable().default(null),
});
export type PlaybookDefinition = z.infer<typeof PlaybookDefinition>;

/** What an epoch fixes before it starts. The scorecard reads nothing else. */
export const Registered = PlaybookDefinition.pick({
  goal: true,
  windowDays: true,
  refundDays: true,
  strata: true,
  target: true,
  economics: true,
  audience: true,
  consent: true,
}).extend({ serviceCritical: z.boolean(), definitionVersion: z.number().int() });
export type Registered = z.infer<typeof Registered>;

/** A part of what is registered that a later version says otherwise, and since which one. */
export interface PlaybookChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly version: number;
  readonly at: Date;
  readonly by: string;
}
