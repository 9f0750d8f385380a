import { sql } from 'kysely';
import { endedBy, kaplanMeier } from '../../../engine/stats/index.ts';
import type { GoalIndicator } from '../../metrics/index.ts';
import { ofPlaybook, tasksOfTeam } from '../store-parts.ts';

const LEAST = 30;
const HOUR_MS = 3_600_000;
/** The latest so many: beyond it a median does not move. */
const MOST = 100_000;

/** A median is no sum of parts, so it has none; what moved is found at the overdue share. */
export const cycle: GoalIndicator = {
  key: 'tasks.cycle',
  name: { zh: '处理时长中位数', en: 'Median time to done' },
  definition: {
    zh: '期内触发的任务，从触发到完成的自然小时的中位数；没做完的按已经等的时间计入（Kaplan–Meier），不会因为积压显得更快。',
    en: 'Tasks triggered in the period: the median of the hours from trigger to done. What is not done counts as far as it has come (Kaplan–Meier), so that a backlog does not look fast.',
  },
  unit: 'hours',
  direction: 'lower',
  least: LEAST,
  async figure(tx, ctx, range) {
    const { rows } = await sql<{ ms: number; ended: boolean }>`
      select (extract(epoch from (least(coalesce(t.ended_at, ${range.to}), ${range.to}) - t.triggered_at)) * 1000)::float8 as ms,
        t.state = 'done' and t.ended_at < ${range.to} as ended
      from task t
      where t.workspace_id = ${ctx.workspace.id} and t.triggered_at >= ${range.from} and t.triggered_at < ${range.to}
        ${ofPlaybook(range, 't.playbook')} ${tasksOfTeam(ctx, range)}
      order by t.triggered_at desc limit ${MOST}`.execute(tx);
    if (rows.length < LEAST) return null;
    const median = endedBy(kaplanMeier(rows.map(({ ms, ended }) => ({ time: ms, ended }))), 0.5);
    if (median.value === null) return null;
    const [low, high] = median.ci;
    return {
      value: median.value / HOUR_MS,
      n: rows.length,
      ...(low === null || high === null ? {} : { low: low / HOUR_MS, high: high / HOUR_MS }),
    };
  },
};
