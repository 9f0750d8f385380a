/** What of a playbook's measurement was changed after an epoch had registered it. Pure. */
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { PlaybookChange, PlaybookDefinition, Registered } from './contract-definition.ts';

/** A version, with what of it is measured by. */
export interface MeasuredVersion {
  readonly version: number;
  readonly by: string;
  readonly at: Date;
  readonly definition: Measured;
}
export type Measured = Pick<
  PlaybookDefinition,
  'goal' | 'windowDays' | 'refundDays' | 'strata' | 'target' | 'economics' | 'audience' | 'consent' | 'control'
>;

type Parts = Readonly<Record<string, unknown>>;

function partsOf(definition: Omit<Measured, 'control'>, holdout: number | null, serviceCritical: boolean): Parts {
  const { goal, windowDays, refundDays, strata, target, economics, audience, consent } = definition;
  return {
    goal,
    window_days: windowDays,
    refund_days: refundDays,
    mode: target.mode,
    planned_n: target.plannedN,
    target: target.lift,
    margin: economics?.margin ?? null,
    setup_cost: economics?.setupCost ?? null,
    monthly_cost: economics?.monthlyCost ?? null,
    cost_per_contact: economics?.costPerContact ?? null,
    holdout,
    service_critical: serviceCritical,
    strata,
    audience,
    consent,
  };
}

/** `versions` in their order, from the registered one on. Each change is told by the version since which it has been as it is today. */
export function changesOf(
  registered: Registered,
  holdout: number,
  versions: readonly MeasuredVersion[],
): PlaybookChange[] {
  const later = versions.filter(({ version }) => version > registered.definitionVersion);
  const newest = later.at(-1);
  if (!newest) return [];
  const parts = ({ definition }: MeasuredVersion): Parts =>
    partsOf(definition, definition.control.holdout, definition.control.serviceCritical);
  const before = partsOf(registered, holdout, registered.serviceCritical);
  const today = parts(newest);
  return Object.keys(today).flatMap((field) => {
    const to = today[field];
    const same = (version: MeasuredVersion): boolean => canonicalJson(parts(version)[field]) === canonicalJson(to);
    // A share left open is decided by how many customers there are: the epoch has one, so nothing was changed.
    if (canonicalJson(before[field]) === canonicalJson(to) || (field === 'holdout' && to === null)) return [];
    const since = later[later.findLastIndex((version) => !same(version)) + 1] ?? newest;
    return [{ field, from: before[field], to, version: since.version, at: since.at, by: since.by }];
  });
}

/** What today's definition measures by, of customers who were drawn and divided as registered. */
export function asOfToday(registered: Registered, { version, definition }: MeasuredVersion): Registered {
  const { goal, windowDays, refundDays, target, economics } = definition;
  return { ...registered, goal, windowDays, refundDays, target, economics, definitionVersion: version };
}
