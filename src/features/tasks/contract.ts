import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { Draft, DraftContent, TaskDetail, TaskItem, TaskResult } from './contract-items.ts';
import { ALL_RESULTS } from './contract-results.ts';
import { TaskChannel } from './contract-params.ts';

export * from './contract-board.ts';
export * from './contract-items.ts';
export * from './contract-results.ts';

const base = '/api/w/:workspace/tasks';
const Instant = z.iso.datetime();
const OfTask = z.object({ workspace: z.string(), task: z.string().min(1).max(60) });
const text = (most: number) => z.string().trim().min(1).max(most);

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: base,
  summary: {
    zh: '任务列表：我的（mine）、待领取（pool）、看得到的全部（all）；待办按紧急与价值排序并附理由',
    en: 'Tasks: mine, the open pool, or all one may see; what waits is ordered by urgency and value, with the reasons',
  },
  access: 'tasks:read',
  query: z.object({
    view: z.enum(['mine', 'pool', 'all']).default('mine'),
    /** `ended`: done or cancelled. */
    state: z.enum(['waiting', 'snoozed', 'done', 'cancelled', 'ended', 'any']).default('waiting'),
    /** How it ended: one of the results, or `cancelled`. */
    result: z.enum(Object.keys(ALL_RESULTS) as [string, ...string[]]).optional(),
    /** Only what ended on the workspace's today. */
    today: z.stringbool().default(false),
    late: z.stringbool().default(false),
    escalated: z.stringbool().default(false),
    unaccepted: z.stringbool().default(false),
    assignee: z.string().max(60).optional(),
    team: z.string().max(60).optional(),
    playbook: z.string().max(80).optional(),
    customer: z.string().max(80).optional(),
    channel: TaskChannel.optional(),
    /** In the customer's name or the title. */
    q: z.string().trim().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(300).default(200),
  }),
  /** `at`: the workspace's now, which lateness and reasons speak of. */
  response: z.object({ at: Instant, items: z.array(TaskItem), next: z.string().nullable() }),
  errors: ['invalid_input'],
});

export const countTasks = endpoint({
  name: 'countTasks',
  method: 'GET',
  path: `${base}/counts`,
  summary: { zh: '我的任务数量', en: 'How many tasks wait for me' },
  access: 'tasks:read',
  response: z.object({
    waiting: z.number().int(),
    late: z.number().int(),
    hour: z.number().int(),
    snoozed: z.number().int(),
    doneToday: z.number().int(),
    pool: z.number().int(),
  }),
});

export const getTask = endpoint({
  name: 'getTask',
  method: 'GET',
  path: `${base}/:task`,
  summary: {
    zh: '一个任务：客户、话术、表单、草稿、往来、经过',
    en: 'A task with customer, script, form, draft, last contacts and history',
  },
  access: 'tasks:read',
  params: OfTask,
  response: TaskDetail,
  errors: ['not_found'],
});

export const createTask = endpoint({
  name: 'createTask',
  method: 'POST',
  path: base,
  summary: { zh: '手工新建任务', en: 'Open a task by hand' },
  access: 'tasks:write',
  body: z.strictObject({
    customerId: text(80),
    title: text(200),
    channel: TaskChannel.default('phone'),
    /** One working day by default. */
    dueAt: Instant.optional(),
    /** Oneself by default; another person needs `tasks:manage`. */
    assignee: z.string().max(60).optional(),
    team: z.string().max(60).optional(),
    note: z.string().trim().max(4000).optional(),
  }),
  response: TaskItem,
  errors: ['not_found', 'not_allowed', 'invalid_input'],
});

export const acceptTask = endpoint({
  name: 'acceptTask',
  method: 'POST',
  path: `${base}/:task/accept`,
  summary: { zh: '接受任务（打开或领取即接受）', en: 'Accept a task; from the pool this claims it' },
  access: 'tasks:write',
  params: OfTask,
  response: TaskItem,
  errors: ['not_found', 'task_not_yours', 'task_ended'],
});

export const saveDraft = endpoint({
  name: 'saveTaskDraft',
  method: 'PUT',
  path: `${base}/:task/draft`,
  summary: { zh: '保存草稿', en: 'Keep what is typed' },
  access: 'tasks:write',
  params: OfTask,
  body: DraftContent,
  response: Draft,
  errors: ['not_found', 'task_not_yours', 'task_ended', 'too_large'],
});

export const finishTask = endpoint({
  name: 'finishTask',
  method: 'POST',
  path: `${base}/:task/finish`,
  summary: {
    zh: '完成任务：结果、答案、备注、下一步；没接通时按方案重试',
    en: 'Finish a task: result, answers, note, next step; not reached, it is tried again as the playbook says',
  },
  access: 'tasks:write',
  params: OfTask,
  body: z.strictObject({
    result: TaskResult,
    answers: z.record(z.string().max(40), z.unknown()).default({}),
    said: z.array(z.string().max(40)).max(60).default([]),
    note: z.string().trim().max(4000).optional(),
    /** Needed while a must-ask question of the script is open. */
    openReason: z.string().trim().max(1000).optional(),
    /** A follow-up: a new task for the same customer and person. */
    next: z.strictObject({ at: Instant, title: text(200) }).optional(),
    /** Not reached: false ends it although another try is left. */
    retry: z.boolean().default(true),
  }),
  response: z.object({
    task: TaskItem,
    /** Not reached: it comes back then. */
    retryAt: Instant.nullable(),
    nextTaskId: z.string().nullable(),
  }),
  errors: [
    'not_found',
    'task_not_yours',
    'task_ended',
    'answers_invalid',
    'task_must_ask_open',
    'task_answers_kept',
    'invalid_input',
  ],
});

export const reopenTask = endpoint({
  name: 'reopenTask',
  method: 'POST',
  path: `${base}/:task/reopen`,
  summary: {
    zh: '重新打开已结束的任务：它的人与主管可以；流程已按上次的结果继续，不会回退；答案已计入，不再改',
    en: 'Take an ended task up again, by who had it or a supervisor: its flow went on and is not turned back, its answers count and stay',
  },
  access: 'tasks:write',
  params: OfTask,
  body: z.strictObject({ reason: z.string().trim().max(500).optional() }),
  response: z.object({
    task: TaskItem,
    /** The flow has gone on with what it was told. */
    flowWentOn: z.boolean(),
    /** The follow-up that its end had opened, cancelled. */
    takenBackTaskId: z.string().nullable(),
  }),
  errors: ['not_found', 'task_not_yours'],
});

export const snoozeTask = endpoint({
  name: 'snoozeTask',
  method: 'POST',
  path: `${base}/:task/snooze`,
  summary: { zh: '推迟到某个时间', en: 'Put a task off until a moment' },
  access: 'tasks:write',
  params: OfTask,
  body: z.strictObject({
    until: Instant,
    reason: z.string().trim().max(300).optional(),
    /** The customer asked for it: the due time moves along. */
    asked: z.boolean().default(false),
  }),
  response: TaskItem,
  errors: ['not_found', 'task_not_yours', 'task_ended', 'invalid_input'],
});

export const wakeTask = endpoint({
  name: 'wakeTask',
  method: 'POST',
  path: `${base}/:task/wake`,
  summary: { zh: '取消推迟', en: 'Take a task back into the queue' },
  access: 'tasks:write',
  params: OfTask,
  response: TaskItem,
  errors: ['not_found', 'task_not_yours', 'task_ended'],
});

export const transferTask = endpoint({
  name: 'transferTask',
  method: 'POST',
  path: `${base}/:task/transfer`,
  summary: { zh: '转交给同事或团队', en: 'Hand a task to a colleague or a team' },
  access: 'tasks:write',
  params: OfTask,
  body: z
    .strictObject({ member: z.string().max(60).optional(), team: z.string().max(60).optional(), reason: text(500) })
    .refine((to) => (to.member === undefined) !== (to.team === undefined), {
      path: ['member'],
      message: 'member | team',
    }),
  response: TaskItem,
  errors: ['not_found', 'task_not_yours', 'task_ended', 'invalid_input'],
});

export const dialTask = endpoint({
  name: 'dialTask',
  method: 'POST',
  path: `${base}/:task/dial`,
  summary: {
    zh: '拨打：给出完整号码，并记入任务与审计日志',
    en: 'Call: the whole number, written into the task’s history and the audit log',
  },
  access: 'tasks:write',
  params: OfTask,
  response: z.object({ phone: z.string().nullable() }),
  errors: ['not_found', 'not_allowed', 'task_not_yours', 'task_ended'],
});
