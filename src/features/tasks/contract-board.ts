/** The supervisor's board: who has how much, what nobody took, moving work. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Role } from '../access/contract.ts';

const base = '/api/w/:workspace/tasks';
const Instant = z.iso.datetime();
const Named = z.object({ id: z.string(), name: z.string() });
const text = (most: number) => z.string().trim().min(1).max(most);

export const BoardPerson = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  active: z.boolean(),
  teams: z.array(Named),
  waiting: z.number().int(),
  unaccepted: z.number().int(),
  late: z.number().int(),
  /** Hers, answered for by her superior. */
  escalated: z.number().int(),
  /** She answers for, of others. */
  answersFor: z.number().int(),
  snoozed: z.number().int(),
  doneToday: z.number().int(),
  /** Of what waits, the oldest due time. */
  oldestDueAt: Instant.nullable(),
  /** Trigger to done over the last 7 days, median, ms; null below 3. */
  medianCycleMs: z.number().nullable(),
  medianOf: z.number().int(),
});
export type BoardPerson = z.infer<typeof BoardPerson>;

export const getBoard = endpoint({
  name: 'getTaskBoard',
  method: 'GET',
  path: `${base}/board`,
  summary: { zh: '主管看板：每人的待办、超时、升级与产出', en: 'The board: what everybody has, late, escalated, done' },
  access: 'tasks:manage',
  query: z.object({ team: z.string().max(60).optional() }),
  response: z.object({
    at: Instant,
    teams: z.array(Named),
    people: z.array(BoardPerson),
    totals: z.object({
      waiting: z.number().int(),
      late: z.number().int(),
      escalated: z.number().int(),
      unassigned: z.number().int(),
      snoozed: z.number().int(),
      doneToday: z.number().int(),
    }),
    /** Today so far against the same hours of the workday before: how long until somebody accepted, median, ms. */
    acceptMs: z.number().nullable(),
    acceptOf: z.number().int(),
  }),
});

export const listPeople = endpoint({
  name: 'listTaskPeople',
  method: 'GET',
  path: `${base}/people`,
  summary: { zh: '可以转交给谁', en: 'Whom a task can be handed to' },
  access: 'tasks:read',
  response: z.object({
    me: z.string().nullable(),
    people: z.array(
      z.object({ id: z.string(), name: z.string(), role: Role, teams: z.array(z.string()), waiting: z.number().int() }),
    ),
    teams: z.array(Named),
  }),
});

export const MOST_MOVES = 500;

export const assignTasks = endpoint({
  name: 'assignTasks',
  method: 'POST',
  path: `${base}/assign`,
  summary: { zh: '批量改派（一个理由）', en: 'Move tasks to other people, at most 500 at once' },
  access: 'tasks:manage',
  body: z.strictObject({
    moves: z
      .array(
        z.strictObject({ task: text(60), member: z.string().max(60).nullable(), team: z.string().max(60).optional() }),
      )
      .min(1)
      .max(MOST_MOVES),
    reason: text(500),
  }),
  response: z.object({
    moved: z.number().int(),
    /** Ended meanwhile, or not to be seen. */
    skipped: z.array(z.string()),
  }),
  errors: ['not_found', 'invalid_input'],
});

export const planBalance = endpoint({
  name: 'planTaskBalance',
  method: 'GET',
  path: `${base}/balance`,
  summary: {
    zh: '均衡建议：把未接受的任务从最多的人移给最少的人，先看再改派',
    en: 'A proposal that evens out what nobody has accepted yet; nothing moves until it is assigned',
  },
  access: 'tasks:manage',
  query: z.object({ team: z.string().max(60).optional() }),
  response: z.object({
    moves: z.array(
      z.object({
        task: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        customer: z.string().nullable(),
        from: Named,
        to: Named,
      }),
    ),
  }),
});
