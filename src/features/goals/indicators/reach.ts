import { sql } from 'kysely';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { blindAdapters } from '../../messages/index.ts';
import type { GoalIndicator, GoalRange, PartBy } from '../../metrics/index.ts';
import { shareFigure, shareParts } from '../decide-share.ts';
import { customersOfTeam, dayOf, keyBy, ofPlaybook, type ShareRow } from '../store-parts.ts';

const LEAST = 30;
const WAIT = sql`interval '24 hours'`;

async function rows(tx: Tx, ctx: Context, range: GoalRange, by: PartBy | null): Promise<ShareRow[]> {
  const { id: workspace } = ctx.workspace;
  const keys = {
    playbook: sql`m.playbook`,
    day: dayOf(ctx, 'm.due_at'),
    channel: sql`(select d.channel from delivery d where d.workspace_id = ${workspace} and d.message_id = m.message_id
      order by d.rank desc, d.step desc, d.try desc limit 1)`,
  };
  const found = await sql<ShareRow>`
    select key, count(*) filter (where reached)::int as k, count(*)::int as n from (
      select ${keyBy(keys, by)} as key, exists (
        select 1 from delivery d where d.workspace_id = ${workspace} and d.message_id = m.message_id
          and (d.delivered_at < m.due_at or (d.state = 'accepted' and d.sent_at < m.due_at and d.adapter = any(${blindAdapters(ctx)}::text[])))
        ) as reached
      from (
        select g.message_id, g.playbook, g.created_at + ${WAIT} as due_at from message g
        where g.workspace_id = ${workspace} and g.created_at >= ${range.from}::timestamptz - ${WAIT}
          and g.created_at < ${range.to}::timestamptz - ${WAIT} ${ofPlaybook(range, 'g.playbook')}
          ${customersOfTeam(ctx, range, 'g.customer_id')}) m) told
    group by key order by key`.execute(tx);
  return found.rows;
}

export const reach: GoalIndicator = {
  key: 'messages.reach',
  name: { zh: '触达率', en: 'Reach of messages' },
  definition: {
    zh: '写好满 24 小时的消息里，24 小时内送达的比例（渠道不回执的，以对方接收为准）；被规则拦下的也在分母里。',
    en: 'Of the messages written 24 hours ago, the share delivered within 24 hours (taken over, where a channel gives no receipts); those refused by the contact policy count as not reached.',
  },
  unit: 'share',
  direction: 'higher',
  least: LEAST,
  by: ['playbook', 'channel', 'day'],
  figure: async (tx, ctx, range) => shareFigure(await rows(tx, ctx, range, null), LEAST),
  parts: async (tx, ctx, range, by) => shareParts(await rows(tx, ctx, range, by)),
};
