/** One indicator by a dimension: the sums of the scorecard once more, in groups. */
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { productivityOf } from '../costs/index.ts';
import { CHANNEL_WORDS } from '../messages/index.ts';
import { listEpochs } from '../experiments/index.ts';
import { listPlaybooks } from '../playbooks/index.ts';
import { cycleGroups } from '../tasks/index.ts';
import { namesOf } from './behind.ts';
import { DEFAULT_PLANNED_N } from './decide.ts';
import { checkSampleRatio } from './decide-rates.ts';
import {
  COMPARED,
  conversionRows,
  costRows,
  DRILL_CAVEATS,
  type Group,
  reachedRows,
  repurchaseRows,
  returnRows,
  shifted,
  silenceRows,
  timeRows,
  answerRows,
} from './decide-drill.ts';
import { productivityRows } from './decide-follow-up.ts';
import { INDICATOR_NAMES, SILENCE } from './decide-indicators.ts';
import { note } from './decide-notes.ts';
import { outcomeOf, type Sum, total } from './decide-sums.ts';
import { factsOf } from './facts.ts';
import type { Drill, Drilled } from './contract-drill.ts';
import type { IndicatorRow, Scorecard } from './contract.ts';
import { cycleOf, satisfactionOf } from './process.ts';
import { openSums, type Sums } from './rollup/read.ts';
import { asked, followed, outcome, reach, scores, spread } from './store-measures.ts';
import { frameOf, type Framed, type ScorecardInput } from './frame.ts';
import { scorecardOf } from './service.ts';
import { dressed } from './store-behind.ts';
import { findEntries } from './store.ts';
import { HORIZONS } from './windows.ts';

/** Where in the keys of sums a dimension stands; what only the treated have takes the place of the version. */
const PLACE: Readonly<Record<Exclude<Drill, 'playbook'>, number>> = {
  month: 1,
  segment: 2,
  version: 3,
  channel: 3,
  person: 3,
  script: 3,
};

export async function drillOf(
  tx: Tx,
  ctx: Context,
  input: ScorecardInput,
  number: number,
  by: Drill,
): Promise<Drilled> {
  const name = INDICATOR_NAMES[number - 1] ?? { zh: '', en: '' };
  const base = { number, name, by, missing: null };
  if (by === 'playbook')
    return {
      ...base,
      compared: true,
      groups: await playbooksOf(tx, ctx, input, number),
      caveat: DRILL_CAVEATS.playbook,
    };
  const compared = COMPARED.includes(by);
  const framed = await frameOf(tx, ctx, input);
  const caveat = DRILL_CAVEATS[compared ? 'compared' : 'alone'];
  const answer = await groupsOf(tx, ctx, framed, number, by, compared, () => scorecardOf(tx, ctx, input, 'card'));
  if (!Array.isArray(answer)) return { ...base, compared, groups: [], caveat, missing: answer };
  const say = await namesOf(tx, ctx, framed, by);
  const groups = answer.map(({ key, rows }) => ({ key, name: say(key), rows }));
  const differs = groups.some(({ rows }) => rows.some(({ diff }) => diff !== null));
  const read = compared && !differs ? DRILL_CAVEATS.treated : caveat;
  const latest = groups.flatMap(({ rows }) => rows).find((row) => row.note?.code === 'cycle_latest')?.note?.words;
  const said = latest ? { zh: `${read.zh}${latest.zh}。`, en: `${read.en} ${latest.en}.` } : read;
  return { ...base, compared, groups, caveat: said, missing: groups.length > 0 ? null : note('no_groups').words };
}

/** Each playbook's latest epoch with its own registration. */
async function playbooksOf(tx: Tx, ctx: Context, { asOf }: ScorecardInput, number: number): Promise<Drilled['groups']> {
  const groups: Drilled['groups'] = [];
  for (const { key, definition } of await listPlaybooks(tx, ctx.workspace.id)) {
    if ((await listEpochs(tx, ctx.workspace.id, key)).length === 0) continue;
    const card = await scorecardOf(tx, ctx, { playbook: key, asOf }, 'card');
    const rows = card.indicators[number - 1]?.rows ?? [];
    groups.push({ key, name: definition.name, rows: rows.filter((row) => !row.key.startsWith('tasks_per_day:')) });
  }
  return groups;
}

type Answer = { key: string; rows: IndicatorRow[] }[] | Words;

async function groupsOf(
  tx: Tx,
  ctx: Context,
  framed: Framed,
  number: number,
  by: Exclude<Drill, 'playbook'>,
  compared: boolean,
  card: () => Promise<Scorecard>,
): Promise<Answer> {
  const { registered, epoch, frame } = framed;
  const place = PLACE[by];
  const alone = by === 'channel' || by === 'person' || by === 'script';
  const sums = await openSums(tx, ctx, frame, !alone, alone ? dressed(by, frame) : undefined);
  const { setting } = sums;
  const outcomes = await sums.read(outcome(setting), 'matured');
  const arm = (name: string) => outcomeOf(outcomes, { 0: name }).n;
  const ratio = compared ? checkSampleRatio(arm('treatment'), arm('control'), epoch.holdout) : null;
  const { mode, plannedN } = registered.target;
  const judging = { mode, planned: plannedN ?? DEFAULT_PLANNED_N, blocked: ratio?.verdict === 'invalid' };
  const keys = [...new Set(outcomes.map(({ key }) => key[place] ?? ''))].toSorted();
  const group = (key: string): Group => ({ compared, judging, where: { [place]: key } });
  const each = (rows: (of: Group, key: string) => IndicatorRow[]): Answer =>
    keys.map((key) => ({ key, rows: rows(group(key), key) })).filter(({ rows: found }) => found.length > 0);

  if (number === 1) return each((of) => conversionRows(of, outcomes));
  if (number === 2) {
    const whole = await card();
    const [spent, came] = [await sums.read(spread(setting), 'matured'), await sums.read(followed(setting), 'matured')];
    return each((of) => costRows(whole, of, spent, came));
  }
  if (number === 3) {
    if (!compared) return note('return_needs_control').words;
    const margin = registered.economics?.margin;
    if (margin === undefined) return note('economics_not_registered').words;
    const whole = await card();
    const spent = await sums.read(spread(setting), 'matured');
    return each((of) => returnRows(whole, margin, of, outcomes, spent));
  }
  if (number === 4) {
    const found = await sums.read(reach(setting, null), 'entered', 0);
    const questions = await sums.read(asked(setting, null), 'entered', 0);
    return each((of) => reachedOf(of, found, questions));
  }
  if (number === 5) {
    const cycles = await cycleGroups(tx, ctx, { playbook: frame.subject, epoch: frame.epoch, to: frame.asOf }, by);
    return [...cycles].map(([key, stats]) => ({ key, rows: timeRows(cycleOf(stats)) }));
  }
  if (number === 6) return productivityBy(tx, ctx, sums, framed, by);
  if (number === 7) {
    const bands = registered.strata.filter(({ key }) => SILENCE.includes(key));
    return bands.length === 0 ? note('silence_not_measured').words : each((of) => silenceRows(of, outcomes, bands));
  }
  if (number === 8) {
    const windows: { days: number; found: Sum[] }[] = [];
    for (const days of HORIZONS.filter((one) => one !== frame.windowDays))
      windows.push({ days, found: await sums.read(outcome({ ...setting, windowDays: days }), 'matured', days) });
    const rows = each((of) => windows.flatMap(({ days, found }) => repurchaseRows(of, days, found)));
    return Array.isArray(rows) && rows.length === 0 ? note('horizon_not_reached').words : rows;
  }
  const given = await sums.read(scores(setting), 'matured');
  const groups: { key: string; rows: IndicatorRow[] }[] = [];
  for (const key of keys) {
    const mine = given.filter((sum) => sum.key[place + 2] === key);
    groups.push({ key, rows: answerRows(group(key), await satisfactionOf(tx, ctx, new Date(epoch.startsAt), mine)) });
  }
  return groups.filter(({ rows }) => rows.length > 0);
}

function reachedOf({ where }: Group, found: readonly Sum[], questions: readonly Sum[]): IndicatorRow[] {
  const reached = [...new Set(found.map(({ key }) => key[0] ?? ''))].toSorted().flatMap((channel) => {
    const [wanted = 0, sent = 0, delivered = 0, acceptedOnly = 0, answered = 0] = total(found, {
      ...where,
      0: channel,
    });
    const names: Readonly<Record<string, Words>> = CHANNEL_WORDS;
    const name = channel === '' ? null : (names[channel] ?? { zh: channel, en: channel });
    return wanted === 0
      ? []
      : [{ channel: channel === '' ? null : channel, name, wanted, sent, delivered, acceptedOnly, answered }];
  });
  const [asking = 0, answered = 0] = total(questions, shifted(where));
  return reached.length + asking === 0 ? [] : reachedRows(reached, { asked: asking, answered });
}

async function productivityBy(tx: Tx, ctx: Context, sums: Sums, { frame }: Framed, by: Drill): Promise<Answer> {
  if (by === 'segment' || by === 'version' || by === 'script') return note('day_not_divided').words;
  const { first_at: first } = await findEntries(tx, frame);
  if (!first) return [];
  const facts = await factsOf(ctx, sums, first);
  const keyOf = (row: { person: string; day: string; kind: string }): string =>
    by === 'month' ? row.day.slice(0, 7) : by === 'person' ? row.person : (row.kind.split('/').at(-1) ?? '');
  const keys = [...new Set(facts.work.filter(({ ours }) => ours).map(keyOf))].toSorted();
  return keys.map((key) => {
    const work = facts.work.map((row) => (row.ours && keyOf(row) !== key ? { ...row, ours: false } : row));
    const served = by === 'channel' ? [] : facts.served.filter((row) => keyOf({ ...row, kind: '' }) === key);
    const productivity = productivityOf(work, served);
    const rows = productivity
      ? productivityRows({ work: { productivity: { ...productivity, people: [] }, names: new Map() } }).rows
      : [];
    // How many customers a day is known of the whole day only.
    return { key, rows: by === 'channel' ? rows.filter((row) => row.key !== 'customers_per_day') : rows };
  });
}
