/** Orders as a line of cumulative net spend, by month or by quarter. Pure. */

export interface Bought {
  /** ISO day in the zone of the workspace. */
  readonly day: string;
  readonly amount: number;
}

export interface Period {
  /** 2011-08 or 2011 Q3. */
  readonly label: string;
  /** Cumulative net at the end of the period. */
  readonly net: number;
  /** Orders of a positive amount in it. */
  readonly orders: number;
}

export interface Trajectory {
  readonly periods: readonly Period[];
  readonly by: 'month' | 'quarter';
  /** Last month drawn, YYYY-MM: before today's when the silence would fill most of the picture. */
  readonly end: string;
  /** Position of a day among the periods; may lie outside. */
  readonly indexOf: (day: string) => number;
}

/** Months of silence drawn at least, when there are so many. */
const LEAST_SILENCE = 6;
/** Periods on one picture; past that months become quarters. */
const MOST_MONTHS = 30;

/**
 * From the first order to `today`, empty periods included, so that silence is seen; a silence longer than all
 * that came before is cut to that length. The line ends at `total`: older
 * orders that were not read lift its beginning.
 */
export function trajectory(orders: readonly Bought[], total: number, today: string): Trajectory {
  const days = orders.map((order) => order.day).sort();
  const first = monthOf(days[0] ?? today);
  const latest = monthOf(days.at(-1) ?? today);
  const silence = Math.max(LEAST_SILENCE, latest - first);
  const last = Math.max(latest, Math.min(monthOf(today), latest + silence));
  const by = last - first >= MOST_MONTHS ? 'quarter' : 'month';
  const size = by === 'month' ? 1 : 3;
  const start = Math.floor(first / size);
  const count = Math.floor(last / size) - start + 1;
  const indexOf = (day: string) => Math.floor(monthOf(day) / size) - start;
  const sums = Array.from({ length: count }, () => ({ amount: 0, orders: 0 }));
  for (const order of orders) {
    const sum = sums[indexOf(order.day)];
    if (!sum) continue;
    sum.amount += order.amount;
    if (order.amount > 0) sum.orders += 1;
  }
  let net = total - orders.reduce((sum, order) => sum + order.amount, 0);
  const periods = sums.map((sum, at) => {
    net += sum.amount;
    return { label: labelOf(start + at, by), net: Math.round(net * 100) / 100, orders: sum.orders };
  });
  return { periods, by, indexOf, end: labelOf(last, 'month') };
}

/** Months since year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

function labelOf(period: number, by: 'month' | 'quarter'): string {
  if (by === 'quarter') return `${Math.floor(period / 4)} Q${(period % 4) + 1}`;
  return `${Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}`;
}
