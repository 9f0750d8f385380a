/** Scorecards: sums from the database, decided by decide.ts. */
import type { Context } from '../../kit/context.ts';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { costsOf } from '../costs/index.ts';
import { type Epoch, listEpochs } from '../experiments/index.ts';
import { Registered, requirePlaybook, type StoredPlaybook } from '../playbooks/index.ts';
import type { Scorecard } from './contract.ts';
import { decideScorecard } from './decide.ts';
import type { ArmTotals, HorizonTotals, QuarterTotals, ScorecardTotals, WorkTotals } from './decide-totals.ts';
import { gather, type Gathered } from './process.ts';
import * as store from './store.ts';

const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 365.25 / 12;
/** Silence, repurchase and net revenue are looked at over these further windows. */
const HORIZONS = [90, 180, 365];

export interface ScorecardInput {
  readonly playbook: string;
  /** The latest when left out. */
  readonly epoch?: number | undefined;
  /** A date (its end in the workspace's zone) or an instant; now when left out, and never later than now. */
  readonly asOf?: string | undefined;
}

export interface Framed {
  readonly playbook: StoredPlaybook;
  readonly epoch: Epoch;
  readonly registered: Registered;
  readonly frame: store.Frame;
}

/** What is asked about: the epoch, its registration, and over whom sums run. */
export async function frameOf(tx: Tx, ctx: Context, input: ScorecardInput): Promise<Framed> {
  const playbook = await requirePlaybook(tx, ctx, input.playbook);
  const epochs = await listEpochs(tx, ctx.workspace.id, playbook.key);
  const epoch = input.epoch === undefined ? epochs[0] : epochs.find((each) => each.epoch === input.epoch);
  if (!epoch) throw new Problem('scorecard_no_epoch', { playbook: playbook.key });
  const registered = Registered.parse(epoch.registered);
  const frame: store.Frame = {
    workspace: ctx.workspace.id,
    subject: playbook.key,
    epoch: epoch.epoch,
    asOf: asOfInstant(ctx, input.asOf),
    goal: registered.goal.event,
    windowDays: registered.windowDays,
    refundDays: registered.refundDays,
  };
  return { playbook, epoch, registered, frame };
}

/** `whole` leaves out nothing; a line of the list needs neither costs nor quarters. */
export async function scorecardOf(tx: Tx, ctx: Context, input: ScorecardInput, whole = true): Promise<Scorecard> {
  return decideScorecard(await totalsOf(tx, ctx, await frameOf(tx, ctx, input), whole));
}

export function asOfInstant(ctx: Context, asked: string | undefined): Date {
  if (asked === undefined) return ctx.now;
  const days = zoneCalendar(ctx.workspace.zone);
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? days.startOfDay(days.startOfDate(asked), 1) : Date.parse(asked);
  return new Date(Math.min(instant, ctx.now.getTime()));
}

async function totalsOf(
  tx: Tx,
  ctx: Context,
  { playbook, epoch, registered, frame }: Framed,
  whole: boolean,
): Promise<ScorecardTotals> {
  const { windowDays, refundDays, goal, target, economics } = registered;
  const { workspace, asOf } = frame;
  const enrolled = await store.sumEnrolled(tx, workspace, playbook.key, epoch.epoch, asOf);
  const arms = await store.sumArms(tx, frame);
  const strata = registered.strata.length > 0 ? await store.sumStrata(tx, frame) : [];
  const first = earliest(enrolled.map((row) => row.first_at));
  const last = latest(enrolled.map((row) => row.last_at));
  const replayed = ctx.workspace.kind === 'scratch';
  // In a replay nobody is treated: nothing is sent and nobody is asked.
  const gathered = replayed ? null : await gather(tx, ctx, frame, first);
  const work = whole && !replayed && first ? await workOf(tx, ctx, epoch, frame, first, arms) : null;
  const contacts = (arm: string) => gathered?.contacts.find((row) => row.arm === arm);
  const days = zoneCalendar(ctx.workspace.zone);
  const wait = (windowDays + refundDays) * DAY_MS;
  const dateOf = (instant: number): string => days.dateOf(instant);
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
    treatment: {
      ...armTotals('treatment', enrolled, arms),
      contacted: countOf(gathered, contacts('treatment')?.contacted),
    },
    control: { ...armTotals('control', enrolled, arms), contacted: countOf(gathered, contacts('control')?.contacted) },
    cap: arms[0]?.cap ?? null,
    strata: registered.strata.map(({ key, name }) => ({
      key,
      name,
      treatment: hits(strata, key, 'treatment'),
      control: hits(strata, key, 'control'),
    })),
    horizons: await horizonsOf(tx, frame, first),
    process: gathered?.process ?? null,
    ...(work ? { work } : {}),
    ...(whole && !replayed && first ? { quarters: await quartersOf(tx, ctx, frame) } : {}),
    contacts: countOf(gathered, contacts('treatment')?.contacts),
    attributed: countOf(gathered, contacts('treatment')?.attributed),
    months: first ? Math.max(1, Math.ceil((asOf.getTime() - first.getTime()) / DAY_MS / DAYS_A_MONTH)) : 0,
    replayed,
    consentAssumed: ctx.workspace.assumeConsent && registered.consent !== null,
  };
}

async function workOf(
  tx: Tx,
  ctx: Context,
  epoch: Epoch,
  { windowDays, refundDays, asOf }: store.Frame,
  from: Date,
  arms: readonly store.ArmSums[],
): Promise<WorkTotals> {
  const answer = await costsOf(tx, ctx, {
    playbook: epoch.subject,
    epoch: epoch.epoch,
    startsAt: epoch.startsAt,
    endsAt: epoch.endsAt,
    from,
    asOf,
    windowDays,
    refundDays,
    converters: arms.find((row) => row.arm === 'treatment')?.converters ?? 0,
  });
  return { ...answer, manual: null };
}

async function quartersOf(tx: Tx, ctx: Context, frame: store.Frame): Promise<QuarterTotals[]> {
  const sums = await store.sumQuarters(tx, frame, ctx.workspace.zone);
  const arm = (quarter: string, name: string) => {
    const row = sums.find((each) => each.quarter === quarter && each.arm === name);
    return { n: row?.n ?? 0, sum: row?.sum ?? 0, sumsq: row?.sumsq ?? 0 };
  };
  return [...new Set(sums.map(({ quarter }) => quarter))].map((quarter) => ({
    quarter,
    treatment: arm(quarter, 'treatment'),
    control: arm(quarter, 'control'),
  }));
}

/** null where nothing was gathered; nobody contacted is 0. */
function countOf(gathered: Gathered | null, value: number | undefined): number | null {
  return gathered ? (value ?? 0) : null;
}

function armTotals(
  arm: 'treatment' | 'control',
  enrolled: readonly store.EnrolledSums[],
  arms: readonly store.ArmSums[],
): ArmTotals {
  const row = arms.find((each) => each.arm === arm);
  return {
    enrolled: enrolled.find((each) => each.arm === arm)?.enrolled ?? 0,
    matured: row?.matured ?? 0,
    converters: row?.converters ?? 0,
    buyers: row?.buyers ?? 0,
    revenue: { sum: row?.sum ?? 0, sumsq: row?.sumsq ?? 0 },
    capped: { sum: row?.capped_sum ?? 0, sumsq: row?.capped_sumsq ?? 0 },
    aboveCap: row?.above_cap ?? 0,
    before: { sum: row?.before_sum ?? 0, sumsq: row?.before_sumsq ?? 0 },
    cappedBefore: row?.capped_before ?? 0,
    contacted: null,
  };
}

function hits(strata: readonly store.StratumSums[], key: string, arm: string): { matured: number; converters: number } {
  const row = strata.find((each) => each.segment === key && each.arm === arm);
  return { matured: row?.matured ?? 0, converters: row?.converters ?? 0 };
}

/** The longer windows, as soon as somebody has matured for them. */
async function horizonsOf(tx: Tx, frame: store.Frame, first: Date | null): Promise<HorizonTotals[]> {
  const horizons: HorizonTotals[] = [];
  for (const days of HORIZONS) {
    const wait = (days + frame.refundDays) * DAY_MS;
    if (days === frame.windowDays || !first || first.getTime() + wait > frame.asOf.getTime()) continue;
    const arms = await store.sumArms(tx, { ...frame, windowDays: days });
    const arm = (name: 'treatment' | 'control'): HorizonTotals['treatment'] => {
      const row = arms.find((each) => each.arm === name);
      return {
        matured: row?.matured ?? 0,
        converters: row?.converters ?? 0,
        revenue: { sum: row?.sum ?? 0, sumsq: row?.sumsq ?? 0 },
      };
    };
    horizons.push({ days, treatment: arm('treatment'), control: arm('control') });
  }
  return horizons;
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.length > 0 ? new Date(Math.min(...dates.map(Number))) : null;
}

function latest(dates: readonly Date[]): Date | null {
  return dates.length > 0 ? new Date(Math.max(...dates.map(Number))) : null;
}
