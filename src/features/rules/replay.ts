/** Rules in a replay: their clocks start with the walk, and tell it when to stop. */
import type { Context } from '../../kit/context.ts';
import { nextDue } from './decide.ts';
import * as store from './store.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';

/** Rules that follow events are looked at every hour of a replay: between two steps nothing is known of the time of day. */
const EVENT_STEP_MS = 3_600_000;

export async function beginReplay(into: Context): Promise<void> {
  const calendar = zoneCalendar(into.workspace.zone);
  const justBefore = new Date(into.now.getTime() - 1);
  await into.tx(async (tx) => {
    for (const rule of await store.listRules(tx, into.workspace.id)) {
      if (!rule.enabled) continue;
      const waits = rule.definition.trigger.kind === 'eventWithout';
      const timers = {
        dueAt: nextDue(rule.definition.trigger, justBefore, calendar),
        sweptUntil: waits ? into.now : null,
      };
      await store.setTimers(tx, into.workspace.id, rule.ruleId, timers);
    }
  });
}

export async function nextSweep(ctx: Context): Promise<Date | null> {
  // Outside a replay an event is heard when it is recorded; only what waits for something not to happen is looked at again and again.
  const kinds = ctx.workspace.kind === 'scratch' ? ['event', 'eventWithout'] : ['eventWithout'];
  const { dueAt, followsEvents } = await ctx.tx((tx) => store.nextMoment(tx, ctx.workspace.id, kinds, ctx.now));
  const step = followsEvents ? new Date(ctx.now.getTime() + EVENT_STEP_MS) : null;
  if (dueAt === null || step === null) return dueAt ?? step;
  return dueAt < step ? dueAt : step;
}
