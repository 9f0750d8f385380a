/** Rules triggered by events. What is recorded and listened to is noted in the recording transaction; a job runs the rules for all that waits. */
import { type Subscriber, on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { guarded } from '../../kit/db/guarded.ts';
import { newId } from '../../kit/ids.ts';
import { eventsRecorded } from '../events/index.ts';
import { eventPredicate } from '../segments/index.ts';
import { runRule } from './run.ts';
import { recordFailure } from './service.ts';
import type { StoredRule } from './store.ts';
import * as store from './store.ts';
import { claimHeard, type Heard, insertHeard } from './store-heard.ts';

/** Recorded batches (of up to 2,000 events) in one transaction. */
const BATCHES = 50;

export const reactToEvents: Subscriber = on(eventsRecorded, 'rules.react', {
  async select(tx, ctx, { items }): Promise<Record<string, never> | null> {
    const types = new Set(await store.listenedTypes(tx, ctx.workspace.id));
    const heard = items.filter((item) => types.has(item.type));
    if (heard.length === 0) return null;
    const times = heard.map((item) => item.occurredAt).sort();
    await insertHeard(tx, ctx.workspace.id, {
      heardId: newId('hrd'),
      depth: ctx.depth,
      ids: heard.map((item) => item.eventId),
      types: [...new Set(heard.map((item) => item.type))],
      from: new Date(times[0] ?? ctx.now),
      to: new Date(times.at(-1) ?? ctx.now),
    });
    return {};
  },
  async handle(ctx) {
    while (await reactOnce(ctx));
  },
});

/** True when there may be more. What another job is running for is passed over. */
async function reactOnce(ctx: Context): Promise<boolean> {
  const failed: [StoredRule, unknown][] = [];
  const taken = await ctx.tx(async (tx) => {
    failed.length = 0;
    const claimed = await claimHeard(tx, ctx.workspace.id, BATCHES);
    for (const depth of new Set(claimed.map((each) => each.depth))) {
      const heard = claimed.filter((each) => each.depth === depth);
      const types = [...new Set(heard.flatMap((each) => each.types))];
      const rules = await store.findEventRules(tx, ctx.workspace.id, types);
      const events = rules.length > 0 ? await loadAll(tx, ctx, heard) : [];
      // What comes of it is one further from the outside, for the loop guard.
      const deeper = { ...ctx, depth: depth + 1 };
      for (const rule of rules) {
        const error = await guarded(tx, deeper, () => runForEvents(tx, deeper, rule, events));
        if (error !== null) failed.push([rule, error]);
      }
    }
    return claimed.length;
  });
  // A rule that errs does not fire, says so, and keeps no other from firing.
  for (const [rule, error] of failed) await recordFailure(ctx, rule, error);
  return taken === BATCHES;
}

function loadAll(tx: Tx, ctx: Context, heard: readonly Heard[]): Promise<store.EventFacts[]> {
  const times = heard.flatMap(({ from, to }) => [from.getTime(), to.getTime()]);
  return store.loadEvents(
    tx,
    ctx.workspace.id,
    heard.flatMap(({ ids }) => ids),
    new Date(Math.min(...times)),
    new Date(Math.max(...times)),
  );
}

async function runForEvents(
  tx: Tx,
  ctx: Context,
  rule: StoredRule,
  events: readonly store.EventFacts[],
): Promise<void> {
  const { trigger } = rule.definition;
  if (trigger.kind !== 'event') return;
  const holds = eventPredicate(ctx, trigger.event, trigger.where ?? []);
  const items = events
    .filter((event) => event.type === trigger.event && holds(event))
    .map((event) => ({ customerId: event.customer_id, eventId: event.event_id }));
  if (items.length > 0) await runRule(tx, ctx, rule, { kind: 'events', items });
}
