/** May this customer be asked now? Pure; every rule leaves what it saw. */
import { addDays } from '../../engine/condition/dates.ts';
import type { Check } from '../messages/contract-policy.ts';
import type { AskRule } from './contract-cadence.ts';

const DAY_MS = 86_400_000;

export interface Standing {
  /** When she was last asked something else; null for never. */
  readonly lastAt: Date | null;
  /** Share of her stratum that is asked, and her draw in [0, 1). */
  readonly share: number;
  readonly stratum: string | null;
  readonly draw: number;
}

/** Rest first, then the draw: who rests is no loss to the sample. The quota is looked at for those who are left. */
export function judge(restDays: number, now: Date, standing: Standing): readonly Check[] {
  const { lastAt, share, stratum, draw } = standing;
  const rests = restDays > 0 && lastAt !== null && now.getTime() < lastAt.getTime() + restDays * DAY_MS;
  const rest: Check = {
    rule: 'rest',
    ok: !rests,
    values: { days: restDays, at: lastAt?.toISOString() ?? null },
  };
  const sample: Check = { rule: 'sample', ok: draw < share, values: { share, stratum } };
  return [...(restDays > 0 ? [rest] : []), ...(share < 1 ? [sample] : [])];
}

export interface LocalDays {
  dateOf(instant: number): string;
  weekdayOf(date: string): number;
}

/** The day, week (by its Monday) or month a quota counts in. */
export function periodOf(per: NonNullable<AskRule['quota']>['per'], now: Date, days: LocalDays): string {
  const date = days.dateOf(now.getTime());
  if (per === 'day') return date;
  return per === 'month' ? date.slice(0, 7) : `week of ${addDays(date, 1 - days.weekdayOf(date))}`;
}
