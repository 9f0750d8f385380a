/** Rules triggered by events: one job per recorded batch, and none when no rule listens to a type in it. */
import { type Subscriber, on } from '../../kit/bus.ts';
import type { Context } from '../../kit/context.ts';
import { eventsRecorded } from '../events/index.ts';
import { eventPredicate } from '../segments/index.ts';
import type { StoredRule } from './store.ts';
import * as store from './store.ts';
import { runRule } from './run.ts';
import { recordFailure } from './service.ts';

interface Heard {
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly from: string;
  readonly to: string;
}

export const reactToEvents: Subscriber = on(eventsRecorded, 'rules.react', {
  async select(tx, ctx, { items }): Promise<Heard | null> {
    const types = new Set(await store.listenedTypes(tx, ctx.workspace.id));
    const heard = items.filter((item) => types.has(item.type));
    if (heard.length === 0) return null;
    const times = heard.map((item) => item.occurredAt).sort();
    return {
      ids: heard.map((item) => item.eventId),
      types: [...new Set(heard.map((item) => item.type))],
      from: times[0] ?? '',
      to: times.at(-1) ?? '',
    };
  },
  async handle(ctx, heard: Heard) {
    const rules = await ctx.tx((tx) => store.findEventRules(tx, ctx.workspace.id, heard.types));
    for (const rule of rules)
      await runForEvents(ctx, rule, heard).catch((error: unknown) => recordFailure(ctx, rule, error));
  },
});

async function runForEvents(ctx: Context, rule: StoredRule, heard: Heard): Promise<void> {
  const { trigger } = rule.definition;
  if (trigger.kind !== 'event') return;
  await ctx.tx(async (tx) => {
    const events = await store.loadEvents(tx, ctx.workspace.id, heard.ids, new Date(heard.from), new Date(heard.to));
    const holds = eventPredicate(ctx, trigger.event, trigger.where ?? []);
    const items = events
      .filter((event) => event.type === trigger.event && holds(event))
      .map((event) => ({ customerId: event.customer_id, eventId: event.event_id }));
    if (items.length > 0) await runRule(tx, ctx, rule, { kind: 'events', items });
  });
}
