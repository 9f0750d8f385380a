/** Conversion of whom a playbook treated, and what it adds to what would have happened anyway. */
import { sql } from 'kysely';
import { newcombe } from '../../../engine/stats/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { listEpochs } from '../../experiments/index.ts';
import type { GoalFigure, GoalIndicator, GoalPart, GoalRange, PartBy } from '../../metrics/index.ts';
import { listPlaybooks, Registered } from '../../playbooks/index.ts';
import { shareFigure, shareParts } from '../decide-share.ts';
import { customersOfTeam, dayOf, keyBy, type ShareRow } from '../store-parts.ts';

const LEAST = 100;
/** Of each arm, as the scorecard asks. */
const LEAST_OF_ARM = 100;

interface ArmRow extends ShareRow {
  readonly playbook: string;
  readonly arm: 'treatment' | 'control';
}

/** Customers whose window ended in the range, by the registration of their epoch. */
async function ended(tx: Tx, ctx: Context, range: GoalRange, by: PartBy | null): Promise<ArmRow[]> {
  const { id: workspace } = ctx.workspace;
  const found: ArmRow[] = [];
  for (const { key } of await listPlaybooks(tx, workspace)) {
    if (range.playbook !== undefined && range.playbook !== key) continue;
    for (const { epoch, registered } of await listEpochs(tx, workspace, key)) {
      const { goal, windowDays } = Registered.parse(registered);
      const window = sql`${windowDays}::int * interval '24 hours'`;
      const keys = { playbook: sql`${key}::text`, day: dayOf(ctx, 'm.ends_at') };
      const { rows } = await sql<ShareRow & { arm: ArmRow['arm'] }>`
        select key, arm, count(*) filter (where hit)::int as k, count(*)::int as n from (
          select ${keyBy(keys, by)} as key, m.arm, exists (
            select 1 from event ev where ev.workspace_id = ${workspace} and ev.customer_id = m.customer_id and ev.type = ${goal.event}
              and ev.occurred_at >= m.entered_at and ev.occurred_at < m.ends_at) as hit
          from (
            select x.customer_id, x.arm, x.entered_at, x.entered_at + ${window} as ends_at from enrolment x
            where x.workspace_id = ${workspace} and x.subject = ${key} and x.epoch = ${epoch}::int
              and x.entered_at >= ${range.from}::timestamptz - ${window} and x.entered_at < ${range.to}::timestamptz - ${window}
              ${customersOfTeam(ctx, range, 'x.customer_id')}) m) matured
        group by key, arm order by key, arm`.execute(tx);
      found.push(...rows.map((row) => ({ ...row, playbook: key })));
    }
  }
  return found;
}

const treated = (rows: readonly ArmRow[]): ShareRow[] => merge(rows.filter(({ arm }) => arm === 'treatment'));

function merge(rows: readonly ShareRow[]): ShareRow[] {
  const sums = new Map<string, ShareRow>();
  for (const { key, k, n } of rows) {
    const had = sums.get(key) ?? { key, k: 0, n: 0 };
    sums.set(key, { key, k: had.k + k, n: had.n + n });
  }
  return [...sums.values()];
}

export const conversion: GoalIndicator = {
  key: 'outcomes.conversion',
  name: { zh: '方案转化率', en: 'Conversion of playbooks' },
  definition: {
    zh: '观察期在期内结束的实验组客户里，达成方案目标的比例。不是因果：多少是方案带来的，看「方案增量」。',
    en: 'Of the treated customers whose window ended in the period, the share that reached the goal of the playbook. Not causal: what the playbook added stands under its lift.',
  },
  unit: 'share',
  direction: 'higher',
  least: LEAST,
  by: ['playbook', 'day'],
  figure: async (tx, ctx, range) => shareFigure(treated(await ended(tx, ctx, range, null)), LEAST),
  parts: async (tx, ctx, range, by) => shareParts(treated(await ended(tx, ctx, range, by))),
};

/** One playbook: treatment against control; several: weighted by how many each treated, so that a large one counts for more. */
async function lifts(
  tx: Tx,
  ctx: Context,
  range: GoalRange,
): Promise<(GoalPart & { low: number; high: number; all: number })[]> {
  const rows = await ended(tx, ctx, range, 'playbook');
  return [...new Set(rows.map(({ playbook }) => playbook))].flatMap((key) => {
    const of = (name: ArmRow['arm']) => merge(rows.filter(({ playbook, arm }) => playbook === key && arm === name))[0];
    const [t, c] = [of('treatment'), of('control')];
    if (!t || !c || t.n < LEAST_OF_ARM || c.n < LEAST_OF_ARM) return [];
    const [low, high] = newcombe(t, c);
    return [{ key, value: t.k / t.n - c.k / c.n, n: t.n, low, high, all: t.n + c.n }];
  });
}

export const lift: GoalIndicator = {
  key: 'outcomes.lift',
  name: { zh: '方案增量', en: 'Lift of playbooks' },
  definition: {
    zh: '观察期在期内结束的客户：实验组转化率减对照组转化率；几个方案按实验组人数加权。两组各满 100 人才有数值。',
    en: 'Customers whose window ended in the period: conversion of the treated minus that of control, several playbooks weighted by whom they treated. No figure below 100 of each arm.',
  },
  unit: 'share',
  signed: true,
  direction: 'higher',
  least: LEAST,
  by: ['playbook'],
  async figure(tx, ctx, range): Promise<GoalFigure | null> {
    const parts = await lifts(tx, ctx, range);
    const n = parts.reduce((sum, part) => sum + part.n, 0);
    if (n === 0) return null;
    const value = parts.reduce((sum, part) => sum + part.n * part.value, 0) / n;
    // Independent playbooks: each end's distance from its value adds up in squares (MOVER).
    const away = (end: 'low' | 'high') => Math.hypot(...parts.map((part) => (part.n / n) * (part[end] - part.value)));
    return { value, n, low: value - away('low'), high: value + away('high') };
  },
  parts: async (tx, ctx, range) => (await lifts(tx, ctx, range)).map(({ key, value, n }) => ({ key, value, n })),
};
