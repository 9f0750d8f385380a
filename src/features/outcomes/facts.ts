/** What was done, summed, as costs prices it. */
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Context } from '../../kit/context.ts';
import type { CostFacts, DayWork } from '../costs/index.ts';
import { type Sum, total } from './decide-sums.ts';
import type { Sums } from './rollup/read.ts';
import { calls, contacts, followed, served, toil, work } from './store-measures.ts';

export async function factsOf(ctx: Context, sums: Sums, first: Date): Promise<CostFacts> {
  const { setting } = sums;
  const { workspace, subject: playbook, epoch, asOf, zone } = setting;
  const days = zoneCalendar(zone);
  const from = new Date(days.startOfDay(first.getTime(), 0));
  const yearAgo = new Date(days.startOfDay(asOf.getTime(), -365));
  const ours = (key: readonly string[]): boolean => key[2] === playbook && key[3] === String(epoch);
  const all = await sums.work(work(workspace, zone), from);
  const [tried = 0, got = 0, said = 0] = total(await sums.read(followed(setting), 'matured'), {});
  const [n = 0, seconds = 0] = total(await sums.work(calls(workspace, zone), yearAgo), {});
  return {
    contacts: (await sums.read(contacts(setting), 'matured')).map(({ key, v }) => ({
      channel: key[0] ?? '',
      day: key[1] ?? '',
      n: v[0] ?? 0,
    })),
    work: workOf(all, await sums.read(toil(setting), 'matured'), ours),
    served: (await sums.work(served(workspace, zone), from))
      .filter(({ key }) => ours(key))
      .map(({ key, v }) => ({ person: key[0] ?? '', day: key[1] ?? '', customers: v[0] ?? 0 })),
    followed: tried,
    reached: got,
    responded: said,
    calls: { n, seconds },
  };
}

const row = (
  key: readonly string[],
  v: readonly number[],
  more: Pick<DayWork, 'ours' | 'counted' | 'kind'>,
): DayWork => {
  const [tasks = 0, known = 0, seconds = 0, capped = 0] = v;
  return { person: key[0] ?? '', day: key[1] ?? '', tasks, known, seconds, capped, ...more };
};

/**
 * Of those who did anything here: all that filled their days. What was done here falls into what was done for the matured within their windows
 * (counted) and what else was.
 */
export function workOf(
  all: readonly Sum[],
  counted: readonly Sum[],
  ours: (key: readonly string[]) => boolean,
): DayWork[] {
  const workers = new Set(all.filter(({ key }) => ours(key)).map(({ key }) => key[0]));
  const part = new Map(counted.map(({ key, v }) => [key.join('\u0000'), v]));
  const rows: DayWork[] = [];
  const others = new Map<string, { key: readonly string[]; v: number[] }>();
  for (const { key, v } of all) {
    if (!workers.has(key[0])) continue;
    const [person = '', day = '', , , kind = ''] = key;
    if (!ours(key)) {
      const had = others.get(`${person}\u0000${day}`);
      others.set(`${person}\u0000${day}`, { key, v: v.map((value, i) => value + (had?.v[i] ?? 0)) });
      continue;
    }
    const mine = part.get([person, day, kind].join('\u0000'));
    const rest = v.map((value, i) => value - (mine?.[i] ?? 0));
    if (mine) rows.push(row(key, mine, { ours: true, counted: true, kind }));
    if ((rest[0] ?? 0) > 0) rows.push(row(key, rest, { ours: true, counted: false, kind }));
  }
  for (const { key, v } of others.values()) rows.push(row(key, v, { ours: false, counted: false, kind: '' }));
  return rows;
}
