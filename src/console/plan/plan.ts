/** A plan while somebody arranges it. The channels move, the waits stay where they are: as they do where a customer's own channel comes first. Pure. */
import type { ChannelKind } from '../../features/messages/contract-definition.ts';
import { type Plan, type PlanStep, togetherWith } from '../../features/messages/contract-plan.ts';

export type Gap = Pick<PlanStep, 'wait' | 'until' | 'onUnknown'>;

export const USUAL: Gap = { wait: { n: 4, unit: 'hour' }, until: 'delivered' };

const gapOf = ({ wait, until, onUnknown }: PlanStep): Gap => ({
  ...(wait ? { wait } : {}),
  ...(until ? { until } : {}),
  ...(onUnknown ? { onUnknown } : {}),
});

const withGap = ({ channel, together }: PlanStep, gap: Gap): PlanStep => ({
  channel,
  ...gap,
  ...(together ? { together } : {}),
});

/** Of steps tried together the last says how long to wait; the last of all waits for nothing; the first goes together with none. */
function tidy(plan: Plan): Plan {
  return plan.map((step, at) => {
    const next = plan[at + 1];
    const { together, ...alone } = step;
    const kept = together && at > 0 ? step : alone;
    return next && !next.together ? kept : withGap(kept, {});
  });
}

const replaced = (plan: Plan, at: number, change: (step: PlanStep) => PlanStep): Plan =>
  plan.map((step, n) => (n === at ? change(step) : step));

export function moved(plan: Plan, at: number, by: -1 | 1): Plan {
  const [one, other] = [plan[at], plan[at + by]];
  if (!one || !other) return plan;
  return replaced(
    replaced(plan, at, (step) => ({ ...step, channel: other.channel })),
    at + by,
    (step) => ({ ...step, channel: one.channel }),
  );
}

export function removed(plan: Plan, at: number): Plan {
  const gone = plan[at];
  if (!gone || plan.length === 1) return plan;
  const next = plan[at + 1];
  let rest = plan;
  // What went together with it stays together without it.
  if (!gone.together && next?.together) rest = replaced(rest, at + 1, ({ together: _with, ...step }) => step);
  if (gone.together && !next?.together) rest = replaced(rest, at - 1, (step) => withGap(step, gapOf(gone)));
  return tidy(rest.filter((_step, n) => n !== at));
}

export function added(plan: Plan, channel: ChannelKind): Plan {
  const last = plan.length - 1;
  return [...replaced(plan, last, (step) => withGap(step, step.wait ? gapOf(step) : USUAL)), { channel }];
}

/** `at` goes together with the one before it, or after it again. */
export function joined(plan: Plan, at: number, together: boolean): Plan {
  const [before, step] = [plan[at - 1], plan[at]];
  if (!before || !step || (step.together ?? false) === together) return plan;
  if (together) {
    const own = gapOf(step);
    const gap = Object.keys(own).length > 0 ? own : gapOf(before);
    return tidy(replaced(plan, at, (each) => ({ ...withGap(each, gap), together: true })));
  }
  const { last } = togetherWith(plan, at);
  const gap = gapOf(plan[last] ?? step);
  const apart = replaced(plan, at, ({ together: _with, ...each }) => each);
  return tidy(replaced(apart, at - 1, (each) => withGap(each, gap.wait ? gap : USUAL)));
}

/** What makes the next one necessary. Without a wait nothing is waited for, so there is nothing to say of it either. */
export const waited = (plan: Plan, at: number, gap: Gap): Plan =>
  replaced(plan, at, (step) =>
    withGap(step, {
      ...(gap.wait ? { wait: gap.wait, until: gap.until ?? 'delivered' } : {}),
      ...(gap.onUnknown === 'next' ? { onUnknown: 'next' } : {}),
    }),
  );

/** Where what comes next is decided: the last of a group with another after it. */
export const hasGap = (plan: Plan, at: number): boolean => at < plan.length - 1 && !plan[at + 1]?.together;
