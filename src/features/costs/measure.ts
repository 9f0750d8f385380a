/** What an epoch cost and how much its people did: read, then decided. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { membersOf } from '../access/index.ts';
import { isDivided } from './decide.ts';
import type { Measured, Productivity } from './contract-measured.ts';
import { type DayContacts, measure, overlapDays, type Part } from './decide-measure.ts';
import { type DayWork, type PersonDay, productivityOf } from './decide-work.ts';
import { listCostRows } from './store.ts';
import * as facts from './store-facts.ts';

export interface CostQuestion {
  readonly playbook: string;
  readonly epoch: number;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly from: Date;
  readonly asOf: Date;
  readonly converters: number;
  /** What was done, as outcomes summed it. */
  readonly facts: CostFacts;
}

export interface CostFacts {
  readonly contacts: readonly DayContacts[];
  readonly work: readonly DayWork[];
  readonly served: readonly PersonDay[];
  readonly followed: number;
  readonly reached: number;
  readonly responded: number;
  /** Calls of the year before whose minutes are known. */
  readonly calls: { readonly n: number; readonly seconds: number };
}

export interface CostAnswer {
  /** Null: nobody entered a cost that concerns it. */
  readonly measured: Measured | null;
  readonly productivity: Productivity | null;
  readonly names: ReadonlyMap<string, string>;
  /** Contacts made with the matured treated, whom they reached, who answered. */
  readonly done: number;
  readonly followed: number;
  readonly reached: number;
  readonly responded: number;
}

export async function costsOf(tx: Tx, ctx: Context, question: CostQuestion): Promise<CostAnswer> {
  const { id: workspace, zone } = ctx.workspace;
  const { playbook, from, asOf, facts: done } = question;
  const { contacts, work, followed, reached, responded } = done;
  const frame: facts.CostFrame = { workspace, playbook };
  const days = zoneCalendar(zone);
  const [first, last] = [days.dateOf(from.getTime()), days.dateOf(asOf.getTime())];
  const rows = await listCostRows(tx, workspace);
  const concerning = rows.filter((row) => row.playbook === null || row.playbook === playbook);
  const members = await membersOf(tx, ctx);
  const productivity = productivityOf(work, done.served);
  const shared = {
    productivity,
    names: new Map(members.map(({ id, name }) => [id, name])),
    done: contacts.reduce((sum, { n }) => sum + n, 0),
    followed,
    reached,
    responded,
  };
  if (concerning.length === 0) return { measured: null, ...shared };

  const parts = new Map<string, Part>();
  const asked = new Map<string, Part>();
  for (const row of concerning) {
    if (!isDivided(row)) continue;
    // A sum paid once is divided by what happened since; a monthly one by what happened while it held.
    const held = { from: row.from, until: row.kind === 'monthly' ? row.until : null };
    if (overlapDays(held, first, last) === 0) continue;
    const begin = held.from > first ? held.from : first;
    const end = held.until !== null && held.until < last ? held.until : last;
    const rule = row.share ?? 'contacts';
    const key = `${rule} ${begin} ${end}`;
    const known =
      asked.get(key) ??
      (await facts.partOf(
        tx,
        frame,
        rule,
        new Date(days.startOfDate(begin)),
        new Date(Math.min(asOf.getTime(), days.startOfDay(days.startOfDate(end), 1))),
      ));
    asked.set(key, known);
    parts.set(row.costId, known);
  }
  const measured = measure({
    prices: concerning,
    playbook,
    from: first,
    to: last,
    setup: {
      from: question.epoch === 1 ? null : days.dateOf(Date.parse(question.startsAt)),
      until: question.endsAt === null ? null : days.dateOf(Date.parse(question.endsAt)),
    },
    contacts,
    work,
    roleOf: new Map(members.map(({ id, role }) => [id, role])),
    parts,
    converters: question.converters,
    followed,
    calls: done.calls,
  });
  return { measured, ...shared };
}
