/** What was done and what people said: reach, response, time from trigger to done, satisfaction. Pure. */
import { alwaysValid, differenceOfIntervals, nps, wilson } from '../../engine/stats/index.ts';
import type { IndicatorRow, Note, Scorecard } from './contract.ts';
import { fixed } from './decide-format.ts';
import { note } from './decide-notes.ts';
import { compareRates, ENOUGH, type Judging, judge, pair } from './decide-rates.ts';
import type { ProcessTotals, Reached, ReachTotals, SatisfactionTotals, ScoreCount } from './decide-totals.ts';

const HOUR_MS = 3_600_000;
/** With fewer answers in an arm there is no figure. */
const LEAST_ANSWERS = 30;

export interface Filled {
  readonly rows: IndicatorRow[];
  readonly missing: Note | null;
  readonly dimension?: string;
}

type Rate = NonNullable<Scorecard['response']>;

function rateOf(k: number, n: number): Rate {
  return n === 0 ? { n: 0, k: 0, rate: null, ci: null } : { n, k, rate: k / n, ci: pair(wilson({ n, k })) };
}

/** A channel without receipts (most e-mail) counts what its server took over, which the figure says: better than a reach of nothing. */
function reachOf({ wanted, delivered, acceptedOnly }: ReachTotals) {
  return {
    ...rateOf(delivered + acceptedOnly, wanted),
    means: acceptedOnly === 0 ? ('delivered' as const) : delivered === 0 ? ('accepted' as const) : ('mixed' as const),
    accepted_only: acceptedOnly,
    caveat: acceptedOnly === 0 ? null : note('reach_accepted', { n: acceptedOnly, of: delivered + acceptedOnly }),
  };
}

export function decideReach({ reach }: ProcessTotals): Scorecard['reach'] {
  const all = reach.find((row) => row.channel === null);
  if (!all || all.wanted === 0) return null;
  return {
    ...reachOf(all),
    channels: reach.flatMap((row) =>
      row.channel === null || row.name === null
        ? []
        : [
            {
              ...reachOf(row),
              channel: row.channel,
              name: row.name,
              sent: row.sent,
              answered: row.answered,
            },
          ],
    ),
  };
}

export function decideResponse({ asked }: ProcessTotals): Scorecard['response'] {
  return asked && asked.asked > 0 ? rateOf(Math.min(asked.answered, asked.asked), asked.asked) : null;
}

/** A figure of the treatment arm alone; the row says why the control column is empty. */
export function levelRow(
  row: Pick<IndicatorRow, 'key' | 'name' | 'unit' | 'actual'> & Partial<IndicatorRow>,
): IndicatorRow {
  const nothing = { target: null, control: null, diff: null, ci: null, ci_always_valid: null, verdict: null };
  return { ...nothing, n: { t: 0, c: 0 }, note: note('control_not_treated'), ...row };
}

function rateLevel(key: string, name: IndicatorRow['name'], rate: Rate): IndicatorRow {
  return levelRow({ key, name, unit: 'share', actual: rate.rate, actual_ci: rate.ci, n: { t: rate.n, c: 0 } });
}

/** What to know of the figure goes before why there is no control. */
function told(row: IndicatorRow, caveat: Note | null): IndicatorRow {
  return caveat ? { ...row, note: caveat } : row;
}

export function reachRows(process: ProcessTotals): Filled {
  const reach = decideReach(process);
  const response = decideResponse(process);
  if (!reach && !response) return { rows: [], missing: note('nothing_sent') };
  const rows = [
    ...(reach ? [told(rateLevel('reach', { zh: '触达率', en: 'Reach' }, reach), reach.caveat)] : []),
    ...(response ? [rateLevel('response', { zh: '应答率', en: 'Response rate' }, response)] : []),
    ...(reach?.channels ?? []).flatMap((channel) => [
      told(rateLevel(`reach:${channel.channel}`, channel.name, channel), channel.caveat),
      rateLevel(`answered:${channel.channel}`, channel.name, rateOf(Math.min(channel.answered, channel.k), channel.k)),
    ]),
  ];
  return { rows, missing: null, dimension: 'channel' };
}

export function cycleRows({ cycle }: ProcessTotals): Filled {
  if (!cycle || cycle.n === 0) return { rows: [], missing: note('no_tasks_yet') };
  const n = { t: cycle.n, c: 0 };
  const why = cycle.latest ? note('cycle_latest', { n: fixed(cycle.latest, 0) }) : note('control_not_treated');
  const hours = (ms: number | null) => (ms === null ? null : ms / HOUR_MS);
  const row = (key: string, zh: string, en: string, { value, ci }: Reached): IndicatorRow =>
    levelRow({
      key,
      name: { zh, en },
      unit: 'hours',
      actual: hours(value),
      actual_ci: [hours(ci[0]), hours(ci[1])],
      n,
      note: value === null ? note('cycle_not_reached') : why,
    });
  const { p50, p90, working } = cycle;
  return {
    rows: [
      row('cycle_p50', '触发到完成，半数用时', 'Trigger to done, median', p50),
      row('cycle_p90', '触发到完成，九成用时', 'Trigger to done, 90 %', p90),
      ...(working
        ? [
            row(
              'cycle_work_p50',
              '触发到完成，半数用时（工作时间）',
              'Trigger to done, median (working time)',
              working.p50,
            ),
            row(
              'cycle_work_p90',
              '触发到完成，九成用时（工作时间）',
              'Trigger to done, 90 % (working time)',
              working.p90,
            ),
            {
              ...rateLevel(
                'cycle_within_hour',
                { zh: '一个工作小时内完成', en: 'Done within a working hour' },
                rateOf(working.withinHour.done, working.withinHour.of),
              ),
              note: why,
            },
          ]
        : []),
    ],
    missing: null,
  };
}

export function satisfactionRows({ satisfaction }: ProcessTotals, response: Rate | null, judging: Judging): Filled {
  const rows = satisfaction.flatMap((one) => satisfactionRow(one, response, judging));
  return rows.length > 0 ? { rows, missing: null } : { rows, missing: note('no_answers_yet') };
}

const count = (scores: readonly ScoreCount[], holds: (score: number) => boolean = () => true): number =>
  scores.reduce((sum, { score, n }) => sum + (holds(score) ? n : 0), 0);

function satisfactionRow(one: SatisfactionTotals, response: Rate | null, judging: Judging): IndicatorRow[] {
  const { metric, name, definition } = one;
  const n = { t: count(one.treatment), c: count(one.control) };
  if (n.t + n.c === 0) return [];
  const why = noteOf(n, response);
  const base = { key: metric, name, n, note: why };
  if (definition.kind === 'share') {
    const good = (scores: readonly ScoreCount[]) => count(scores, (score) => score >= definition.from);
    const shares = compareRates({ n: n.t, k: good(one.treatment) }, { n: n.c, k: good(one.control) }, judging);
    return [
      figuresOf({ ...base, unit: 'share' }, n, {
        t: { value: shares.t.rate, ci: shares.t.ci },
        c: { value: shares.c.rate },
        diff: shares.diff,
        ci: shares.ci,
        ci_always_valid: shares.ci_always_valid,
        verdict: shares.verdict,
      }),
    ];
  }
  const camps = (scores: readonly ScoreCount[]) => ({
    n: count(scores),
    promoters: count(scores, (score) => score >= definition.promoter),
    detractors: count(scores, (score) => score <= definition.detractor),
  });
  const [t, c] = [nps(camps(one.treatment)), nps(camps(one.control))];
  const ci = differenceOfIntervals(t, c);
  const diff = t.value - c.value;
  const sequence = alwaysValid(diff, Math.hypot(t.se, c.se), n.t + n.c, judging.planned);
  const enough = Math.min(n.t, n.c) >= ENOUGH.people;
  return [
    figuresOf({ ...base, unit: 'score' }, n, {
      t: { value: t.value, ci: pair(t.ci) },
      c: { value: c.value },
      diff,
      ci: pair(ci),
      ci_always_valid: pair(sequence),
      verdict: judge(judging, enough, judging.mode === 'fixed' ? ci : sequence),
    }),
  ];
}

interface Figures {
  readonly t: { readonly value: number | null; readonly ci: [number, number] | null };
  readonly c: { readonly value: number | null };
  readonly diff: number | null;
  readonly ci: [number, number] | null;
  readonly ci_always_valid: [number, number] | null;
  readonly verdict: IndicatorRow['verdict'];
}

/** Of an arm with fewer than thirty answers there is no figure, and so no difference. */
function figuresOf(
  base: Pick<IndicatorRow, 'key' | 'name' | 'unit' | 'n'> & { note: Note | null },
  n: { t: number; c: number },
  figures: Figures,
): IndicatorRow {
  const [hasT, hasC] = [n.t >= LEAST_ANSWERS, n.c >= LEAST_ANSWERS];
  const both = hasT && hasC;
  return {
    ...base,
    target: null,
    actual: hasT ? figures.t.value : null,
    actual_ci: hasT ? figures.t.ci : null,
    control: hasC ? figures.c.value : null,
    diff: both ? figures.diff : null,
    ci: both ? figures.ci : null,
    ci_always_valid: both ? figures.ci_always_valid : null,
    // Where nobody of the control arm was asked there is nothing to judge.
    verdict: n.c === 0 ? null : both ? figures.verdict : 'too_little_data',
  };
}

function noteOf(n: { t: number; c: number }, response: Rate | null): Note {
  if (n.t < LEAST_ANSWERS) return note('too_few_answers', { need: LEAST_ANSWERS, have: n.t });
  if (n.c === 0) return note('control_not_asked');
  if (n.c < LEAST_ANSWERS) return note('too_few_control_answers', { need: LEAST_ANSWERS, have: n.c });
  return response?.rate == null
    ? note('answers_voluntary')
    : note('answers_voluntary_rate', { rate: `${(response.rate * 100).toFixed(1)}%` });
}

export function decideTrends({ trends }: ProcessTotals): NonNullable<Scorecard['trends']> {
  return trends.map(({ metric, name, kind, points }) => ({
    metric,
    name,
    unit: kind === 'nps' ? ('score' as const) : ('share' as const),
    points: points.map((point) => ({ ...point, ci: point.ci ? [point.ci[0], point.ci[1]] : null })),
  }));
}
