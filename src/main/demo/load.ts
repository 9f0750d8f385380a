/** Puts the demo company into a workspace of its own and lets it live through the last half-year, with the code that runs live. */
import { ensureWorkspace, noteDemo, setClock } from '../../features/access/index.ts';
import { currentEpoch } from '../../features/experiments/index.ts';
import { enablePlaybook, ensureShippedPlaybooks, importPlaybook } from '../../features/playbooks/index.ts';
import { COMMAND, type Context, SYSTEM, type Workspace } from '../../kit/context.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { showSpent } from '../simulate/spent.ts';
import type { Delay } from '../simulate/desk.ts';
import { type Truth, truthOf } from '../simulate/truth.ts';
import { walkThrough } from '../simulate/walk.ts';
import { dateText, dayAt, dayOf, instant, monthsBefore } from './calendar.ts';
import { COMPANY, LATE_CALLS, MANAGER, USERS } from './company.ts';
import { fillCompany } from './fill.ts';
import { frameOf, tellStories } from './generate.ts';
import { lifeOfStory } from './lives.ts';
import { answerAlerts, GOALS_SINCE, setGoals, settleCosts, tryWordings } from './management.ts';
import aftercare from './playbooks/aftercare.json' with { type: 'json' };
import missedAppointment from './playbooks/missed-appointment.json' with { type: 'json' };
import priceAsked from './playbooks/price-asked.json' with { type: 'json' };
import wakeupPlaybook from './playbooks/silent-wakeup.json' with { type: 'json' };
import type { DemoOptions, Enrolment } from './types.ts';

export const DEMO = 'demo';

/** The demo's clock stands still at this time of its today, as in the guides. */
const TIME_OF_DAY = 10 * 60 + 24;
/** Relative raise of the chance to come within the window for those whom the wake-up really reaches. */
const EFFECT = 0.6;
/** The months before the last weeks are lived through with fewer stops of the clock. */
const SPARSE_DAYS = 21;
/** The nearer to the end, the more the agents leave lying, so that somebody who looks finds work: share by hours left. */
const PILE: readonly (readonly [hours: number, share: number])[] = [
  [26, 0.85],
  [50, 0.5],
  [98, 0.2],
];
/** Days after the window until refunds are in, as the playbook says. */
const REFUND_DAYS = 14;
/** How long before the first enrolment the playbook is switched on: whatever sweeps meanwhile finds nothing due. */
const EVE_MS = 3_600_000;

export interface LoadOptions extends Partial<DemoOptions> {
  readonly workspace?: string;
  /** Real time; its day in Shanghai becomes the demo's today unless `until` says otherwise. */
  readonly now: Date;
  /** Called for each day that was walked, with the share done. */
  readonly onProgress?: (day: string, share: number) => void;
}

export interface DemoLoaded {
  readonly workspace: string;
  /** False when the company was there already and nothing was done. */
  readonly fresh: boolean;
  readonly customers: number;
  readonly rows: number;
  readonly truth: Truth | null;
  readonly enrolments: readonly Enrolment[];
}

/**
 * Makes the demo company unless it is there. A load that was cut off starts anew: until the last day is walked, the workspace's clock
 * stands at the eve of the first one. Two loads of the same workspace must not run at once; run it as a job with a queue of its own.
 */
export async function loadDemo(runtime: Runtime, options: LoadOptions): Promise<DemoLoaded> {
  const { workspace: id = DEMO } = options;
  const until = options.until ?? dateText(dayAt(options.now.getTime()));
  const demo: DemoOptions = { ...options, until };
  const { plan } = frameOf(demo);
  const from = instant(dayOf(plan.from), 0);
  const eve = new Date(from - EVE_MS);
  const workspace = await ensureWorkspace(runtime, id, { name: COMPANY.zh, kind: 'demo', clock: eve });
  if (workspace.kind !== 'demo') throw new Error(`the workspace ${id} is not a demo`);
  if (await isComplete(runtime, workspace)) {
    await noteDemo(runtime, id, { progress: 1 });
    return { workspace: id, fresh: false, customers: 0, rows: 0, truth: null, enrolments: [] };
  }
  await setClock(runtime, id, eve);
  await noteDemo(runtime, id, { progress: 0 });

  const seed = demo.seed ?? 'anhe';
  const stories = [...tellStories(demo)];
  const atEve = { ...workspace, clock: eve };
  const { ids, rows, tables } = await fillCompany(runtime, atEve, { stories, from });
  const ctx = contextIn(runtime, atEve, { ...COMMAND, name: MANAGER });
  await switchOn(ctx);
  await settleCosts(ctx, plan.from);
  await tryWordings(ctx);
  const end = instant(dayOf(until), TIME_OF_DAY);
  const { enrolled, spent } = await walkThrough(runtime, atEve, {
    plan: { seed, effect: EFFECT, windowDays: plan.windowDays, trade: 'clinic', playbook: plan.playbook },
    lives: stories.map((story) => lifeOfStory(seed, story, ids.get(story.customer.externalId) ?? '', from)),
    firstDay: dayOf(plan.from),
    end,
    sparseDays: SPARSE_DAYS,
    leaves: (at) => PILE.find(([hours]) => end - at < hours * 3_600_000)?.[1] ?? 0,
    delay: lateCalls(dayOf(until)),
    eachDay: async (ctx, day) => {
      if (day === dayOf(until) - GOALS_SINCE) await setGoals(ctx);
      if (day === dayOf(until)) await answerAlerts(ctx);
    },
    onDay: options.onProgress,
  });
  showSpent(spent);
  await analyzeTables(runtime.db.owner, [...tables, 'enrolment']);
  await setClock(runtime, id, new Date(end));
  await noteDemo(runtime, id, { progress: 1 });

  return {
    workspace: id,
    fresh: true,
    customers: stories.length,
    rows,
    truth: truthOf(enrolled, {
      seed,
      days: dayOf(until) - dayOf(plan.from),
      effect: EFFECT,
      customers: stories.length,
      playbook: plan.playbook,
      windowDays: plan.windowDays,
      refundDays: REFUND_DAYS,
      asOf: end,
    }),
    enrolments: stories.flatMap((story) => (story.enrolment ? [story.enrolment] : [])),
  };
}

/** The clock leaves the eve of the epoch only when everything has been walked. */
async function isComplete(runtime: Runtime, workspace: Workspace): Promise<boolean> {
  const ctx = contextIn(runtime, workspace, SYSTEM);
  const epoch = await ctx.tx((tx) => currentEpoch(tx, ctx, wakeupPlaybook.key));
  return epoch !== null && ctx.now.getTime() > Date.parse(epoch.startsAt) + EVE_MS;
}

async function switchOn(ctx: Context): Promise<void> {
  await ctx.tx(async (tx) => {
    await importPlaybook(tx, ctx, wakeupPlaybook, '60 天版本', { origin: 'shipped' });
    for (const document of [missedAppointment, priceAsked, aftercare])
      await importPlaybook(tx, ctx, document, '', { origin: 'shipped' });
    await ensureShippedPlaybooks(tx, ctx);
    for (const key of RUNNING) await enablePlaybook(tx, ctx, key);
  });
}

/** The care calls of one branch, since some weeks ago. */
function lateCalls(until: number): Delay {
  const { branch, playbook, months, minutes } = LATE_CALLS;
  const from = instant(monthsBefore(until, months), 0);
  const callers = new Set(USERS.filter(({ team }) => team === branch).map(({ email }) => email));
  return (task, who) => (task.playbook === playbook && callers.has(who.email) && task.since >= from ? minutes : 0);
}

const RUNNING = [
  wakeupPlaybook.key,
  missedAppointment.key,
  priceAsked.key,
  aftercare.key,
  'after-sales-satisfaction',
  'low-score-recovery',
];
