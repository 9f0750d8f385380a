/** One run of a rule: fire, act, record; everything in the caller's transaction. */
import { publish } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { compileAudience } from '../segments/index.ts';
import { ruleAction } from './action.ts';
import type { RuleDefinition, RuleRun } from './contract.ts';
import { eventPeriodPrefix, periodOf, spanMs } from './decide.ts';
import { ruleFired } from './events.ts';
import * as store from './store.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';

export interface TriggeredBy {
  readonly kind: 'clock' | 'events' | 'manual';
  /** For events: whom they are about. */
  readonly items?: readonly { customerId: string; eventId: string }[];
}

/** Runs the rule as of `ctx.now`. Returns null when it fired for nobody and there is nothing worth a record. */
export async function runRule(tx: Tx, ctx: Context, rule: store.StoredRule, by: TriggeredBy): Promise<RuleRun | null> {
  const { definition } = rule;
  const runId = newId('run', ctx.now.getTime());
  const fired = await fire(tx, ctx, rule, runId, by);
  if (fired === 0 && by.kind !== 'manual') return null;
  const outcome: Record<string, unknown> = {};
  for (const step of fired > 0 ? definition.then : []) {
    const action = findAction(ctx, step.action);
    const params: unknown = action.params.parse(step.params);
    outcome[step.action] = await action.run(tx, ctx, params, {
      runId,
      ruleId: rule.ruleId,
      version: rule.version,
      fired,
    });
  }
  const run = {
    run_id: runId,
    version: rule.version,
    trigger: definition.trigger.kind,
    at: ctx.now,
    fired,
    outcome,
    error: null,
  };
  await store.insertRun(tx, ctx.workspace.id, rule.ruleId, run);
  if (fired > 0) await publish(tx, ctx, ruleFired, { ruleId: rule.ruleId, runId, fired });
  return toRun(run);
}

export function toRun(row: store.RunRow): RuleRun {
  const { run_id: runId, at, version, trigger, fired, outcome, error } = row;
  return { runId, at: at.toISOString(), version, trigger, fired, outcome, error };
}

function findAction(ctx: Context, name: string) {
  const action = ctx.runtime.slot(ruleAction).find((each) => each.name === name);
  if (!action) throw new Error(`no feature offers the action ${name}`);
  return action;
}

async function fire(tx: Tx, ctx: Context, rule: store.StoredRule, runId: string, by: TriggeredBy): Promise<number> {
  const { definition } = rule;
  const { trigger } = definition;
  const firing = await prepare(tx, ctx, rule, runId, definition);
  switch (trigger.kind) {
    case 'schedule':
    case 'manual':
      return store.fireForAll(tx, firing);
    case 'becomesTrue':
      return store.fireForNewlyTrue(tx, firing, trigger.existing === 'ignore' && rule.sweptUntil === null);
    case 'event':
      return store.fireForEvents(tx, firing, store.eventRows(by.items ?? []));
    case 'eventWithout': {
      const wait = spanMs(trigger.within);
      const from = new Date((rule.sweptUntil ?? ctx.now).getTime() - wait);
      const to = new Date(ctx.now.getTime() - wait);
      return store.fireForEvents(
        tx,
        firing,
        store.unfollowedEvents(ctx.workspace.id, trigger.event, trigger.without, from, to, wait),
      );
    }
  }
}

async function prepare(
  tx: Tx,
  ctx: Context,
  rule: store.StoredRule,
  runId: string,
  definition: RuleDefinition,
): Promise<store.Firing> {
  const calendar = zoneCalendar(ctx.workspace.zone);
  const { where, values } = await compileAudience(tx, ctx, { condition: definition.when, consent: definition.consent });
  return {
    workspace: ctx.workspace.id,
    ruleId: rule.ruleId,
    version: rule.version,
    runId,
    now: ctx.now,
    where,
    values,
    period: periodOf(definition.limit, ctx.now, calendar),
    eventPeriodPrefix: eventPeriodPrefix(definition.limit),
    most: definition.limit.most ?? null,
  };
}
