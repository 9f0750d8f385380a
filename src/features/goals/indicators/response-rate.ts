import { sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import type { GoalIndicator, GoalRange, PartBy } from '../../metrics/index.ts';
import { shareFigure, shareParts } from '../decide-share.ts';
import { customersOfTeam, dayOf, keyBy, ofPlaybook, type ShareRow } from '../store-parts.ts';

const LEAST = 30;
/** A question counts on the day its three days are over, answered in them or not: who was asked yesterday has not failed to answer. */
const WAIT = sql`interval '72 hours'`;

async function rows(tx: Tx, ctx: Context, range: GoalRange, by: PartBy | null): Promise<ShareRow[]> {
  const { id: workspace } = ctx.workspace;
  const keys = { playbook: sql`q.playbook`, channel: sql`q.channel`, day: dayOf(ctx, 'q.due_at') };
  const found = await sql<ShareRow>`
    select key, count(*) filter (where answered)::int as k, count(*)::int as n from (
      select ${keyBy(keys, by)} as key, q.answered from (
        select min(l.playbook) as playbook, min(l.channel) as channel, min(l.created_at) + ${WAIT} as due_at,
          coalesce(min(l.answered_at) < min(l.created_at) + ${WAIT}, false) as answered
        from survey_link l
        where l.workspace_id = ${workspace} and l.created_at >= ${range.from}::timestamptz - ${WAIT}
          and l.created_at < ${range.to}::timestamptz - ${WAIT} ${ofPlaybook(range, 'l.playbook')}
          ${customersOfTeam(ctx, range, 'l.customer_id')}
        group by coalesce(l.run_id, l.link_id), l.form_key
        having bool_or(l.answered_at is not null) or bool_or(l.revoked_at is null)) q) asked
    group by key order by key`.execute(tx);
  return found.rows;
}

export const responseRate: GoalIndicator = {
  key: 'surveys.response_rate',
  name: { zh: '问卷回应率', en: 'Response rate of surveys' },
  definition: {
    zh: '发出满 72 小时的问卷里，72 小时内答完的比例；算在满 72 小时的那天。',
    en: 'Of the surveys sent 72 hours ago, the share answered within 72 hours; counted on the day the 72 hours are over.',
  },
  unit: 'share',
  direction: 'higher',
  least: LEAST,
  by: ['playbook', 'channel', 'day'],
  figure: async (tx, ctx, range) => shareFigure(await rows(tx, ctx, range, null), LEAST),
  parts: async (tx, ctx, range, by) => shareParts(await rows(tx, ctx, range, by)),
};
