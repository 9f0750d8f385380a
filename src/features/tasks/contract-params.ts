/** What a flow's node says about the task it opens. Browser-safe. */
import { z } from 'zod';
import { Role } from '../access/contract.ts';

const WordsSchema = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** Working time unless `working` is false. */
export const TaskWait = z.strictObject({
  n: z.number().int().min(1).max(3650),
  unit: z.enum(['minute', 'hour', 'day']),
  working: z.boolean().exactOptional(),
});
export type TaskWait = z.infer<typeof TaskWait>;

/** How the customer is to be reached; it picks the icon, nothing else. */
export const TaskChannel = z.enum(['phone', 'wecom', 'sms', 'email', 'visit']);
export type TaskChannel = z.infer<typeof TaskChannel>;

/**
 * Whom it goes to. `owner`: who owns the customer, else round robin. `roundRobin`: in turn over the active people of a team, of role agent
 * unless another is named. `role`: in turn over everybody of that role. `member`: this one (id or e-mail). Nobody there: the open pool.
 */
export const Assign = z
  .strictObject({
    to: z.enum(['owner', 'roundRobin', 'member', 'role']),
    /** Id or name. */
    team: z.string().min(1).max(80).exactOptional(),
    role: Role.exactOptional(),
    member: z.string().min(1).max(254).exactOptional(),
  })
  .refine((assign) => assign.to !== 'member' || assign.member !== undefined, { path: ['member'], message: 'member' })
  .refine((assign) => assign.to !== 'role' || assign.role !== undefined, { path: ['role'], message: 'role' });
export type Assign = z.infer<typeof Assign>;

export const TaskParams = z.strictObject({
  title: WordsSchema,
  /** Keys of a form and a script of the same playbook. */
  form: z.string().min(1).max(60).exactOptional(),
  script: z.string().min(1).max(60).exactOptional(),
  channel: TaskChannel.exactOptional(),
  assign: Assign,
  /** To be done within; one working day by default. */
  due: TaskWait.exactOptional(),
  /** Not accepted within `remind`: a reminder; within `escalate`: the superior answers for it. 2 and 4 working hours by default. */
  accept: z.strictObject({ remind: TaskWait, escalate: TaskWait }).exactOptional(),
  /** Not reached: tried again after `wait`, at most so many times in all. Without it the first miss ends the task. */
  retry: z.strictObject({ most: z.number().int().min(2).max(10), wait: TaskWait }).exactOptional(),
  /** Points added to the priority, -50 to 50. */
  weight: z.number().int().min(-50).max(50).exactOptional(),
});
export type TaskParams = z.infer<typeof TaskParams>;

export const DEFAULT_DUE: TaskWait = { n: 1, unit: 'day' };
export const DEFAULT_ACCEPT = {
  remind: { n: 2, unit: 'hour' },
  escalate: { n: 4, unit: 'hour' },
} as const satisfies { remind: TaskWait; escalate: TaskWait };
