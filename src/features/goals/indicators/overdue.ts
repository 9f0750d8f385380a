import { sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { GoalIndicator, GoalRange, PartBy } from '../../metrics/index.ts';
import { shareFigure, shareParts } from '../decide-share.ts';
import { dayOf, keyBy, ofPlaybook, type ShareRow, TASK_SCRIPT, tasksOfTeam } from '../store-parts.ts';

const LEAST = 30;

async function rows(tx: Tx, ctx: Context, range: GoalRange, by: PartBy | null): Promise<ShareRow[]> {
  const keys = {
    playbook: sql`t.playbook`,
    script: TASK_SCRIPT,
    channel: sql`t.channel`,
    person: sql`t.assignee_id`,
    day: dayOf(ctx, 't.due_at'),
  };
  const found = await sql<ShareRow>`
    select key, count(*) filter (where late)::int as k, count(*)::int as n from (
      select ${keyBy(keys, by)} as key, t.ended_at is null or t.ended_at > t.due_at as late from task t
      where t.workspace_id = ${ctx.workspace.id} and t.due_at >= ${range.from} and t.due_at < ${range.to}
        and t.state <> 'cancelled' ${ofPlaybook(range, 't.playbook')} ${tasksOfTeam(ctx, range)}) due
    group by key order by key`.execute(tx);
  return found.rows;
}

export const overdue: GoalIndicator = {
  key: 'tasks.overdue',
  name: { zh: '任务逾期率', en: 'Tasks overdue' },
  definition: {
    zh: '期内到期的任务里，到期时还没完成的比例；取消的不算。团队按任务的归属。',
    en: 'Of the tasks due in the period, the share not done when they were due; cancelled ones do not count. A team counts its own tasks.',
  },
  unit: 'share',
  direction: 'lower',
  least: LEAST,
  by: ['playbook', 'script', 'channel', 'person', 'day'],
  figure: async (tx, ctx, range) => shareFigure(await rows(tx, ctx, range, null), LEAST),
  parts: async (tx, ctx, range, by) => shareParts(await rows(tx, ctx, range, by)),
};
