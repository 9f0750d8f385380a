import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { flowAction } from '../flows/index.ts';
import { taskAction } from './actions/task.ts';
import { nextDeadline, sweepDeadlines } from './deadlines.ts';
import { acceptanceOverdue } from './events.ts';
import { handOver, hearLeft } from './hand-over.ts';
import * as initial from './migrations/0001-tasks.ts';
import * as reopen from './migrations/0002-reopen.ts';
import * as variant from './migrations/0003-variant.ts';
import * as updated from './migrations/0004-updated.ts';
import { TASK_TYPES } from './record.ts';
import { routes } from './routes.ts';

export const tasksFeature: Feature = {
  name: 'tasks',
  words: { zh: '回访任务', en: 'Tasks' },
  migrations: migrationsOf('tasks', {
    '0001-tasks': initial,
    '0002-reopen': reopen,
    '0003-variant': variant,
    '0004-updated': updated,
  }),
  tables: [
    { name: 'task', replay: 'empty' },
    { name: 'task_entry', replay: 'empty' },
    { name: 'task_draft', replay: 'empty' },
    { name: 'assignment_cursor', replay: 'empty' },
  ],
  routes,
  events: [acceptanceOverdue],
  subscribers: [hearLeft],
  sweeps: [
    { name: 'tasks.handOver', run: handOver },
    { name: 'tasks.deadlines', run: sweepDeadlines, next: nextDeadline },
  ],
  errors: {
    task_ended: {
      status: 409,
      words: {
        zh: '{who} 已在 {when} 结束了这个任务。你填的内容还在，可以复制。',
        en: '{who} ended this task at {when}. What you typed is still here to copy.',
      },
    },
    task_not_yours: {
      status: 409,
      words: {
        zh: '这个任务现在由 {who} 负责。需要接手时请对方转交，或请主管改派。',
        en: 'This task belongs to {who} now. Ask for it to be handed over, or ask a supervisor.',
      },
    },
    task_answers_kept: {
      status: 409,
      words: {
        zh: '第一次完成时的答案已计入指标，不再改。补充请写在备注里。',
        en: 'The answers of the first end count already and stay. Write what is new into the note.',
      },
    },
    task_must_ask_open: {
      status: 400,
      words: {
        zh: '还有 {n} 个必问没有答案：{steps}。请补上，或写明原因。',
        en: '{n} must-ask questions have no answer: {steps}. Ask them, or say why not.',
      },
    },
  },
  permissions: [
    { name: 'tasks:read', words: { zh: '查看任务', en: 'See tasks' } },
    { name: 'tasks:write', words: { zh: '处理自己的任务', en: 'Work on one’s own tasks' } },
    { name: 'tasks:manage', words: { zh: '看板、改派、批量处理', en: 'The board, moving tasks, many at once' } },
  ],
  fillings: [
    fillSlot(flowAction, taskAction),
    fillSlot(knownTypes, TASK_TYPES),
    fillSlot(auditWords, {
      actions: {
        'tasks.opened': { zh: '新建任务', en: 'Opened a task' },
        'tasks.reopened': { zh: '重新打开任务', en: 'Reopened a task' },
        'tasks.assigned': { zh: '改派任务', en: 'Moved tasks' },
      },
      things: { task: { zh: '回访任务', en: 'Task' } },
    }),
  ],
};
