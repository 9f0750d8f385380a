/** Reads the four files of a campaign that ran elsewhere. What is kept is one record per customer; the files may be large. */
import type { Locale } from '../../../engine/words.ts';
import { type CampaignConfig, readConfig } from './config.ts';
import { Flaws } from './flaws.ts';
import { readTable, type Source } from './table.ts';

const DAY_MS = 86_400_000;

export const FILES = ['customers.csv', 'orders.csv', 'tasks.csv', 'config.json'] as const;
export type FileName = (typeof FILES)[number];
export type CampaignFiles = Readonly<Partial<Record<FileName, Source>>>;

const COLUMNS = {
  customers: ['customer_id', 'segment', 'pre90_spend', 'entered_at', 'arm'],
  orders: ['customer_id', 'amount', 'ts', 'refunded'],
  tasks: ['customer_id', 'due', 'channel', 'staff', 'reached', 'responded', 'minutes', 'done_at'],
} as const;

export interface Participant {
  readonly segment: string;
  readonly control: boolean;
  readonly enteredAt: number;
  readonly before: number;
  /** In the window, refunded orders left out. */
  net: number;
  orders: number;
}

export interface Contact {
  readonly person: Participant;
  readonly channel: string;
  readonly staff: string;
  readonly reached: boolean;
  readonly responded: boolean;
  readonly minutes: number | null;
  /** From due to done; null: not done. */
  readonly took: number | null;
  readonly due: number;
}

export interface Campaign {
  readonly config: CampaignConfig;
  readonly people: readonly Participant[];
  readonly contacts: readonly Contact[];
  /** Rows about customers who are in neither arm; they count nowhere. */
  readonly others: { readonly orders: number; readonly tasks: number };
}

/** Throws the problem `score_files_invalid`, whose fields name file, row and column. */
export async function readCampaign(files: CampaignFiles, locale: Locale): Promise<Campaign> {
  const flaws = new Flaws(locale);
  const config = await readConfig(files['config.json'], flaws, locale);
  const people = await readCustomers(files['customers.csv'], flaws);
  const orders = await readOrders(files['orders.csv'], people, config?.attribution_window_days ?? 0, flaws);
  const tasks = await readTasks(files['tasks.csv'], people, flaws);
  flaws.end();
  if (!config) throw new Error('a campaign without a configuration was not refused');
  return {
    config,
    people: [...people.values()],
    contacts: tasks.contacts,
    others: { orders, tasks: tasks.others },
  };
}

async function readCustomers(source: Source | undefined, flaws: Flaws): Promise<Map<string, Participant>> {
  const file = 'customers.csv';
  const people = new Map<string, Participant>();
  for await (const cells of readTable(file, source, COLUMNS.customers, flaws)) {
    const id = cells.required('customer_id');
    const before = cells.number('pre90_spend');
    const enteredAt = cells.moment('entered_at');
    const arm = cells.text('arm').toLowerCase();
    const known = arm === 'treatment' || arm === 'control';
    if (!known) flaws.add(file, 'not_arm', { row: cells.row, field: 'arm' }, { value: arm });
    if (id !== null && people.has(id))
      flaws.add(file, 'twice', { row: cells.row, field: 'customer_id' }, { value: id });
    else if (id !== null && before !== null && enteredAt !== null && known)
      people.set(id, {
        segment: cells.text('segment'),
        control: arm === 'control',
        enteredAt,
        before,
        net: 0,
        orders: 0,
      });
  }
  if (people.size === 0 && !flaws.any) flaws.add(file, 'no_customers');
  return people;
}

/** Returns how many rows are of customers in neither arm. */
async function readOrders(
  source: Source | undefined,
  people: ReadonlyMap<string, Participant>,
  days: number,
  flaws: Flaws,
): Promise<number> {
  let others = 0;
  for await (const cells of readTable('orders.csv', source, COLUMNS.orders, flaws)) {
    const id = cells.required('customer_id');
    const amount = cells.number('amount');
    const at = cells.moment('ts');
    const refunded = cells.flag('refunded');
    if (id === null || amount === null || at === null) continue;
    const person = people.get(id);
    if (!person) others += 1;
    else if (!refunded && at >= person.enteredAt && at < person.enteredAt + days * DAY_MS) {
      person.net += amount;
      person.orders += 1;
    }
  }
  return others;
}

async function readTasks(source: Source | undefined, people: ReadonlyMap<string, Participant>, flaws: Flaws) {
  const contacts: Contact[] = [];
  let others = 0;
  for await (const cells of readTable('tasks.csv', source, COLUMNS.tasks, flaws)) {
    const id = cells.required('customer_id');
    const due = cells.moment('due');
    const done = cells.moment('done_at', true);
    const minutes = cells.text('minutes') === '' ? null : cells.number('minutes', 0);
    const reached = cells.flag('reached');
    const responded = cells.flag('responded');
    if (id === null || due === null) continue;
    const person = people.get(id);
    if (!person) {
      others += 1;
      continue;
    }
    contacts.push({
      person,
      channel: cells.text('channel'),
      staff: cells.text('staff'),
      reached,
      responded,
      minutes,
      took: done === null ? null : Math.max(0, done - due),
      due,
    });
  }
  return { contacts, others };
}
