/** Alerts as they are told, and what people do with them. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { audit } from '../access/index.ts';
import { goalIndicatorsOf } from '../metrics/index.ts';
import type { Alert, Cause } from './contract-alerts.ts';
import { actionOf } from './decide-action.ts';
import { causeOf } from './cause.ts';
import { periodOf, plusDays } from './decide-period.ts';
import { dayOf, figureOver, findIndicator } from './measure.ts';
import { loadNames, type Names } from './names.ts';
import { findGoal } from './store.ts';
import * as store from './store-alerts.ts';

export function listAlerts(
  ctx: Context,
  input: { state: 'open' | 'closed'; goal?: string | undefined },
): Promise<Alert[]> {
  return ctx.tx(async (tx) => present(tx, ctx, await store.listAlertRows(tx, ctx, input)));
}

async function present(tx: Tx, ctx: Context, rows: readonly store.AlertRow[]): Promise<Alert[]> {
  if (rows.length === 0) return [];
  const names = await loadNames(tx, ctx);
  const indicators = new Map((await goalIndicatorsOf(tx, ctx)).map((each) => [each.key, each]));
  const today = dayOf(ctx, ctx.now);
  return rows.map((row): Alert => {
    const indicator = row.indicator === null ? undefined : indicators.get(row.indicator);
    const cause = visible(ctx, row, row.recent_cause ?? row.cause);
    const bad = indicator?.direction === 'lower' ? 1 : -1;
    return {
      alertId: row.alert_id,
      kind: row.kind,
      goalId: row.goal_id,
      title: row.kind === 'ratio' ? ratioTitle(row, names) : (indicator?.name ?? both(row.indicator ?? row.about)),
      team: row.team_id ? { id: row.team_id, name: names.teams.get(row.team_id) ?? row.team_id } : null,
      unit: indicator?.unit ?? 'share',
      side: row.side,
      tone: row.kind === 'ratio' ? 'invalid' : row.side === bad ? 'bad' : 'good',
      day: row.day,
      seen: row.seen,
      cause,
      causeAt: cause === null ? null : (row.recent_at ?? row.opened_at).toISOString(),
      firstCause: row.recent_cause === null ? null : visible(ctx, row, row.cause),
      action: actionOf(row, cause),
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      closeReason: row.close_reason,
      acknowledged:
        row.acknowledged_by === null || row.acknowledged_at === null
          ? null
          : { by: row.acknowledged_by, at: row.acknowledged_at.toISOString(), note: row.note ?? '' },
      snoozedUntil: row.quiet_until !== null && row.quiet_until > today ? row.quiet_until : null,
      assignee:
        row.assignee_id === null
          ? null
          : { id: row.assignee_id, name: names.members.get(row.assignee_id) ?? row.assignee_id },
    };
  });
}

const both = (text: string): Words => ({ zh: text, en: text });

/** Who leads one team sees the company's goals, and not how each person of other teams does. */
function visible(ctx: Context, row: store.AlertRow, cause: Cause | null): Cause | null {
  if (!cause || ctx.scope.kind === 'all' || row.team_id) return cause;
  const divisions = cause.divisions.filter(({ by }) => by !== 'person');
  return cause.part?.by === 'person' ? { ...cause, kind: 'none', part: null, divisions } : { ...cause, divisions };
}

function ratioTitle({ about }: store.AlertRow, { playbooks }: Names): Words {
  const [kind, key = '', number = ''] = about.split(':');
  const name = playbooks.get(key) ?? both(key);
  return kind === 'trial'
    ? { zh: `${name.zh} · 实验 ${number} 的分组比例`, en: `${name.en} · ratio of experiment ${number}` }
    : { zh: `${name.zh} · 第 ${number} 期的分组比例`, en: `${name.en} · ratio of arms, epoch ${number}` };
}

export interface Handle {
  readonly note?: string | undefined;
  readonly snoozeDays?: number | null | undefined;
  readonly assignee?: string | null | undefined;
}

/** The first acknowledgement stays; a later note replaces the words only. */
export function handleAlert(ctx: Context, id: string, input: Handle): Promise<Alert> {
  return ctx.tx(async (tx) => {
    const row = await store.findAlert(tx, ctx, id);
    if (!row) throw new Problem('not_found', { what: 'alert' });
    if (row.closed_at !== null) throw new Problem('alert_closed');
    const { note, snoozeDays, assignee } = input;
    const until = snoozeDays == null ? null : plusDays(dayOf(ctx, ctx.now), snoozeDays);
    if (assignee != null) {
      const { members } = await loadNames(tx, ctx);
      if (!members.has(assignee)) {
        const message = { zh: '没有这个成员', en: 'There is no such member' }[ctx.locale];
        throw new Problem('goal_invalid', {}, [{ path: 'assignee', message }]);
      }
    }
    const fresh = note !== undefined && row.acknowledged_at === null;
    const now = {
      acknowledged_by: fresh ? ctx.actor.name : row.acknowledged_by,
      acknowledged_at: fresh ? ctx.now : row.acknowledged_at,
      note: note ?? row.note,
      quiet_until: snoozeDays === undefined ? row.quiet_until : until,
      assignee_id: assignee === undefined ? row.assignee_id : assignee,
    };
    const same =
      now.note === row.note && now.quiet_until === row.quiet_until && now.assignee_id === row.assignee_id && !fresh;
    if (!same) {
      await store.updateAlert(tx, ctx.workspace.id, id, now);
      const detail = { about: row.about, ...input };
      await audit(tx, ctx, { action: 'goal_alert.handled', entity: 'goal_alert', entityId: id, detail });
    }
    const [alert] = await present(tx, ctx, [{ ...row, ...now }]);
    if (!alert) throw new Problem('not_found', { what: 'alert' });
    return alert;
  });
}

/** Over the period in which the figure left its band, with everything that has come in since; what was found then stays beside it. */
export function seekCause(ctx: Context, id: string): Promise<Alert> {
  return ctx.tx(async (tx) => {
    const row = await store.findAlert(tx, ctx, id);
    if (!row) throw new Problem('not_found', { what: 'alert' });
    if (row.closed_at !== null) throw new Problem('alert_closed');
    const cause = await soughtCause(tx, ctx, row);
    if (cause) {
      await store.saveRecentCause(tx, ctx.workspace.id, id, cause, ctx.now);
      const detail = { about: row.about, kind: cause.kind, part: cause.part?.key ?? null };
      await audit(tx, ctx, { action: 'goal_alert.cause_sought', entity: 'goal_alert', entityId: id, detail });
    }
    const now = cause ? { recent_cause: cause, recent_at: ctx.now } : {};
    const [alert] = await present(tx, ctx, [{ ...row, ...now }]);
    if (!alert) throw new Problem('not_found', { what: 'alert' });
    return alert;
  });
}

/** null: of arms, or of a figure that is no longer there or has too few by now. */
async function soughtCause(tx: Tx, ctx: Context, row: store.AlertRow): Promise<Cause | null> {
  const goal = row.goal_id === null ? null : await findGoal(tx, ctx, row.goal_id);
  const indicator = goal && (await findIndicator(tx, ctx, goal.indicator));
  if (!goal || !indicator) return null;
  const period = periodOf(goal.period, row.day);
  const tomorrow = plusDays(dayOf(ctx, ctx.now), 1);
  const until = tomorrow < period.end ? tomorrow : period.end;
  const figure = await figureOver(tx, ctx, indicator, goal, period.start, until);
  return figure && causeOf(tx, ctx, indicator, goal, period, until, figure, await loadNames(tx, ctx));
}
