/** What a task looks like from outside. Browser-safe. */
import { z } from 'zod';
import { FormDefinition } from '../forms/contract-definition.ts';
import { ScriptDefinition } from '../scripts/contract-definition.ts';
import { RESULTS, type Result } from './contract-results.ts';

const Instant = z.iso.datetime();
const WordsSchema = z.object({ zh: z.string(), en: z.string() });
const Named = z.object({ id: z.string(), name: z.string() });
export type Named = z.infer<typeof Named>;

export const TaskResult = z.enum(Object.keys(RESULTS) as [Result, ...Result[]]);

/** `snoozed` is accepted and put off until a moment that has not come. */
export const TaskState = z.enum(['open', 'accepted', 'snoozed', 'done', 'cancelled']);
export type TaskState = z.infer<typeof TaskState>;

export const Lateness = z.enum(['late', 'hour', 'today', 'later']);
export type Lateness = z.infer<typeof Lateness>;

/** Points of the priority with the reason for them. */
export const Point = z.object({ code: z.string(), points: z.number().int(), words: WordsSchema });
export type Point = z.infer<typeof Point>;

export const TaskItem = z.object({
  taskId: z.string(),
  customer: z.object({
    customerId: z.string(),
    name: z.string().nullable(),
    /** Masked as the caller's role sees it. */
    phone: z.string().nullable(),
    /** How much she bought in the last year: 0 nothing to 3 much. */
    value: z.number().int().min(0).max(3),
    /** At most two, the latest. */
    tags: z.array(z.string()),
  }),
  title: WordsSchema,
  origin: z.enum(['flow', 'manual', 'follow_up']),
  playbook: z.object({ key: z.string(), name: WordsSchema, version: z.number().int() }).nullable(),
  channel: z.string(),
  state: TaskState,
  assignee: Named.nullable(),
  team: Named.nullable(),
  /** Why she has it: owner, turn, no_owner, owner_away, member, nobody, member_away, manual, transfer, claimed. */
  assignedBecause: z.string(),
  openedAt: Instant,
  dueAt: Instant,
  lateness: Lateness,
  /** Not accepted by then: a reminder; the superior answers for it. */
  remindAt: Instant.nullable(),
  escalateAt: Instant.nullable(),
  remindedAt: Instant.nullable(),
  escalated: z.object({ at: Instant, to: Named.nullable() }).nullable(),
  acceptedAt: Instant.nullable(),
  acceptedBy: Named.nullable(),
  snoozedUntil: Instant.nullable(),
  /** Times she was not reached. */
  attempts: z.number().int(),
  endedAt: Instant.nullable(),
  endedBy: Named.nullable(),
  result: z.string().nullable(),
  /** Times it was taken up again after its end: its flow went on at the first. */
  reopened: z.number().int(),
  note: z.string().nullable(),
  score: z.number().int(),
  because: z.array(Point),
});
export type TaskItem = z.infer<typeof TaskItem>;

/** What is typed and not finished. `said`: steps of the script without a question that were said; `at`: where she went back to. */
export const DraftContent = z.strictObject({
  answers: z.record(z.string().max(40), z.unknown()).default({}),
  said: z.array(z.string().max(40)).max(60).default([]),
  at: z.string().max(40).nullable().default(null),
  note: z.string().max(4000).default(''),
  openReason: z.string().max(1000).default(''),
  next: z
    .strictObject({ at: Instant, title: z.string().max(200) })
    .nullable()
    .default(null),
});
export type DraftContent = z.infer<typeof DraftContent>;

export const Draft = z.object({ content: DraftContent, savedAt: Instant, own: z.boolean() });
export type Draft = z.infer<typeof Draft>;

export const CustomerCard = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  gender: z.string().nullable(),
  age: z.number().int().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  owner: Named.nullable(),
  tags: z.array(z.object({ tag: z.string(), reason: z.string().nullable() })),
  attributes: z.array(z.object({ key: z.string(), name: WordsSchema, value: z.string() })),
  orders: z.number().int(),
  net: z.number(),
  lastOrderAt: Instant.nullable(),
  lastResponse: z.object({ at: Instant, csat: z.number().nullable(), nps: z.number().nullable() }).nullable(),
  /** Her page may be opened by the caller. */
  inScope: z.boolean(),
});
export type CustomerCard = z.infer<typeof CustomerCard>;

export const Contact = z.object({
  eventId: z.string(),
  type: z.string(),
  words: WordsSchema,
  at: Instant,
  amount: z.number().nullable(),
  properties: z.record(z.string(), z.unknown()),
});
export type Contact = z.infer<typeof Contact>;

export const HistoryEntry = z.object({
  at: Instant,
  kind: z.string(),
  by: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const TaskDetail = z.object({
  /** The workspace's now. */
  at: Instant,
  task: TaskItem,
  customer: CustomerCard,
  form: FormDefinition.nullable(),
  script: ScriptDefinition.nullable(),
  /** Only one may be: an accepted task of somebody else is read, not worked. */
  mine: z.boolean(),
  /** It has ended, and the caller may take it up again. */
  reopenable: z.boolean(),
  /** The answers of the first end count already and stay as they are. */
  answersKept: z.boolean(),
  draft: Draft.nullable(),
  /** What was answered, once it is done. */
  answers: z.record(z.string(), z.unknown()).nullable(),
  contacts: z.array(Contact),
  history: z.array(HistoryEntry),
});
export type TaskDetail = z.infer<typeof TaskDetail>;
