import { type Route, route } from '../../kit/http/route.ts';
import { getBoard, listPeople, planBalance } from './board.ts';
import { createTask } from './by-hand.ts';
import * as contract from './contract.ts';
import { getTask } from './detail.ts';
import { saveDraft } from './drafts.ts';
import { finishTask } from './finish.ts';
import { assignTasks, transferTask } from './move.ts';
import { countTasks, listTasks } from './queue.ts';
import { reopenTask } from './reopen.ts';
import { acceptTask, dialTask, snoozeTask, wakeTask } from './work.ts';

export const routes: readonly Route[] = [
  route(contract.listTasks, ({ ctx, query }) => listTasks(ctx, query)),
  route(contract.countTasks, ({ ctx }) => countTasks(ctx)),
  route(contract.getBoard, ({ ctx, query }) => getBoard(ctx, query.team)),
  route(contract.listPeople, ({ ctx }) => listPeople(ctx)),
  route(contract.planBalance, ({ ctx, query }) => planBalance(ctx, query.team)),
  route(contract.assignTasks, ({ ctx, body }) => assignTasks(ctx, body.moves, body.reason)),
  route(contract.createTask, ({ ctx, body }) => createTask(ctx, body)),
  route(contract.getTask, ({ ctx, params }) => getTask(ctx, params.task)),
  route(contract.acceptTask, ({ ctx, params }) => acceptTask(ctx, params.task)),
  route(contract.saveDraft, ({ ctx, params, body }) => saveDraft(ctx, params.task, body)),
  route(contract.finishTask, ({ ctx, params, body }) => finishTask(ctx, params.task, body)),
  route(contract.reopenTask, ({ ctx, params, body }) => reopenTask(ctx, params.task, body.reason)),
  route(contract.snoozeTask, ({ ctx, params, body }) => snoozeTask(ctx, params.task, body)),
  route(contract.wakeTask, ({ ctx, params }) => wakeTask(ctx, params.task)),
  route(contract.transferTask, ({ ctx, params, body }) => transferTask(ctx, params.task, body)),
  route(contract.dialTask, ({ ctx, params }) => dialTask(ctx, params.task)),
];
