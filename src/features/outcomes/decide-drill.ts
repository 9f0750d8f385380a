/** The figures of one group, from its sums. Pure. */
import {
  meanInterval,
  netReturn,
  netReturnInterval,
  sampleOf,
  scaleInterval,
  welch,
  wilson,
} from '../../engine/stats/index.ts';
import type { Words } from '../../engine/words.ts';
import type { IndicatorRow, Scorecard } from './contract.ts';
import type { Drill } from './contract-drill.ts';
import { horizonRows, rateRow } from './decide-indicators.ts';
import { note } from './decide-notes.ts';
import { cycleRows, levelRow, reachRows, satisfactionRows } from './decide-process.ts';
import { compareRates, type Judging, pair } from './decide-rates.ts';
import { outcomeOf, type Sum, total, type Where } from './decide-sums.ts';
import type { CycleTotals, ReachTotals, SatisfactionTotals } from './decide-totals.ts';

/** Below so many people a group has no figure. */
const LEAST = 30;

export const COMPARED: readonly Drill[] = ['playbook', 'month', 'segment', 'version'];

export const DRILL_CAVEATS: Readonly<Record<'compared' | 'treated' | 'alone' | 'playbook', Words>> = {
  compared: {
    zh: '每组各有对照，差值是因果的，但组小区间宽：拆得越细，碰巧出现的差越多，不单独下结论。',
    en: 'Each group has its own control, so a difference is causal; but groups are small and intervals wide, and the finer the division the more differences come by chance.',
  },
  treated: {
    zh: '只有干预组有这一项，没有对照可比：各组的高低是描述，不是因果。',
    en: 'Only the treated have this and nothing stands against it: what differs between groups is described, not caused.',
  },
  alone: {
    zh: '只有干预组有这一项，而且不是随机分的：难联系的客户会集中到某些渠道、人员和话术，高低不能说明谁更好。要比较，用 A/B。',
    en: 'Only the treated have this, and it was not drawn by chance: hard cases gather with some channels, people and scripts, so higher does not mean better. Compare by A/B.',
  },
  playbook: {
    zh: '每个方案都与自己的对照比较；方案之间客户不同，谁的差值大不说明谁的做法好。',
    en: 'Each playbook is compared with its own control; the customers differ between playbooks, so a larger difference does not show a better playbook.',
  },
};

export interface Group {
  readonly compared: boolean;
  readonly judging: Judging;
  readonly where: Where;
}

const both = ({ where }: Group, sums: readonly Sum[]) => ({
  t: outcomeOf(sums, { ...where, 0: 'treatment' }),
  c: outcomeOf(sums, { ...where, 0: 'control' }),
});

function shareLevel(key: string, name: Words, n: number, k: number): IndicatorRow {
  const few = n < LEAST;
  return levelRow({
    key,
    name,
    unit: 'share',
    actual: few ? null : k / n,
    actual_ci: few ? null : pair(wilson({ n, k })),
    n: { t: n, c: 0 },
    note: few ? note('too_few_in_group', { need: LEAST, have: n }) : note('not_drawn'),
  });
}

export function conversionRows(group: Group, sums: readonly Sum[]): IndicatorRow[] {
  const { t, c } = both(group, sums);
  const name = { zh: '转化率', en: 'Conversion rate' };
  const money = { zh: '人均净收入', en: 'Net revenue per customer' };
  const [mt, mc] = [sampleOf(t), sampleOf(c)];
  if (!group.compared) {
    const few = t.n < LEAST;
    return [
      shareLevel('conversion', name, t.n, t.k),
      levelRow({
        key: 'revenue',
        name: money,
        unit: 'money',
        actual: few ? null : mt.mean,
        actual_ci: few ? null : pair(meanInterval(mt)),
        n: { t: t.n, c: 0 },
        note: few ? note('too_few_in_group', { need: LEAST, have: t.n }) : note('not_drawn'),
      }),
    ];
  }
  const rate = rateRow('conversion', name, compareRates(t, c, group.judging), null);
  const enough = Math.min(t.n, c.n) >= LEAST;
  const difference = enough ? welch(mt, mc) : null;
  return [
    few(rate, t.n, c.n),
    {
      key: 'revenue',
      name: money,
      unit: 'money',
      target: null,
      control: c.n >= LEAST ? mc.mean : null,
      actual: t.n >= LEAST ? mt.mean : null,
      diff: difference?.value ?? null,
      ci: pair(difference?.ci ?? null),
      ci_always_valid: null,
      n: { t: t.n, c: c.n },
      verdict: null,
      note: enough ? note('revenue_raw') : note('too_few_in_group', { need: LEAST, have: Math.min(t.n, c.n) }),
    },
  ];
}

/** Of fewer than thirty people in an arm there is no rate to speak of. */
function few(row: IndicatorRow, t: number, c: number): IndicatorRow {
  if (Math.min(t, c) >= LEAST) return row;
  const nothing = { control: null, actual: null, diff: null, ci: null, ci_always_valid: null };
  return { ...row, ...nothing, note: note('too_few_in_group', { need: LEAST, have: Math.min(t, c) }) };
}

/** Contacts of a group by channel. */
export function contactsOf(group: Group, spread: readonly Sum[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const channel of new Set(spread.map(({ key }) => key[0] ?? ''))) {
    const [n = 0] = total(spread, { ...group.where, 0: channel });
    if (n > 0) found.set(channel, n);
  }
  return found;
}

/** What the contacts of a group cost: each at the average price of its channel, and the staff's part by the share of contacts. */
export function spentOn(card: Scorecard, contacts: ReadonlyMap<string, number>): number | null {
  const n = [...contacts.values()].reduce((sum, one) => sum + one, 0);
  const measured = card.cost_measured;
  if (measured) {
    const each = new Map(measured.channels.map((one) => [one.channel, one.cost === null ? 0 : one.cost / one.n]));
    const contact = [...contacts].reduce((sum, [channel, count]) => sum + count * (each.get(channel) ?? 0), 0);
    return contact + (measured.done > 0 ? ((measured.parts.staff ?? 0) * n) / measured.done : 0);
  }
  const registered = card.cost?.parts.contact;
  const all = card.indicators.find(({ number }) => number === 2)?.rows[0]?.n.t ?? 0;
  return registered === undefined || all === 0 ? null : (registered * n) / all;
}

export function costRows(
  card: Scorecard,
  group: Group,
  spread: readonly Sum[],
  followed: readonly Sum[],
): IndicatorRow[] {
  const contacts = contactsOf(group, spread);
  const n = [...contacts.values()].reduce((sum, one) => sum + one, 0);
  const spent = spentOn(card, contacts);
  const [, reached = 0, responded = 0] = total(followed, shifted(group.where));
  const row = (key: string, zh: string, en: string, of: number) =>
    levelRow({
      key,
      name: { zh, en },
      unit: 'money',
      actual: spent === null || of < LEAST ? null : spent / of,
      n: { t: of, c: 0 },
      note: of < LEAST ? note('too_few_in_group', { need: LEAST, have: of }) : note('average_price'),
    });
  return [
    row('follow_up_cost', '每次回访成本', 'Cost per follow-up', n),
    row('follow_up_cost:reached', '每触达一人', 'Per customer reached', reached),
    row('follow_up_cost:response', '每得到一份应答', 'Per response', responded),
  ];
}

/** Keys without an arm begin one place earlier. */
export function shifted(where: Where): Where {
  return Object.fromEntries(Object.entries(where).map(([at, value]) => [Number(at) - 1, value]));
}

export function returnRows(
  card: Scorecard,
  margin: number,
  group: Group,
  sums: readonly Sum[],
  spread: readonly Sum[],
): IndicatorRow[] {
  const { t, c } = both(group, sums);
  const spent = spentOn(card, contactsOf(group, spread));
  const parts = (card.cost_measured ?? card.cost)?.parts;
  const fixed = ((parts?.setup ?? 0) + (parts?.monthly ?? 0)) * (card.matured.t > 0 ? t.n / card.matured.t : 0);
  const cost = spent === null ? null : spent + fixed;
  const enough = Math.min(t.n, c.n) >= LEAST && cost !== null && cost > 0;
  const difference = enough ? welch(sampleOf(t), sampleOf(c)) : null;
  const net = difference && cost ? netReturn(difference.value * t.n * margin, cost) : null;
  const ci = difference && cost ? pair(netReturnInterval(scaleInterval(difference.ci, t.n * margin), cost)) : null;
  return [
    {
      key: 'net',
      name: { zh: '净投入产出', en: 'Net return' },
      unit: 'ratio',
      target: null,
      control: null,
      actual: net,
      diff: net,
      ci,
      ci_always_valid: null,
      n: { t: t.n, c: c.n },
      verdict: null,
      note: enough ? note('return_of_group') : note('too_few_in_group', { need: LEAST, have: Math.min(t.n, c.n) }),
    },
  ];
}

export function reachedRows(reach: readonly ReachTotals[], asked: { asked: number; answered: number }): IndicatorRow[] {
  const { rows } = reachRows({ reach, asked, cycle: null, satisfaction: [], trends: [] });
  return rows.map((row) =>
    row.n.t >= LEAST
      ? row
      : { ...row, actual: null, actual_ci: null, note: note('too_few_in_group', { need: LEAST, have: row.n.t }) },
  );
}

export function timeRows(cycle: CycleTotals): IndicatorRow[] {
  const { rows } = cycleRows({ reach: [], asked: null, cycle, satisfaction: [], trends: [] });
  if (cycle.n >= LEAST) return rows;
  return rows.slice(0, 1).map((row) => ({
    ...row,
    actual: null,
    actual_ci: null,
    note: note('too_few_in_group', { need: LEAST, have: cycle.n }),
  }));
}

export function silenceRows(
  group: Group,
  sums: readonly Sum[],
  bands: readonly { key: string; name: Words }[],
): IndicatorRow[] {
  return bands.flatMap(({ key, name }) => {
    if (group.where[2] !== undefined && group.where[2] !== key) return [];
    const { t, c } = both({ ...group, where: { ...group.where, 2: key } }, sums);
    if (t.n + c.n === 0) return [];
    return [
      group.compared
        ? few(rateRow(key, name, compareRates(t, c, group.judging), null), t.n, c.n)
        : shareLevel(key, name, t.n, t.k),
    ];
  });
}

export function repurchaseRows(group: Group, days: number, sums: readonly Sum[]): IndicatorRow[] {
  const { t, c } = both(group, sums);
  if (t.n + c.n === 0) return [];
  if (!group.compared)
    return [
      shareLevel(`repurchase_${days}`, { zh: `${days} 天复购率`, en: `Repurchase within ${days} days` }, t.n, t.k),
    ];
  const arm = (of: typeof t) => ({ matured: of.n, converters: of.k, revenue: { sum: of.sum, sumsq: of.sumsq } });
  return horizonRows({ days, treatment: arm(t), control: arm(c) }, group.judging).map((row) => few(row, t.n, c.n));
}

export function answerRows(group: Group, satisfaction: readonly SatisfactionTotals[]): IndicatorRow[] {
  return satisfactionRows({ reach: [], asked: null, cycle: null, satisfaction, trends: [] }, null, group.judging).rows;
}
