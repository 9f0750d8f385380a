/** Stored tasks as the contract shows them, with their priority. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { maskedPhone } from '../customers/index.ts';
import { findStats } from '../events/index.ts';
import type { TaskItem, TaskState } from './contract-items.ts';
import { latenessOf, type PriorityFacts, priorityOf, valueLevel } from './decide-priority.ts';
import { loadStaff, type Staff } from './people.ts';
import type { TaskRow } from './store.ts';
import { amountsSince, lastResponses, latestTags, type LastResponse } from './store-facts.ts';
import type { ListedTask } from './store-list.ts';

const DAY_MS = 86_400_000;
/** An old complaint does not make a task urgent. */
const SCORE_DAYS = 90;

export interface Today {
  readonly start: Date;
  readonly end: Date;
}

export function todayOf(ctx: Context): Today {
  const calendar = zoneCalendar(ctx.workspace.zone);
  const at = ctx.now.getTime();
  return { start: new Date(calendar.startOfDay(at, 0)), end: new Date(calendar.startOfDay(at, 1)) };
}

export function stateOf(row: Pick<TaskRow, 'state' | 'snoozed_until'>, now: Date): TaskState {
  if (row.state === 'accepted' && row.snoozed_until && row.snoozed_until > now) return 'snoozed';
  return row.state;
}

function lowOf(response: LastResponse | undefined): PriorityFacts['lowScore'] {
  if (!response) return null;
  if (response.nps !== null && response.nps <= 6) return { kind: 'nps', value: response.nps };
  return response.csat !== null && response.csat <= 2 ? { kind: 'csat', value: response.csat } : null;
}

function moneyOf(ctx: Context): (amount: number) => string {
  const format = new Intl.NumberFormat('zh-CN', {
    style: 'currency',
    currency: ctx.workspace.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  });
  return (amount) => format.format(amount);
}

/** In the order given. The facts of all customers are read together. */
export async function toItems(tx: Tx, ctx: Context, rows: readonly ListedTask[], staff?: Staff): Promise<TaskItem[]> {
  if (rows.length === 0) return [];
  const { id: workspace } = ctx.workspace;
  const customers = [...new Set(rows.map((row) => row.customer_id))];
  const { people, teams } = staff ?? (await loadStaff(tx, ctx));
  const amounts = await amountsSince(tx, workspace, customers, new Date(ctx.now.getTime() - 365 * DAY_MS));
  const responses = await lastResponses(
    tx,
    workspace,
    customers,
    new Date(ctx.now.getTime() - SCORE_DAYS * DAY_MS),
    ctx.now,
  );
  const tags = await latestTags(tx, workspace, customers);
  const stats = await findStats(tx, workspace, customers);
  const delivered = new Map(
    stats.filter(({ type }) => type === 'message_delivered').map((stat) => [stat.customer_id, stat.last_at]),
  );
  const answered = new Map(
    stats.filter(({ type }) => type === 'response').map((stat) => [stat.customer_id, stat.last_at]),
  );
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  const named = (id: string | null, known = names) => (id === null ? null : { id, name: known.get(id) ?? id });
  const today = todayOf(ctx);
  const money = moneyOf(ctx);
  return rows.map((row): TaskItem => {
    const yearAmount = amounts.get(row.customer_id) ?? 0;
    const told = delivered.get(row.customer_id);
    const said = answered.get(row.customer_id);
    const facts: PriorityFacts = {
      dueAt: row.due_at,
      escalated: row.escalated_at !== null,
      weight: row.params.weight ?? 0,
      yearAmount,
      unansweredHours: told && !(said && said >= told) ? (ctx.now.getTime() - told.getTime()) / 3_600_000 : null,
      lowScore: lowOf(responses.get(row.customer_id)),
    };
    const { score, because } = priorityOf(facts, ctx.now, money);
    return {
      taskId: row.task_id,
      customer: {
        customerId: row.customer_id,
        name: row.customer_name,
        phone: maskedPhone(ctx, row.customer_phone),
        value: valueLevel(yearAmount),
        tags: tags.get(row.customer_id) ?? [],
      },
      title: { zh: row.title_zh, en: row.title_en },
      origin: row.origin,
      playbook: row.playbook
        ? {
            key: row.playbook,
            name: row.playbook_name ?? { zh: row.playbook, en: row.playbook },
            version: row.version ?? 1,
          }
        : null,
      channel: row.channel,
      state: stateOf(row, ctx.now),
      assignee: named(row.assignee_id),
      team: named(row.team_id, teamNames),
      assignedBecause: row.assigned_because,
      openedAt: row.opened_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      lateness: latenessOf(row.due_at, ctx.now, today.end),
      remindAt: iso(row.remind_at),
      escalateAt: iso(row.escalate_at),
      remindedAt: iso(row.reminded_at),
      escalated: row.escalated_at ? { at: row.escalated_at.toISOString(), to: named(row.escalated_to) } : null,
      acceptedAt: iso(row.accepted_at),
      acceptedBy: named(row.accepted_by),
      snoozedUntil: iso(row.snoozed_until),
      attempts: row.attempts,
      endedAt: iso(row.ended_at),
      endedBy: named(row.ended_by),
      result: row.result,
      reopened: row.reopened,
      note: row.note,
      score,
      because: [...because],
    };
  });
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
