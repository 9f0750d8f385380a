import { sql } from 'kysely';
import { crossSumsOf, ratioOf } from '../../../engine/stats/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { membersOf } from '../../access/index.ts';
import { CAP_MINUTES, LEAST_SECONDS, listCostRows, priceOn } from '../../costs/index.ts';
import type { GoalFigure, GoalIndicator, GoalPart, GoalRange, PartBy } from '../../metrics/index.ts';
import { customersOfTeam, dayOf, ofPlaybook, TASK_SCRIPT, tasksOfTeam } from '../store-parts.ts';

const LEAST = 30;
/** With fewer days nothing is known of how costs vary. */
const LEAST_DAYS = 5;

interface Done {
  readonly day: string;
  readonly playbook: string;
  readonly script: string;
  readonly channel: string;
  readonly person: string;
  readonly n: number;
  readonly known: number;
  readonly seconds: number;
}

async function doneIn(tx: Tx, ctx: Context, range: GoalRange): Promise<Done[]> {
  const { id: workspace } = ctx.workspace;
  const took = sql`extract(epoch from (t.ended_at - t.accepted_at))`;
  const known = sql`(t.accepted_at is not null and t.reopened = 0 and ${took} >= ${LEAST_SECONDS}::int)`;
  const { rows } = await sql<Done>`
    select day, playbook, script, channel, person, count(*)::int as n, (count(*) filter (where known))::int as known,
      coalesce(sum(seconds), 0)::float8 as seconds from (
      select ${dayOf(ctx, 'd.contacted_at')} as day, m.playbook, '' as script, d.channel, '' as person, false as known, 0 as seconds
      from delivery d join message m on m.workspace_id = ${workspace} and m.message_id = d.message_id
      where d.workspace_id = ${workspace} and d.contacted_at >= ${range.from} and d.contacted_at < ${range.to}
        ${ofPlaybook(range, 'm.playbook')} ${customersOfTeam(ctx, range, 'd.customer_id')}
      union all
      select ${dayOf(ctx, 't.ended_at')}, coalesce(t.playbook, ''), ${TASK_SCRIPT}, t.channel, coalesce(t.ended_by, ''), ${known},
        case when ${known} then least(${took}, ${CAP_MINUTES * 60}::int) else 0 end
      from task t
      where t.workspace_id = ${workspace} and t.state = 'done' and t.ended_at >= ${range.from} and t.ended_at < ${range.to}
        ${ofPlaybook(range, 't.playbook')} ${tasksOfTeam(ctx, range)}) done
    group by day, playbook, script, channel, person order by day, playbook, script, channel, person`.execute(tx);
  return rows;
}

interface Priced extends Done {
  readonly cost: number;
}

/** null where no price is known at all: nothing is then not the cost. */
async function priced(tx: Tx, ctx: Context, range: GoalRange): Promise<Priced[] | null> {
  const prices = await listCostRows(tx, ctx.workspace.id);
  if (!prices.some(({ kind }) => kind === 'contact' || kind === 'staff')) return null;
  const done = await doneIn(tx, ctx, range);
  const roles = new Map((await membersOf(tx, ctx)).map(({ id, role }) => [id, role]));
  const known = done.reduce((sum, row) => sum + row.known, 0);
  const average = known > 0 ? done.reduce((sum, row) => sum + row.seconds, 0) / known : 0;
  return done.map((row) => {
    const { playbook, day, channel, person } = row;
    const fee = priceOn(prices, { kind: 'contact', playbook, day, channel })?.amount ?? 0;
    const wage =
      person && priceOn(prices, { kind: 'staff', playbook, day, member: person, role: roles.get(person) ?? null });
    const seconds = person ? row.seconds + (row.n - row.known) * average : 0;
    return { ...row, cost: row.n * fee + (wage ? (seconds / 3600) * wage.amount : 0) };
  });
}

function sums(rows: readonly Priced[], key: (row: Priced) => string): { key: string; n: number; cost: number }[] {
  const found = new Map<string, { key: string; n: number; cost: number }>();
  for (const row of rows) {
    const had = found.get(key(row)) ?? { key: key(row), n: 0, cost: 0 };
    found.set(had.key, { key: had.key, n: had.n + row.n, cost: had.cost + row.cost });
  }
  return [...found.values()];
}

async function figure(tx: Tx, ctx: Context, range: GoalRange): Promise<GoalFigure | null> {
  const rows = (await priced(tx, ctx, range)) ?? [];
  const days = sums(rows, (row) => row.day);
  const n = days.reduce((sum, day) => sum + day.n, 0);
  if (n < LEAST) return null;
  const value = days.reduce((sum, day) => sum + day.cost, 0) / n;
  if (days.length < LEAST_DAYS) return { value, n };
  const spread = ratioOf(
    crossSumsOf(
      days.map(({ cost }) => cost),
      days.map((day) => day.n),
    ),
  );
  return spread && spread.se > 0 ? { value, n, low: Math.max(0, spread.ci[0]), high: spread.ci[1] } : { value, n };
}

const KEYS: Partial<Record<PartBy, (row: Priced) => string>> = {
  playbook: (row) => row.playbook,
  script: (row) => row.script,
  channel: (row) => row.channel,
  person: (row) => row.person,
  day: (row) => row.day,
};

async function parts(tx: Tx, ctx: Context, range: GoalRange, by: PartBy): Promise<GoalPart[]> {
  const key = KEYS[by];
  if (!key) return [];
  return sums((await priced(tx, ctx, range)) ?? [], key).map(({ key: of, n, cost }) => ({
    key: of,
    n,
    value: cost / n,
  }));
}

export const cost: GoalIndicator = {
  key: 'costs.per_follow_up',
  name: { zh: '单次回访成本', en: 'Cost per follow-up' },
  definition: {
    zh: '期内联系过客户的消息和做完的任务：渠道费加人工分钟按时薪，除以次数。一次性和每月的费用不在内，见记分卡；没有填过单价就没有数值。',
    en: 'Messages sent and tasks done in the period: channel fees plus minutes at their wage, per follow-up. Set-up and monthly costs are not in it (see the scorecard); without any price there is no figure.',
  },
  unit: 'money',
  direction: 'lower',
  least: LEAST,
  by: ['playbook', 'script', 'channel', 'person', 'day'],
  figure,
  parts,
};
