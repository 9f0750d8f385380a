/** Minutes, staff and quarters of a campaign that ran elsewhere. Pure. */
import { sumsOf } from '../../../engine/stats/index.ts';
import { type DayWork, productivityOf, quarterOf, type QuarterWork } from '../../costs/index.ts';
import type { QuarterTotals, WorkTotals } from '../decide-totals.ts';
import type { Campaign, Contact, Participant } from './campaign.ts';

const LEAST_CALLS = 30;

const DAY_MS = 86_400_000;
/** Writing a date takes longer than all the rest, and a file has few of them. */
const written = new Map<number, { readonly day: string; readonly quarter: string }>();

function dateOf(at: number): { readonly day: string; readonly quarter: string } {
  const number = Math.floor(at / DAY_MS);
  let date = written.get(number);
  if (!date) {
    const day = new Date(number * DAY_MS).toISOString().slice(0, 10);
    date = { day, quarter: quarterOf(day) };
    // A file full of nonsense may not fill the memory.
    if (written.size > 50_000) written.clear();
    written.set(number, date);
  }
  return date;
}

export function workOf({ config, contacts }: Campaign): WorkTotals {
  const finished = contacts.filter(({ took }) => took !== null);
  const done = finished.length > 0 ? finished : contacts;
  return {
    done: done.length,
    followed: peopleOf(done, () => true),
    reached: peopleOf(contacts, ({ reached }) => reached),
    responded: peopleOf(contacts, ({ responded }) => responded),
    measured: null,
    manual: manualOf(config, contacts),
    quarters: workByQuarter(config, done),
    ...productivity(finished),
  };
}

function workByQuarter(config: Campaign['config'], done: readonly Contact[]): QuarterWork[] {
  const quarters = new Map<string, Writable<QuarterWork>>();
  const average = (minutesOf(done) ?? 0) / Math.max(1, done.length);
  for (const { due, took, minutes } of done) {
    const { quarter } = dateOf(due + (took ?? 0));
    const row = at(quarters, quarter, () => ({ quarter, done: 0, contact: 0, staff: 0 }));
    row.done += 1;
    row.contact += config.cost_per_contact;
    row.staff += ((minutes ?? average) / 60) * (config.hourly_cost ?? 0);
  }
  return [...quarters.values()];
}

function peopleOf(contacts: readonly Contact[], holds: (contact: Contact) => boolean): number {
  return new Set(contacts.filter(holds).map(({ person }) => person)).size;
}

/** Minutes written beside the tasks; a task that was done without any counts as their average. Null where nobody wrote any. */
export function minutesOf(contacts: readonly Contact[]): number | null {
  const known = contacts.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]));
  if (known.length === 0) return null;
  const sum = known.reduce((total, minutes) => total + minutes, 0);
  const unknown = contacts.filter(({ minutes, took }) => minutes === null && took !== null).length;
  return sum + (unknown * sum) / known.length;
}

/** What the configuration assumes, else the calls of the file itself where there are enough. */
function manualOf({ hourly_cost: hourly, ...config }: Campaign['config'], contacts: readonly Contact[]) {
  if (hourly === undefined) return null;
  const calls = contacts.flatMap(({ channel, minutes }) => (channel === 'phone' && minutes !== null ? [minutes] : []));
  const measured = calls.length >= LEAST_CALLS ? calls.reduce((sum, each) => sum + each, 0) / calls.length : null;
  const minutes = measured ?? config.manual_minutes ?? null;
  if (minutes === null) return null;
  const fee = config.cost_per_contact;
  return {
    source: measured === null ? ('assumed' as const) : ('measured' as const),
    minutes,
    n: measured === null ? 0 : calls.length,
    hourly,
    fee,
    each: (minutes / 60) * hourly + fee,
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What somebody wrote down needs no cap. */
const NOTHING = { ours: true, counted: true, tasks: 0, known: 0, seconds: 0, capped: 0 } as const;

function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const had = map.get(key) ?? make();
  map.set(key, had);
  return had;
}

function productivity(finished: readonly Contact[]): Pick<WorkTotals, 'productivity' | 'names'> {
  const work = new Map<string, Writable<DayWork>>();
  const served = new Map<string, { person: string; day: string; customers: Set<Participant> }>();
  for (const { staff, channel, minutes, due, took, person } of finished) {
    if (staff === '' || took === null) continue;
    const { day } = dateOf(due + took);
    const row = at(work, `${staff} ${day} ${channel}`, () => ({ ...NOTHING, person: staff, day, kind: channel }));
    row.tasks += 1;
    row.known += minutes === null ? 0 : 1;
    row.seconds += (minutes ?? 0) * 60;
    at(served, `${staff} ${day}`, () => ({ person: staff, day, customers: new Set() })).customers.add(person);
  }
  const customers = [...served.values()].map((row) => ({ ...row, customers: row.customers.size }));
  return { productivity: productivityOf([...work.values()], customers), names: new Map() };
}

export function quartersOf(people: readonly Participant[]): QuarterTotals[] {
  const quarters = new Map<string, Participant[]>();
  for (const person of people) {
    const { quarter } = dateOf(person.enteredAt);
    const had = quarters.get(quarter);
    if (had) had.push(person);
    else quarters.set(quarter, [person]);
  }
  const arm = (rows: readonly Participant[], control: boolean) =>
    sumsOf(rows.filter((row) => row.control === control).map(({ net }) => net));
  return [...quarters]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([quarter, rows]) => ({ quarter, treatment: arm(rows, false), control: arm(rows, true) }));
}
