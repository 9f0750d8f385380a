/** The supervisor's board, and a proposal that evens out the load. */
import type { Context } from '../../kit/context.ts';
import type { z } from 'zod';
import type * as contract from './contract-board.ts';
import { balance } from './decide-assign.ts';
import { loadStaff } from './people.ts';
import { todayOf } from './present.ts';
import * as store from './store-board.ts';
import { listTasks } from './store-list.ts';

type Board = z.input<(typeof contract.getBoard)['response']>;

const WEEK_MS = 7 * 86_400_000;
/** A median of two is gossip. */
const LEAST = 3;

export function getBoard(ctx: Context, team: string | undefined): Promise<Board> {
  return ctx.tx(async (tx) => {
    const { people, teams } = await loadStaff(tx, ctx);
    const today = todayOf(ctx).start;
    const loads = await store.loads(tx, ctx, team);
    const superiors = await store.answersFor(tx, ctx);
    const done = await store.doneBy(tx, ctx, new Date(ctx.now.getTime() - WEEK_MS), today, team);
    const accepted = await store.acceptTimes(tx, ctx, today, team);
    const seen = (teamIds: readonly string[]) =>
      (team === undefined || teamIds.includes(team)) &&
      (ctx.scope.kind === 'all' || teamIds.some((id) => ctx.scope.teamIds.includes(id)));
    const rows = people
      .map((person) => {
        const load = loads.find(({ assignee_id }) => assignee_id === person.memberId);
        const ended = done.find(({ ended_by }) => ended_by === person.memberId);
        return {
          id: person.memberId,
          name: person.name,
          role: person.role,
          active: person.active,
          teams: teams.filter(({ id }) => person.teamIds.includes(id)).map(({ id, name }) => ({ id, name })),
          waiting: load?.waiting ?? 0,
          unaccepted: load?.unaccepted ?? 0,
          late: load?.late ?? 0,
          escalated: load?.escalated ?? 0,
          answersFor: superiors.get(person.memberId) ?? 0,
          snoozed: load?.snoozed ?? 0,
          doneToday: ended?.today ?? 0,
          oldestDueAt: load?.oldest_due_at?.toISOString() ?? null,
          medianCycleMs: ended && ended.n >= LEAST ? ended.median : null,
          medianOf: ended?.n ?? 0,
          here: seen(person.teamIds),
        };
      })
      .filter((row) => {
        const busy = row.waiting + row.snoozed + row.answersFor + row.doneToday > 0;
        return busy || (row.active && row.role === 'agent' && row.here);
      })
      .map(({ here: _here, ...row }) => row)
      .sort((a, b) => b.late - a.late || b.waiting - a.waiting || a.name.localeCompare(b.name, 'zh'));
    const sum = (value: (row: store.LoadRow) => number) => loads.reduce((all, row) => all + value(row), 0);
    return {
      at: ctx.now.toISOString(),
      teams: teams
        .filter(({ id }) => ctx.scope.kind === 'all' || ctx.scope.teamIds.includes(id))
        .map(({ id, name }) => ({ id, name })),
      people: rows,
      totals: {
        waiting: sum(({ waiting }) => waiting),
        late: sum(({ late }) => late),
        escalated: sum(({ escalated }) => escalated),
        unassigned: loads.find(({ assignee_id }) => assignee_id === null)?.waiting ?? 0,
        snoozed: sum(({ snoozed }) => snoozed),
        doneToday: done.reduce((all, row) => all + row.today, 0),
      },
      acceptMs: accepted.n >= LEAST ? accepted.median : null,
      acceptOf: accepted.n,
    };
  });
}

export function listPeople(ctx: Context) {
  return ctx.tx(async (tx) => {
    const { people, teams } = await loadStaff(tx, ctx);
    const loads = await store.loads(tx, { ...ctx, scope: { kind: 'all', memberId: null, teamIds: [] } });
    const named = new Map(teams.map(({ id, name }) => [id, name]));
    return {
      me: ctx.scope.memberId,
      people: people
        .filter(({ active, role }) => active && role !== 'viewer')
        .map(({ memberId, name, role, teamIds }) => ({
          id: memberId,
          name,
          role,
          teams: teamIds.map((id) => named.get(id) ?? id),
          waiting: loads.find(({ assignee_id }) => assignee_id === memberId)?.waiting ?? 0,
        })),
      teams: teams.map(({ id, name }) => ({ id, name })),
    };
  });
}

/** Among the active agents of the team (of all teams one sees); only what nobody has accepted yet moves. */
export function planBalance(ctx: Context, team: string | undefined) {
  return ctx.tx(async (tx) => {
    const { people } = await loadStaff(tx, ctx);
    const visible = (ids: readonly string[]) =>
      ctx.scope.kind === 'all' || ids.some((id) => ctx.scope.teamIds.includes(id));
    const agents = people.filter(
      ({ active, role, teamIds }) =>
        active && role === 'agent' && (team === undefined ? visible(teamIds) : teamIds.includes(team)),
    );
    const filter = {
      view: 'all',
      state: 'waiting',
      late: false,
      escalated: false,
      unaccepted: true,
      limit: 500,
    } as const;
    const open = await listTasks(tx, ctx, team === undefined ? filter : { ...filter, team });
    const loads = await store.loads(tx, ctx, team);
    const moves = balance(
      agents.map(({ memberId }) => ({
        memberId,
        waiting: loads.find(({ assignee_id }) => assignee_id === memberId)?.waiting ?? 0,
        movable: open.filter(({ assignee_id }) => assignee_id === memberId).map(({ task_id }) => task_id),
      })),
    );
    const nameOf = (id: string) => ({ id, name: people.find(({ memberId }) => memberId === id)?.name ?? id });
    return {
      moves: moves.map(({ task, from, to }) => {
        const row = open.find(({ task_id }) => task_id === task);
        return {
          task,
          title: { zh: row?.title_zh ?? '', en: row?.title_en ?? '' },
          customer: row?.customer_name ?? null,
          from: nameOf(from),
          to: nameOf(to),
        };
      }),
    };
  });
}
