/** What a follow-up cost, what it saved against calls by hand, and how much a day of work holds. Pure. */
import { type Interval, netReturn, netReturnInterval, scaleInterval } from '../../engine/stats/index.ts';
import type { ManualCall } from '../costs/contract-measured.ts';
import { CAP_MINUTES, CHANNEL_WORDS, KIND_WORDS, SHARE_WORDS } from '../costs/contract.ts';
import type { IndicatorRow, Note, Scorecard } from './contract.ts';
import type { MoneyDecision } from './decide-money.ts';
import { note } from './decide-notes.ts';
import { type Filled, levelRow } from './decide-process.ts';
import { pair } from './decide-rates.ts';
import type { ScorecardTotals, WorkTotals } from './decide-totals.ts';

type Decided = Pick<Scorecard, 'conversion' | 'cost'>;

const round = (value: number): string => `${Math.round(value * 10) / 10}`;

/** The second indicator: from the costs entered where there are any, else from those registered; the row says which. */
export function followUpRows(totals: ScorecardTotals, { conversion, cost }: Decided): Filled {
  const { work } = totals;
  if (!work) return { rows: [], missing: note('tasks_not_recorded') };
  const basis = basisOf(work, cost);
  if (!basis) return { rows: [], missing: note('costs_not_entered') };
  if (work.done === 0) return { rows: [], missing: note('no_follow_ups_yet') };
  const manual = work.measured?.manual ?? work.manual;
  const row = (key: string, zh: string, en: string, n: number, why: Note, actual = n > 0 ? basis.total / n : null) =>
    levelRow({ key, name: { zh, en }, unit: 'money', actual, n: { t: n, c: 0 }, note: why });
  return {
    rows: [
      row('follow_up_cost', '每次回访成本', 'Cost per follow-up', work.done, basis.source),
      row('follow_up_cost:reached', '每触达一人', 'Per customer reached', work.reached, basis.source),
      row('follow_up_cost:response', '每得到一份应答', 'Per response', work.responded, basis.source),
      incrementalRow(conversion, totals.treatment.matured, basis.total),
      ...(manual
        ? [
            row('follow_up_cost:manual', '人工电话一通', 'A call by hand', manual.n, noteOfManual(manual), manual.each),
            row(
              'follow_up_cost:saving',
              '每位客户比人工电话省下',
              'Saved per customer against a call by hand',
              work.followed,
              noteOfManual(manual),
              work.followed > 0 ? manual.each - basis.total / work.followed : null,
            ),
          ]
        : []),
    ],
    missing: null,
  };
}

function basisOf(work: WorkTotals, cost: Scorecard['cost']): { total: number; source: Note } | null {
  if (work.measured) return { total: work.measured.total, source: note('cost_measured') };
  if (!cost) return null;
  return { total: cost.total, source: note(cost.parts.staff === null ? 'cost_registered' : 'cost_registered_staff') };
}

function noteOfManual({ source, minutes, n }: ManualCall): Note {
  return note(source === 'measured' ? 'manual_measured' : 'manual_assumed', { minutes: round(minutes), n });
}

/** What one more customer at the goal cost. The interval of the gain is turned over; where it reaches 0 nothing bounds the cost. */
function incrementalRow(conversion: Scorecard['conversion'], matured: number, total: number): IndicatorRow {
  const gained = (conversion.diff ?? 0) * matured;
  const turned = (ci: readonly [number, number] | null): [number, number] | null =>
    ci && ci[0] > 0 ? [total / (ci[1] * matured), total / (ci[0] * matured)] : null;
  const ci = turned(conversion.ci);
  return levelRow({
    key: 'follow_up_cost:incremental',
    name: { zh: '每多一位达成目标', en: 'Per additional customer at the goal' },
    unit: 'money',
    actual: gained > 0 ? total / gained : null,
    actual_ci: ci,
    n: { t: matured, c: conversion.c.n },
    note: gained > 0 ? (ci ? null : note('gain_may_be_none')) : note('no_gain'),
  });
}

/** The sixth indicator; its rows by person carry the person behind a colon. */
export function productivityRows({
  work,
}: {
  readonly work?: Pick<WorkTotals, 'productivity' | 'names'> | null;
}): Filled {
  if (!work) return { rows: [], missing: note('tasks_not_recorded') };
  const { productivity: all, names } = work;
  if (!all) return { rows: [], missing: note('no_tasks_done') };
  const row = (key: string, name: IndicatorRow['name'], of: typeof all.tasksPerDay, n: number, why: Note | null) =>
    levelRow({
      key,
      name,
      unit: 'count',
      actual: of?.value ?? null,
      actual_ci: of?.ci ? pair(of.ci) : null,
      n: { t: n, c: 0 },
      note: of ? why : note('too_few_days', { days: round(all.staffDays) }),
    });
  const whole = note('per_staff_day', { days: round(all.staffDays), people: all.people.length });
  return {
    rows: [
      row('tasks_per_day', { zh: '每人天完成任务', en: 'Tasks done per staff-day' }, all.tasksPerDay, all.tasks, whole),
      row(
        'customers_per_day',
        { zh: '每人天服务客户', en: 'Customers per staff-day' },
        all.customersPerDay,
        all.tasks,
        whole,
      ),
      ...all.people.map((person) => {
        const name = names.get(person.person) ?? person.person;
        const adjusted = person.adjusted === null ? '—' : round(person.adjusted);
        return row(
          `tasks_per_day:${person.person}`,
          { zh: name, en: name },
          person.tasksPerDay,
          person.tasks,
          note('mix_adjusted', { adjusted, days: round(person.days) }),
        );
      }),
    ],
    missing: null,
    dimension: 'person',
  };
}

/** The measured cost beside the registered one, and the return with it. */
export function decideMeasured(totals: ScorecardTotals, money: MoneyDecision): Scorecard['cost_measured'] {
  const measured = totals.work?.measured;
  if (!measured) return null;
  const margin = totals.registered.economics?.margin ?? null;
  const { incremental } = money;
  const gain = margin === null || incremental.value === null ? null : incremental.value * margin;
  const interval = (ci: Interval | null) =>
    pair(ci && margin !== null ? netReturnInterval(scaleInterval(ci, margin), measured.total) : null);
  const net = gain === null ? null : netReturn(gain, measured.total);
  return {
    total: measured.total,
    parts: { ...measured.parts },
    done: measured.done,
    channels: measured.channels.map(({ channel, n, cost }) => ({ channel, name: nameOfChannel(channel), n, cost })),
    staff: { ...measured.staff },
    unpriced: { ...measured.unpriced },
    shares: measured.shares.map(({ kind, note: said, rule, share, amount }) => ({
      kind,
      name: said === '' ? KIND_WORDS[kind] : { zh: said, en: said },
      rule,
      rule_name: SHARE_WORDS[rule],
      share,
      amount,
    })),
    manual: measured.manual && { ...measured.manual },
    saving: measured.saving,
    roi:
      net === null
        ? null
        : { net, ci: interval(incremental.ci), ci_always_valid: interval(incremental.ci_always_valid) },
  };
}

export function nameOfChannel(channel: string): IndicatorRow['name'] {
  const known: Readonly<Record<string, IndicatorRow['name']>> = CHANNEL_WORDS;
  return known[channel] ?? { zh: channel, en: channel };
}

export function costAssumptions(totals: ScorecardTotals): Note[] {
  const measured = totals.work?.measured;
  if (!measured) return [];
  const { unpriced, staff } = measured;
  return [
    ...(unpriced.contacts + unpriced.tasks > 0 ? [note('costs_unpriced', { ...unpriced })] : []),
    ...(staff.tasks > 0
      ? [note('minutes_measured', { tasks: staff.tasks, known: staff.known, capped: staff.capped, cap: CAP_MINUTES })]
      : []),
  ];
}
