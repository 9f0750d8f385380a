/** What a scorecard is decided from: sufficient statistics, summed in the database. Counts are of people, money in one currency. */
import type { Words } from '../../engine/words.ts';
import type { ManualCall, Measured, Productivity, QuarterWork } from '../costs/contract-measured.ts';
import type { MetricDefinition } from '../metrics/contract.ts';

/** How often a score was given. */
export interface ScoreCount {
  readonly score: number;
  readonly n: number;
}

export interface ValueSums {
  readonly sum: number;
  readonly sumsq: number;
}

/** Of the matured customers of one arm, all but `enrolled`. Each sum runs over every matured customer, zeros included. */
export interface ArmTotals {
  readonly enrolled: number;
  readonly matured: number;
  /** At least one goal event in [entered_at, + window). */
  readonly converters: number;
  /** At least one purchase in the window (for the goal `purchase` the same people). */
  readonly buyers: number;
  /** Net revenue (purchases minus refunds) in the window. */
  readonly revenue: ValueSums;
  /** min(revenue, cap), `cap` as in `MoneyTail`. */
  readonly capped: ValueSums;
  /** Customers whose revenue is above the cap. */
  readonly aboveCap: number;
  /** Net revenue in the 90 days before entry. */
  readonly before: ValueSums;
  /** Sum of capped x before. */
  readonly cappedBefore: number;
  /** Customers contacted by anything in the window; null while nothing records contacts. */
  readonly contacted: number | null;
}

/** One value of the main dimension. */
export interface StratumTotals {
  readonly key: string;
  readonly name: Words;
  readonly treatment: Hits;
  readonly control: Hits;
}

export interface Hits {
  readonly matured: number;
  readonly converters: number;
}

/** The same window statistics at 90, 180 or 365 days, over who matured for that long; left out until somebody has. */
export interface HorizonTotals {
  readonly days: number;
  readonly treatment: HorizonArm;
  readonly control: HorizonArm;
}

export interface HorizonArm extends Hits {
  readonly revenue: ValueSums;
}

export interface Registered {
  readonly definitionVersion: number;
  readonly goal: Words;
  readonly windowDays: number;
  readonly refundDays: number;
  /** Share planned for control. */
  readonly holdout: number;
  /** Nobody may be held out: what is shown is then not causal. */
  readonly serviceCritical: boolean;
  /** What the overall verdict is about; conversion when left out. */
  readonly measure?: 'conversion' | 'revenue';
  /** Difference to reach: a share for conversion, money per customer for revenue. */
  readonly lift: number | null;
  readonly mode: 'always_valid' | 'fixed';
  readonly plannedN: number | null;
  readonly economics: {
    readonly margin: number;
    readonly setupCost: number;
    readonly monthlyCost: number;
    readonly costPerContact: number;
    /** Of staff, where it was registered. */
    readonly hourlyCost?: number | undefined;
  } | null;
}

/** Customers of the treatment arm on one channel, or on any (null). */
export interface ReachTotals {
  readonly channel: string | null;
  /** What the channel is called; of any channel null. */
  readonly name: Words | null;
  readonly wanted: number;
  readonly sent: number;
  /** A receipt says so. */
  readonly delivered: number;
  /** Taken over by a server that gives no receipts. */
  readonly acceptedOnly: number;
  readonly answered: number;
}

/** A time by which a share is done, ms; null where it was not reached yet. */
export interface Reached {
  readonly value: number | null;
  readonly ci: readonly [number | null, number | null];
}

export interface CycleTotals {
  readonly n: number;
  readonly done: number;
  /** Only so many tasks, the latest, were looked at; null or left out: all. */
  readonly latest?: number | null;
  readonly p50: Reached;
  readonly p90: Reached;
  /** In working time; null where no working calendar is known. */
  readonly working: {
    readonly p50: Reached;
    readonly p90: Reached;
    readonly withinHour: { readonly done: number; readonly of: number };
  } | null;
}

/** Answers by score, of the matured of each arm, the latest in each customer's window. */
export interface SatisfactionTotals {
  readonly metric: string;
  readonly name: Words;
  readonly definition: MetricDefinition;
  readonly treatment: readonly ScoreCount[];
  readonly control: readonly ScoreCount[];
}

/** What was done, and what people said. Left out of scorecards made from files and of replays, where nobody is treated. */
export interface ProcessTotals {
  readonly reach: readonly ReachTotals[];
  readonly asked: { readonly asked: number; readonly answered: number } | null;
  readonly cycle: CycleTotals | null;
  readonly satisfaction: readonly SatisfactionTotals[];
  readonly trends: readonly SatisfactionTrend[];
}

export interface SatisfactionTrend {
  readonly metric: string;
  readonly name: Words;
  readonly kind: MetricDefinition['kind'];
  readonly points: readonly {
    readonly period: string;
    readonly n: number;
    readonly value: number | null;
    readonly ci: readonly [number, number] | null;
    readonly version: number;
  }[];
}

/** What was done for the matured treated, what it cost, and how much of it a day holds. */
export interface WorkTotals {
  readonly done: number;
  /** Customers followed up, however often. */
  readonly followed: number;
  readonly reached: number;
  readonly responded: number;
  /** Null: no costs were entered. */
  readonly measured: Measured | null;
  /** A call by hand, where no costs were entered. */
  readonly manual: ManualCall | null;
  /** What was done by quarter, where no costs were entered. */
  readonly quarters?: readonly QuarterWork[];
  readonly productivity: Productivity | null;
  readonly names: ReadonlyMap<string, string>;
}

/** Net revenue in the window by the quarter of entry, not capped. */
export interface QuarterTotals {
  readonly quarter: string;
  readonly treatment: { readonly n: number } & ValueSums;
  readonly control: { readonly n: number } & ValueSums;
}

export interface ScorecardTotals {
  readonly playbook: string;
  readonly playbookName: Words;
  readonly epoch: number;
  /** ISO instant. */
  readonly asOf: string;
  /** Dates (YYYY-MM-DD in the workspace's zone); null when nobody is enrolled. */
  readonly enteredFrom: string | null;
  readonly maturedBefore: string | null;
  readonly allMaturedOn: string | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly registered: Registered;
  readonly treatment: ArmTotals;
  readonly control: ArmTotals;
  /** 99th percentile (percentile_cont) of the revenue of both arms that is not 0; null when all is 0. */
  readonly cap: number | null;
  /** In the order of the definition. */
  readonly strata: readonly StratumTotals[];
  readonly horizons?: readonly HorizonTotals[];
  readonly process?: ProcessTotals | null;
  /** Left out where it is not looked at (the list, a replay). */
  readonly work?: WorkTotals | null;
  readonly quarters?: readonly QuarterTotals[];
  /** Minutes of staff, for a registered hourly cost. */
  readonly staffMinutes?: number | null;
  /** Contacts made with matured treatment customers in their windows; null while nothing records contacts. */
  readonly contacts: number | null;
  /** Revenue of contacted treatment customers in the window; null as above. */
  readonly attributed: number | null;
  /** Months the running cost was borne. */
  readonly months: number;
  /** History replayed: nobody was treated. */
  readonly replayed: boolean;
  /** Customers were enrolled as if they had consented. */
  readonly consentAssumed: boolean;
  /** How many of the enrolled were read from sums of their day of entry, kept as things happen, and when the oldest of these was made. */
  readonly basis?: { readonly summed: number; readonly days: number; readonly since: string | null };
}
