/** Verbs on goals. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit, membersOf, teamsOf } from '../access/index.ts';
import type { GoalIndicator } from '../metrics/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import type { Band, Goal, PeriodKind } from './contract-goal.ts';
import { periodOf, plusDays } from './decide-period.ts';
import { historyOf, previewOf } from './history.ts';
import { aboutGoal } from './look.ts';
import { dayOf, findIndicator } from './measure.ts';
import { presentGoals } from './present.ts';
import * as store from './store.ts';
import { closeAlert } from './store-alerts.ts';
import { looksOf } from './store-looks.ts';

export interface GoalAbout {
  readonly indicator: string;
  readonly team: string | null;
  readonly playbook: string | null;
  readonly period: PeriodKind;
}

/** What is wrong with it, at the field; else the indicator it is on. */
async function check(
  tx: Tx,
  ctx: Context,
  about: GoalAbout,
  plan: { target: number; band: Band; owner?: string | null },
): Promise<GoalIndicator> {
  const flaws: { path: string; words: Words }[] = [];
  const flaw = (path: string, zh: string, en: string) => flaws.push({ path, words: { zh, en } });
  const indicator = await findIndicator(tx, ctx, about.indicator);
  if (!indicator) flaw('indicator', '没有这个指标', 'There is no such figure');
  if (about.team !== null && !(await teamsOf(tx, ctx)).some(({ id }) => id === about.team))
    flaw('team', '没有这个团队', 'There is no such team');
  if (about.playbook !== null && !(await listPlaybooks(tx, ctx.workspace.id)).some(({ key }) => key === about.playbook))
    flaw('playbook', '没有这个方案', 'There is no such playbook');
  await checkPlan(tx, ctx, indicator, plan, flaw);
  refuse(ctx, flaws);
  if (!indicator) throw new Problem('goal_invalid');
  return indicator;
}

async function checkPlan(
  tx: Tx,
  ctx: Context,
  indicator: GoalIndicator | null,
  { target, band, owner }: { target: number; band: Band; owner?: string | null },
  flaw: (path: string, zh: string, en: string) => void,
): Promise<void> {
  if (indicator?.unit === 'share' && (target < 0 || target > 1))
    flaw('target', '比例在 0 到 100% 之间', 'A share is 0 to 100 %');
  if (indicator?.unit === 'points' && Math.abs(target) > 100) flaw('target', '在 −100 到 100 之间', 'From -100 to 100');
  const range = indicator?.range;
  if (range && (target < range[0] || target > range[1]))
    flaw('target', `在 ${range[0]} 到 ${range[1]} 之间`, `From ${range[0]} to ${range[1]}`);
  if (band.kind === 'fixed') {
    const { low, high } = band;
    if (low === null && high === null) flaw('band', '至少填一条预警线', 'Give at least one limit');
    if (low !== null && high !== null && low >= high)
      flaw('band', '下限要小于上限', 'The lower limit lies above the upper');
  } else if (indicator?.adds) {
    flaw('band', '累计的指标请用固定预警线', 'A figure that adds up needs fixed limits');
  }
  if (owner != null && !(await membersOf(tx, ctx)).some(({ id, active }) => id === owner && active))
    flaw('owner', '没有这个成员', 'There is no such member');
}

function refuse(ctx: Context, flaws: readonly { path: string; words: Words }[]): void {
  if (flaws.length === 0) return;
  throw new Problem(
    'goal_invalid',
    {},
    flaws.map(({ path, words }) => ({ path, message: words[ctx.locale] })),
  );
}

export async function requireGoal(tx: Tx, ctx: Context, id: string, lock = false): Promise<store.GoalRow> {
  const goal = await store.findGoal(tx, ctx, id, lock);
  if (!goal) throw new Problem('not_found', { what: 'goal' });
  return goal;
}

async function tell(tx: Tx, ctx: Context, id: string): Promise<Goal> {
  const [goal] = await presentGoals(tx, ctx, [await requireGoal(tx, ctx, id)]);
  if (!goal) throw new Problem('not_found', { what: 'goal' });
  return goal;
}

export function listGoals(ctx: Context, archived: boolean): Promise<Goal[]> {
  return ctx.tx(async (tx) => presentGoals(tx, ctx, await store.listGoalRows(tx, ctx, archived)));
}

export function createGoal(ctx: Context, input: GoalAbout & store.Plan): Promise<Goal> {
  return ctx.tx(async (tx) => {
    const { indicator, team, playbook, period, target, band, owner } = input;
    await check(tx, ctx, input, input);
    const goalId = newId('goal');
    const row = {
      goalId,
      indicator,
      team: team ?? '',
      playbook: playbook ?? '',
      period,
      // Yesterday is looked at at once, so that who sets a goal on something that is wrong hears of it.
      lookedTo: plusDays(dayOf(ctx, ctx.now), -2),
    };
    const { id: workspace } = ctx.workspace;
    if (!(await store.insertGoal(tx, workspace, row, ctx.actor.name, ctx.now))) throw new Problem('goal_exists');
    await store.insertVersion(tx, workspace, goalId, 1, { target, band, owner }, ctx.actor.name, ctx.now);
    const detail = { indicator, team, playbook, period, target, band, owner };
    await audit(tx, ctx, { action: 'goal.created', entity: 'goal', entityId: goalId, detail });
    return tell(tx, ctx, goalId);
  });
}

/** The same once more changes nothing; a change on top of an older version is refused. */
export function changeGoal(ctx: Context, id: string, input: store.Plan & { version: number }): Promise<Goal> {
  return ctx.tx(async (tx) => {
    const goal = await requireGoal(tx, ctx, id, true);
    if (goal.archived_at !== null) throw new Problem('goal_changed');
    const plan = { target: input.target, band: input.band, owner: input.owner };
    const had = { target: goal.target, band: goal.band, owner: goal.owner_id };
    if (canonicalJson(plan) === canonicalJson(had)) return tell(tx, ctx, id);
    if (goal.version !== input.version) throw new Problem('goal_changed');
    const indicator = await findIndicator(tx, ctx, goal.indicator);
    const flaws: { path: string; words: Words }[] = [];
    await checkPlan(tx, ctx, indicator, plan, (path, zh, en) => flaws.push({ path, words: { zh, en } }));
    refuse(ctx, flaws);
    const version = goal.version + 1;
    await store.insertVersion(tx, ctx.workspace.id, id, version, plan, ctx.actor.name, ctx.now);
    await store.setVersion(tx, ctx.workspace.id, id, version);
    await audit(tx, ctx, {
      action: 'goal.changed',
      entity: 'goal',
      entityId: id,
      detail: { from: had, to: plan, version },
    });
    return tell(tx, ctx, id);
  });
}

export function archiveGoal(ctx: Context, id: string): Promise<Goal> {
  return ctx.tx(async (tx) => {
    const goal = await requireGoal(tx, ctx, id, true);
    if (goal.archived_at === null) {
      await store.archiveRow(tx, ctx.workspace.id, id, ctx.now);
      await closeAlert(tx, ctx.workspace.id, aboutGoal(id), 'archived', ctx.now);
      const detail = { indicator: goal.indicator, team: goal.team_id || null };
      await audit(tx, ctx, { action: 'goal.archived', entity: 'goal', entityId: id, detail });
    }
    return tell(tx, ctx, id);
  });
}

export function previewGoal(ctx: Context, input: GoalAbout & { target: number; band: Band }) {
  return ctx.tx(async (tx) => {
    const indicator = await check(tx, ctx, input, input);
    const about = {
      indicator: input.indicator,
      team_id: input.team ?? '',
      playbook: input.playbook ?? '',
      period: input.period,
    };
    return previewOf(tx, ctx, indicator, about, input);
  });
}

export function describeGoal(ctx: Context, id: string) {
  return ctx.tx(async (tx) => {
    const row = await requireGoal(tx, ctx, id);
    const goal = await tell(tx, ctx, id);
    const versions = await store.listVersions(tx, ctx.workspace.id, id);
    const indicator = await findIndicator(tx, ctx, row.indicator);
    const targets = new Map(versions.map(({ version, target }) => [version, target]));
    const { start } = periodOf(row.period, dayOf(ctx, ctx.now));
    const looks = await looksOf(tx, ctx.workspace.id, id, start);
    const members = new Map((await membersOf(tx, ctx)).map((member) => [member.id, member.name]));
    return {
      goal,
      history: indicator ? await historyOf(tx, ctx, indicator, row, targets) : [],
      versions: versions.map((each) => ({
        version: each.version,
        target: each.target,
        band: each.band,
        owner: each.owner_id === null ? null : (members.get(each.owner_id) ?? each.owner_id),
        createdBy: each.created_by,
        createdAt: each.created_at.toISOString(),
      })),
      looks: looks.map((look) => ({
        day: look.day,
        version: look.version,
        state: look.state,
        value: look.value,
        n: look.n ?? 0,
        bandLow: look.band_low,
        bandHigh: look.band_high,
      })),
    };
  });
}
