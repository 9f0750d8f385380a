/** Scorecards: sums from the database, decided by decide.ts. */
import type { Context } from '../../kit/context.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Tx } from '../../kit/db/database.ts';
import { costsOf } from '../costs/index.ts';
import type { Epoch } from '../experiments/index.ts';
import type { Scorecard } from './contract.ts';
import { decideScorecard } from './decide.ts';
import { armsOf, hitsOf, outcomeOf, quartersOf, total } from './decide-sums.ts';
import type { ArmTotals, HorizonTotals, ScorecardTotals, WorkTotals } from './decide-totals.ts';
import { factsOf } from './facts.ts';
import { type Framed, frameOf, type ScorecardInput } from './frame.ts';
import { gather } from './process.ts';
import { recompute } from './recomputed.ts';
import { openSums, type Sums } from './rollup/read.ts';
import { entered, outcome } from './store-measures.ts';
import * as store from './store.ts';
import { HORIZONS } from './windows.ts';

const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 365.25 / 12;

/**
 * A `line` of the list has neither costs nor quarters, and a `card` nothing recomputed; `whole` recomputes what can be had in a second or so,
 * `always` whatever it takes.
 */
export type Extent = 'line' | 'card' | 'whole' | 'always';

export async function scorecardOf(
  tx: Tx,
  ctx: Context,
  input: ScorecardInput,
  extent: Extent = 'whole',
): Promise<Scorecard> {
  const framed = await frameOf(tx, ctx, input);
  const startsAt = new Date(framed.epoch.startsAt);
  const card = decideScorecard(await totalsOf(tx, ctx, framed, startsAt, extent !== 'line'));
  if (extent === 'line' || extent === 'card') return card;
  const recomputed = await recompute(tx, ctx, {
    framed,
    card,
    always: extent === 'always',
    totalsOf: (under) => totalsOf(tx, ctx, under, null, true),
  });
  return { ...card, recomputed };
}

async function totalsOf(
  tx: Tx,
  ctx: Context,
  { playbook, epoch, registered, frame }: Framed,
  /** Metrics as they were defined then; null: as they are now. */
  definedAt: Date | null,
  whole: boolean,
): Promise<ScorecardTotals> {
  const { windowDays, refundDays, goal, target, economics } = registered;
  const { asOf } = frame;
  const replayed = ctx.workspace.kind === 'scratch';
  const sums = await openSums(tx, ctx, frame, !replayed);
  const { setting } = sums;
  const { first_at: first, last_at: last } = await store.findEntries(tx, frame);
  const enrolled = first ? await sums.read(entered(setting), 'entered', 0) : [];
  const outcomes = first ? await sums.read(outcome(setting), 'matured') : [];
  const arms = await armsOf(sums, outcomes);
  // In a replay nobody is treated: nothing is sent and nobody is asked.
  const gathered = replayed ? null : await gather(tx, ctx, frame, sums, first, definedAt);
  const work =
    whole && !replayed && first ? await workOf(tx, ctx, epoch, frame, sums, first, arms.treatment.converters) : null;
  const days = zoneCalendar(ctx.workspace.zone);
  const wait = (windowDays + refundDays) * DAY_MS;
  const dateOf = (instant: number): string => days.dateOf(instant);
  const arm = (name: 'treatment' | 'control'): ArmTotals => ({
    ...arms[name],
    enrolled: total(enrolled, { 0: name })[0] ?? 0,
    contacted: gathered ? (total(gathered.contact, { 0: name })[0] ?? 0) : null,
  });
  const contact = gathered ? total(gathered.contact, { 0: 'treatment' }) : null;
  return {
    playbook: playbook.key,
    playbookName: playbook.definition.name,
    epoch: epoch.epoch,
    asOf: asOf.toISOString(),
    enteredFrom: first ? dateOf(first.getTime()) : null,
    maturedBefore: first ? dateOf(asOf.getTime() - wait + DAY_MS) : null,
    allMaturedOn: last ? dateOf(last.getTime() + wait) : null,
    currency: ctx.workspace.currency,
    registered: {
      definitionVersion: registered.definitionVersion,
      goal: goal.name,
      windowDays,
      refundDays,
      holdout: epoch.holdout,
      serviceCritical: registered.serviceCritical,
      lift: target.lift,
      mode: target.mode,
      plannedN: target.plannedN,
      economics,
    },
    treatment: arm('treatment'),
    control: arm('control'),
    cap: arms.cap,
    strata: registered.strata.map(({ key, name }) => ({
      key,
      name,
      treatment: hitsOf(outcomes, { 0: 'treatment', 2: key }),
      control: hitsOf(outcomes, { 0: 'control', 2: key }),
    })),
    horizons: first ? await horizonsOf(sums, frame, first) : [],
    process: gathered?.process ?? null,
    ...(work ? { work } : {}),
    ...(whole && !replayed && first ? { quarters: quartersOf(outcomes) } : {}),
    contacts: contact ? (contact[1] ?? 0) : null,
    attributed: contact ? (contact[2] ?? 0) : null,
    months: first ? Math.max(1, Math.ceil((asOf.getTime() - first.getTime()) / DAY_MS / DAYS_A_MONTH)) : 0,
    replayed,
    consentAssumed: ctx.workspace.assumeConsent && registered.consent !== null,
    basis: {
      summed: sums.basis.summed,
      days: sums.basis.days,
      since: sums.basis.since?.toISOString() ?? null,
    },
  };
}

async function workOf(
  tx: Tx,
  ctx: Context,
  epoch: Epoch,
  { asOf }: store.Frame,
  sums: Sums,
  from: Date,
  converters: number,
): Promise<WorkTotals> {
  const { subject: playbook, startsAt, endsAt } = epoch;
  const facts = await factsOf(ctx, sums, from);
  const answer = await costsOf(tx, ctx, {
    playbook,
    epoch: epoch.epoch,
    startsAt,
    endsAt,
    from,
    asOf,
    converters,
    facts,
  });
  return { ...answer, manual: null };
}

/** The longer windows, as soon as somebody has matured for them. */
async function horizonsOf(sums: Sums, frame: store.Frame, first: Date): Promise<HorizonTotals[]> {
  const horizons: HorizonTotals[] = [];
  for (const days of HORIZONS) {
    const wait = (days + frame.refundDays) * DAY_MS;
    if (days === frame.windowDays || first.getTime() + wait > frame.asOf.getTime()) continue;
    const found = await sums.read(outcome({ ...sums.setting, windowDays: days }), 'matured', days);
    const arm = (name: 'treatment' | 'control'): HorizonTotals['treatment'] => {
      const { n, k, sum, sumsq } = outcomeOf(found, { 0: name });
      return { matured: n, converters: k, revenue: { sum, sumsq } };
    };
    horizons.push({ days, treatment: arm('treatment'), control: arm('control') });
  }
  return horizons;
}
