/** The condition language inside a workspace: check, compile, explain. What every other room uses of it. */
import {
  type Catalogue,
  check,
  createCatalogue,
  type EventFact,
  eventHolds,
  explain,
  explainValues,
  type Group,
  leafValues,
  type Moment,
  type Reason,
  type Rule,
  toSql,
} from '../../engine/condition/index.ts';
import type { Locale } from '../../engine/words.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type FieldError, Problem } from '../../kit/errors.ts';
import { loadCatalogue } from './catalogue.ts';
import { audienceSql, valuesSql } from './store.ts';

export type Json = Readonly<Record<string, unknown>>;

export function momentOf(ctx: Context, instant: Date = ctx.now): Moment {
  return { now: instant.getTime(), calendar: zoneCalendar(ctx.workspace.zone) };
}

/** All that is wrong with a condition, each with its path below `at`; empty when it may be used. */
export async function checkCondition(
  tx: Tx,
  ctx: Context,
  condition: Json,
  at: string,
  catalogue?: Catalogue,
): Promise<FieldError[]> {
  const problems = check(condition, catalogue ?? (await loadCatalogue(tx, ctx)));
  return problems.map(({ path, words }) => ({
    path: [at, ...path].filter((part) => part !== '').join('.'),
    message: words[ctx.locale],
  }));
}

export async function requireValidCondition(tx: Tx, ctx: Context, condition: Json, at: string): Promise<void> {
  const errors = await checkCondition(tx, ctx, condition, at);
  if (errors.length > 0)
    throw new Problem('condition_invalid', { path: errors[0]?.path ?? at, message: errors[0]?.message ?? '' }, errors);
}

export interface Audience {
  /** null holds for everybody. */
  readonly condition: Json | null;
  readonly consent: 'service' | 'marketing' | null;
}

/** SQL over customers aliased `c`: for whom it holds now, and the left value of each leaf as one jsonb array. */
export async function compileAudience(tx: Tx, ctx: Context, { condition, consent }: Audience) {
  if (!condition) return { where: audienceSql(ctx, null, consent), values: valuesSql(null) };
  const catalogue = await loadCatalogue(tx, ctx);
  const group = condition as unknown as Group;
  const env = { workspace: ctx.workspace.id, at: momentOf(ctx) };
  return {
    where: audienceSql(ctx, toSql(group, catalogue, env), consent),
    values: valuesSql(leafValues(group, catalogue, env)),
  };
}

export async function explainCondition(tx: Tx, ctx: Context, condition: Json, locale: Locale): Promise<string> {
  return explain(condition as unknown as Group, await loadCatalogue(tx, ctx), locale);
}

/** Says why it held for a customer: the stored left values, judged at the moment they were stored. The catalogue is loaded once for all of them. */
export async function firingExplainer(
  tx: Tx,
  ctx: Context,
  locale: Locale,
): Promise<(condition: Json | null, values: readonly unknown[], at: Date) => Reason[]> {
  const catalogue = await loadCatalogue(tx, ctx);
  return (condition, values, at) =>
    condition ? explainValues(condition as unknown as Group, catalogue, values, momentOf(ctx, at), locale) : [];
}

export interface EventLike {
  readonly type: string;
  readonly occurred_at: Date;
  readonly amount: number | null;
  readonly properties: Readonly<Record<string, unknown>> | null;
}

/** Whether one event holds conditions on its own amount and properties. */
export function eventPredicate(ctx: Context, type: string, where: readonly Json[]): (event: EventLike) => boolean {
  const holds = eventHolds(createCatalogue({}), { of: 'count', events: [type], where: where as unknown as Rule[] });
  const at = momentOf(ctx);
  return (event) => {
    const fact: EventFact = {
      at: event.occurred_at.getTime(),
      amount: event.amount,
      properties: event.properties ?? {},
    };
    return holds(fact, at);
  };
}
