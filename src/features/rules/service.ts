import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import { requireValidCondition } from '../segments/index.ts';
import { ruleAction } from './action.ts';
import { RuleDefinition, type RuleRun } from './contract.ts';
import { nextDue } from './decide.ts';
import { runRule } from './run.ts';
import * as store from './store.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';

/**
 * Saves a definition under an id chosen by the caller. A changed definition is a new version and starts its clock anew; the same one
 * again changes nothing but whether it is on.
 */
export async function saveRule(
  tx: Tx,
  ctx: Context,
  ruleId: string,
  input: RuleDefinition,
  enabled: boolean,
): Promise<number> {
  const definition = RuleDefinition.parse(input);
  if (definition.when) await requireValidCondition(tx, ctx, definition.when, 'when');
  for (const { action, params } of definition.then) {
    const known = ctx.runtime.slot(ruleAction).find((each) => each.name === action);
    if (!known) throw new Problem('rule_unknown_action', { action });
    known.params.parse(params);
  }
  const there = await store.findRule(tx, ctx.workspace.id, ruleId);
  if (there && canonicalJson(there.definition) === canonicalJson(definition)) {
    if (there.enabled !== enabled) await switchRule(tx, ctx, ruleId, enabled);
    return there.version;
  }
  const version = (there?.version ?? 0) + 1;
  await store.saveRule(tx, ctx.workspace.id, {
    ruleId,
    version,
    definition,
    enabled,
    ...timersOf(definition, enabled, ctx),
    by: ctx.actor.id,
    now: ctx.now,
  });
  await audit(tx, ctx, { action: 'rules.saved', entity: 'rule', entityId: ruleId, detail: { version, enabled } });
  return version;
}

export async function switchRule(tx: Tx, ctx: Context, ruleId: string, enabled: boolean): Promise<void> {
  const rule = await requireRule(tx, ctx, ruleId);
  await store.setEnabled(tx, ctx.workspace.id, ruleId, enabled, timersOf(rule.definition, enabled, ctx), ctx.now);
  await audit(tx, ctx, {
    action: enabled ? 'rules.enabled' : 'rules.disabled',
    entity: 'rule',
    entityId: ruleId,
    detail: {},
  });
}

function timersOf(definition: RuleDefinition, enabled: boolean, ctx: Context): store.Timers {
  if (!enabled) return { dueAt: null, sweptUntil: null };
  const waits = definition.trigger.kind === 'eventWithout';
  return {
    dueAt: nextDue(definition.trigger, ctx.now, zoneCalendar(ctx.workspace.zone)),
    sweptUntil: waits ? ctx.now : null,
  };
}

export async function requireRule(tx: Tx, ctx: Context, ruleId: string): Promise<store.StoredRule> {
  const rule = await store.findRule(tx, ctx.workspace.id, ruleId);
  if (!rule) throw new Problem('not_found', { what: 'rule' });
  return rule;
}

export async function runNow(tx: Tx, ctx: Context, ruleId: string): Promise<RuleRun> {
  const rule = await requireRule(tx, ctx, ruleId);
  if (!rule.enabled) throw new Problem('rule_disabled', { rule: ruleId });
  const run = await runRule(tx, ctx, rule, { kind: 'manual' });
  if (!run) throw new Error('a manual run always leaves a record');
  await audit(tx, ctx, { action: 'rules.run', entity: 'rule', entityId: ruleId, detail: { fired: run.fired } });
  return run;
}

/**
 * Runs every rule whose time has come, one transaction each. A rule that errs does not fire and says so in its log of runs; it is tried
 * again when it is due next.
 */
export async function sweepRules(ctx: Context): Promise<void> {
  const passed: string[] = [];
  const claims = [store.claimDueRule, store.claimWaitingRule];
  for (const claim of claims) {
    for (;;) {
      const claimed: { rule?: store.StoredRule } = {};
      try {
        const found = await ctx.tx(async (tx) => {
          const rule = await claim(tx, ctx.workspace.id, ctx.now, passed);
          if (!rule) return null;
          claimed.rule = rule;
          await runRule(tx, ctx, rule, { kind: 'clock' });
          await advance(tx, ctx, rule);
          return rule;
        });
        if (!found) break;
        passed.push(found.ruleId);
      } catch (error) {
        if (!claimed.rule) throw error;
        passed.push(claimed.rule.ruleId);
        await recordFailure(ctx, claimed.rule, error);
      }
    }
  }
}

async function advance(tx: Tx, ctx: Context, rule: store.StoredRule): Promise<void> {
  const dueAt = nextDue(rule.definition.trigger, ctx.now, zoneCalendar(ctx.workspace.zone));
  await store.setTimers(tx, ctx.workspace.id, rule.ruleId, { dueAt, sweptUntil: ctx.now });
}

export async function recordFailure(ctx: Context, rule: store.StoredRule, error: unknown): Promise<void> {
  ctx.runtime.log.error({ err: error, rule: rule.ruleId, workspace: ctx.workspace.id }, 'rule failed and did not fire');
  await ctx.tx(async (tx) => {
    await store.insertRun(tx, ctx.workspace.id, rule.ruleId, {
      run_id: newId('run', ctx.now.getTime()),
      version: rule.version,
      trigger: rule.definition.trigger.kind,
      at: ctx.now,
      fired: 0,
      outcome: {},
      error: error instanceof Error ? error.message : String(error),
    });
    // What waits for something not to happen keeps its place and is tried again; a schedule goes on to its next time.
    const dueAt = nextDue(rule.definition.trigger, ctx.now, zoneCalendar(ctx.workspace.zone));
    if (rule.dueAt) await store.setTimers(tx, ctx.workspace.id, rule.ruleId, { dueAt, sweptUntil: rule.sweptUntil });
  });
}
