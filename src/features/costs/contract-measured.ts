/** What was measured, as the scorecard reads it. */
import type { Interval } from '../../engine/stats/index.ts';
import type { CostKind, Share } from './contract.ts';

export interface SharedCost {
  readonly costId: string;
  readonly kind: CostKind;
  readonly note: string;
  readonly rule: Share;
  readonly share: number;
  readonly amount: number;
}

export interface ManualCall {
  readonly source: 'measured' | 'assumed';
  readonly minutes: number;
  /** Calls measured; 0 where assumed. */
  readonly n: number;
  readonly hourly: number;
  readonly fee: number;
  readonly each: number;
}

export interface Measured {
  readonly total: number;
  readonly parts: {
    readonly setup: number;
    readonly monthly: number;
    readonly contact: number;
    /** Null: tasks were done and nobody's wage is known. */
    readonly staff: number | null;
    readonly incentive: number;
  };
  readonly done: number;
  readonly channels: readonly { readonly channel: string; readonly n: number; readonly cost: number | null }[];
  readonly unpriced: { readonly contacts: number; readonly tasks: number };
  readonly staff: {
    readonly tasks: number;
    readonly minutes: number;
    readonly known: number;
    readonly capped: number;
  };
  readonly shares: readonly SharedCost[];
  readonly manual: ManualCall | null;
  /** What one call by hand to each customer followed up would have cost, less what the follow-ups did cost. */
  readonly saving: number | null;
  readonly quarters: readonly QuarterWork[];
}

export interface QuarterWork {
  /** 2026Q1 */
  readonly quarter: string;
  readonly done: number;
  readonly contact: number;
  readonly staff: number;
}

export interface PerDay {
  readonly value: number;
  readonly ci: Interval | null;
}

export interface Productivity {
  /** A day shared with other work counts as the part of her minutes that went here. */
  readonly staffDays: number;
  readonly tasks: number;
  readonly tasksPerDay: PerDay | null;
  readonly customersPerDay: PerDay | null;
  readonly people: readonly PersonProductivity[];
}

export interface PersonProductivity {
  readonly person: string;
  readonly days: number;
  readonly tasks: number;
  /** Null below five days. */
  readonly tasksPerDay: PerDay | null;
  /** Tasks weighted by how long their kind takes on average: who gets the long ones does not look slow. */
  readonly adjusted: number | null;
}
