/** What people did in a day, and how much of it a day holds. Pure. */
import { crossSumsOf, ratioOf } from '../../engine/stats/index.ts';
import type { PerDay, Productivity } from './contract-measured.ts';

/** Taken up and finished within so many seconds: one act, which tells no time. */
export const LEAST_SECONDS = 10;
/** Below so many days of a person, or tasks of a kind, there is no figure. */
const LEAST_DAYS = 5;
const LEAST_OF_KIND = 5;

/** Tasks of one kind that one person finished on one day. */
export interface DayWork {
  readonly person: string;
  /** YYYY-MM-DD */
  readonly day: string;
  /** Of the playbook in question; else of something else that filled her day. */
  readonly ours: boolean;
  /** Of a matured customer, within her window: what the cost is counted over. */
  readonly counted: boolean;
  readonly kind: string;
  readonly tasks: number;
  /** Of `tasks`, those whose minutes are known; `seconds` is their sum, each capped. */
  readonly known: number;
  readonly seconds: number;
  readonly capped: number;
}

export interface PersonDay {
  readonly person: string;
  readonly day: string;
  readonly customers: number;
}

/** Minutes known on average; null where none are. */
export function averageMinutes(work: readonly DayWork[]): number | null {
  const known = sum(work, (row) => row.known);
  return known > 0 ? sum(work, (row) => row.seconds) / known / 60 : null;
}

export function minutesOf(work: readonly DayWork[], guess: number | null): number {
  return sum(work, (row) => row.seconds / 60 + (row.tasks - row.known) * (guess ?? 0));
}

export function productivityOf(work: readonly DayWork[], customers: readonly PersonDay[]): Productivity | null {
  const ours = work.filter((row) => row.ours);
  if (ours.length === 0) return null;
  const guess = averageMinutes(work);
  const weights = weightsOf(ours);
  const days = daysOf(work, guess);
  const served = new Map(customers.map((row) => [`${row.person} ${row.day}`, row.customers]));
  const all = [...days].map(([key, day]) => ({ ...day, customers: served.get(key) ?? 0, key }));
  const rate = (rows: typeof all, of: (row: (typeof all)[number]) => number): PerDay | null => {
    const share = sum(rows, (row) => row.share);
    if (rows.length < LEAST_DAYS || !(share > 0)) return null;
    const estimate = ratioOf(
      crossSumsOf(
        rows.map(of),
        rows.map((row) => row.share),
      ),
    );
    const bounded = estimate && Number.isFinite(estimate.ci[0]) && Number.isFinite(estimate.ci[1]);
    return { value: sum(rows, of) / share, ci: bounded ? [Math.max(0, estimate.ci[0]), estimate.ci[1]] : null };
  };
  const persons = [...new Set(ours.map(({ person }) => person))].toSorted();
  return {
    staffDays: sum(all, (row) => row.share),
    tasks: sum(ours, (row) => row.tasks),
    tasksPerDay: rate(all, (row) => row.tasks),
    customersPerDay: rate(all, (row) => row.customers),
    people: persons.map((person) => {
      const mine = all.filter((row) => row.person === person);
      const share = sum(mine, (row) => row.share);
      const tasksPerDay = rate(mine, (row) => row.tasks);
      const weighted = sum(
        ours.filter((row) => row.person === person),
        (row) => row.tasks * (weights.get(row.kind) ?? 1),
      );
      return {
        person,
        days: share,
        tasks: sum(mine, (row) => row.tasks),
        tasksPerDay,
        adjusted: tasksPerDay && share > 0 ? weighted / share : null,
      };
    }),
  };
}

/** How long a kind takes beside the average of all. */
function weightsOf(ours: readonly DayWork[]): ReadonlyMap<string, number> {
  const whole = averageMinutes(ours);
  const weights = new Map<string, number>();
  for (const kind of new Set(ours.map((row) => row.kind))) {
    const of = ours.filter((row) => row.kind === kind);
    const average = averageMinutes(of);
    const enough = sum(of, (row) => row.known) >= LEAST_OF_KIND;
    weights.set(kind, enough && average !== null && whole ? average / whole : 1);
  }
  return weights;
}

/** The days on which somebody worked here: how many tasks, and which part of her day they took. */
function daysOf(work: readonly DayWork[], guess: number | null) {
  const days = new Map<string, DayWork[]>();
  for (const row of work) {
    const key = `${row.person} ${row.day}`;
    const had = days.get(key);
    if (had) had.push(row);
    else days.set(key, [row]);
  }
  const result = new Map<string, { person: string; tasks: number; share: number }>();
  for (const [key, rows] of days) {
    const ours = rows.filter((row) => row.ours);
    const [first] = ours;
    if (!first) continue;
    const [mine, whole] = [minutesOf(ours, guess), minutesOf(rows, guess)];
    const tasks = sum(ours, (row) => row.tasks);
    const share = whole > 0 ? mine / whole : tasks / sum(rows, (row) => row.tasks);
    result.set(key, { person: first.person, tasks, share });
  }
  return result;
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
