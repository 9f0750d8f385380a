/** What a playbook cost, priced from what was done. Pure. */
import type { ManualCall, Measured, QuarterWork, SharedCost } from './contract-measured.ts';
import { isDivided, type Price, priceOn } from './decide.ts';
import { averageMinutes, type DayWork, minutesOf } from './decide-work.ts';

const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 365.25 / 12;
/** With fewer measured calls the assumed minutes are used. */
const LEAST_CALLS = 30;

export interface DayContacts {
  readonly channel: string;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly n: number;
}

/** A part of the whole by a rule, over the days a row of the company held while the playbook ran. */
export interface Part {
  readonly mine: number;
  readonly whole: number;
}

export interface MeasureInput {
  readonly prices: readonly Price[];
  readonly playbook: string;
  /** First entry and as-of, as days. */
  readonly from: string;
  readonly to: string;
  /** A set-up cost belongs to the epoch that ran on its day; to the first one also when it came before. */
  readonly setup: { readonly from: string | null; readonly until: string | null };
  readonly contacts: readonly DayContacts[];
  readonly work: readonly DayWork[];
  readonly roleOf: ReadonlyMap<string, string>;
  readonly parts: ReadonlyMap<string, Part>;
  /** Matured treated customers who reached the goal. */
  readonly converters: number;
  /** Customers followed up, however often: by hand it would have been one call each. */
  readonly followed: number;
  /** Calls of the workspace in the year before, whose minutes are known. */
  readonly calls: { readonly n: number; readonly seconds: number };
}

export function measure(input: MeasureInput): Measured {
  const { prices, playbook, work, contacts } = input;
  const counted = work.filter((row) => row.ours && row.counted);
  const byDay = new Quarters();

  const channels = new Map<string, { n: number; cost: number | null }>();
  let unpricedContacts = 0;
  for (const { channel, day, n } of contacts) {
    const each = priceOn(prices, { kind: 'contact', playbook, day, channel })?.amount ?? null;
    if (each === null) unpricedContacts += n;
    const had = channels.get(channel) ?? { n: 0, cost: null };
    channels.set(channel, { n: had.n + n, cost: each === null ? had.cost : (had.cost ?? 0) + n * each });
    byDay.add(day, { done: n, contact: n * (each ?? 0) });
  }

  const assumed = priceOn(prices, { kind: 'manual', playbook, day: input.to })?.amount ?? null;
  const guess = averageMinutes(counted) ?? averageMinutes(work) ?? assumed;
  let [staff, unpricedTasks, pricedMinutes] = [0, 0, 0];
  for (const row of counted) {
    const member = row.person;
    const wage = priceOn(prices, {
      kind: 'staff',
      playbook,
      day: row.day,
      member,
      role: input.roleOf.get(member) ?? null,
    });
    const minutes = minutesOf([row], guess);
    if (!wage || (guess === null && row.known < row.tasks)) {
      unpricedTasks += row.tasks;
      continue;
    }
    staff += (minutes / 60) * wage.amount;
    pricedMinutes += minutes;
    byDay.add(row.day, { staff: (minutes / 60) * wage.amount });
  }
  const tasks = total(counted, (row) => row.tasks);

  const shares: SharedCost[] = [];
  const fixed = { setup: 0, monthly: 0, incentive: 0 };
  for (const price of prices) {
    const { kind } = price;
    if (kind !== 'setup' && kind !== 'monthly' && kind !== 'incentive') continue;
    if (price.playbook !== null && price.playbook !== playbook) continue;
    const borne = borneOf(price, input);
    if (borne === 0) continue;
    if (!isDivided(price)) {
      fixed[kind] += borne;
      continue;
    }
    const part = input.parts.get(price.costId);
    const share = part && part.whole > 0 ? part.mine / part.whole : 0;
    const rule = price.share ?? 'contacts';
    shares.push({ costId: price.costId, kind, note: price.note, rule, share, amount: borne * share });
    fixed[kind] += borne * share;
  }

  const contact = total([...channels.values()], ({ cost }) => cost ?? 0);
  const parts = {
    setup: fixed.setup,
    monthly: fixed.monthly,
    contact,
    staff: tasks > 0 && unpricedTasks === tasks ? null : staff,
    incentive: fixed.incentive,
  };
  const whole = parts.setup + parts.monthly + parts.contact + (parts.staff ?? 0) + parts.incentive;
  const done = total(contacts, ({ n }) => n);
  const manual = manualOf(input, assumed, pricedMinutes > 0 ? (staff / pricedMinutes) * 60 : null);
  return {
    total: whole,
    parts,
    done,
    channels: [...channels].map(([channel, { n, cost }]) => ({ channel, n, cost })),
    unpriced: { contacts: unpricedContacts, tasks: unpricedTasks },
    staff: {
      tasks,
      minutes: minutesOf(counted, guess),
      known: total(counted, (row) => row.known),
      capped: total(counted, (row) => row.capped),
    },
    shares,
    manual,
    saving: manual && input.followed > 0 ? manual.each * input.followed - whole : null,
    quarters: byDay.list(),
  };
}

/** Of a set-up or a sum its whole, once; of a monthly cost the days it held while the playbook ran. */
function borneOf(price: Price, { from, to, setup, converters }: MeasureInput): number {
  if (price.kind === 'incentive' && price.per === 'converter') return price.from <= to ? price.amount * converters : 0;
  if (price.kind !== 'monthly') {
    const early = setup.from !== null && price.from < setup.from;
    const late = price.from > to || (setup.until !== null && price.from >= setup.until);
    return early || late ? 0 : price.amount;
  }
  return price.amount * (overlapDays(price, from, to) / DAYS_A_MONTH);
}

/** Days on which the row held, both ends counted. */
export function overlapDays({ from, until }: Pick<Price, 'from' | 'until'>, first: string, last: string): number {
  const begin = from > first ? from : first;
  const end = until !== null && until < last ? until : last;
  return end < begin ? 0 : Math.round((Date.parse(end) - Date.parse(begin)) / DAY_MS) + 1;
}

/** Measured where enough calls were; else as assumed. Without a wage there is no baseline. */
function manualOf(input: MeasureInput, assumed: number | null, paid: number | null): ManualCall | null {
  const { prices, playbook, to: day, calls } = input;
  const measured = calls.n >= LEAST_CALLS ? calls.seconds / calls.n / 60 : null;
  const minutes = measured ?? assumed;
  const hourly = paid ?? priceOn(prices, { kind: 'staff', playbook, day })?.amount ?? null;
  if (minutes === null || hourly === null) return null;
  const fee = priceOn(prices, { kind: 'contact', playbook, day, channel: 'phone' })?.amount ?? 0;
  const source = measured === null ? 'assumed' : 'measured';
  return { source, minutes, n: measured === null ? 0 : calls.n, hourly, fee, each: (minutes / 60) * hourly + fee };
}

export const quarterOf = (day: string): string => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

class Quarters {
  readonly #sums = new Map<string, { done: number; contact: number; staff: number }>();

  add(day: string, more: { done?: number; contact?: number; staff?: number }): void {
    const had = this.#sums.get(quarterOf(day)) ?? { done: 0, contact: 0, staff: 0 };
    this.#sums.set(quarterOf(day), {
      done: had.done + (more.done ?? 0),
      contact: had.contact + (more.contact ?? 0),
      staff: had.staff + (more.staff ?? 0),
    });
  }

  list(): QuarterWork[] {
    return [...this.#sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([quarter, sums]) => ({ quarter, ...sums }));
  }
}

function total<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}
