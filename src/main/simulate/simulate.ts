/** Half a year of a shop that did not exist before, and what the product says of it afterwards. */
import { ensureWorkspace, setClock } from '../../features/access/index.ts';
import { type Scorecard, scorecardOf } from '../../features/outcomes/index.ts';
import { enablePlaybook, ensureShippedPlaybooks, requirePlaybook } from '../../features/playbooks/index.ts';
import { COMMAND, type Context } from '../../kit/context.ts';
import { CommandFailed } from '../../kit/cli/command.ts';
import { analyzeTables } from '../../kit/db/statistics.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { dayOf, instant } from '../demo/calendar.ts';
import { fillCompany } from '../demo/fill.ts';
import { recruitShop, SHOP } from './shop.ts';
import { lifeOf, storyOf } from './shop-story.ts';
import type { Spent } from './clockwork.ts';
import { type Truth, truthOf } from './truth.ts';
import { walkThrough } from './walk.ts';

/** Whose contact brings people back. */
const PLAYBOOK = 'silent-wakeup';
/** Switched on with it: who is asked how it was, and who is called when it was bad. */
const OTHERS = ['after-sales-satisfaction', 'low-score-recovery'];
/** Half are held out: with two thousand customers nothing smaller than that proves an effect of this size in half a year. */
const HOLDOUT = 0.5;
const EVE_MS = 3_600_000;

export interface Simulation {
  readonly seed: number;
  readonly days: number;
  readonly effect: number;
  readonly customers: number;
  readonly workspace: string;
  /** First day after the simulated ones. */
  readonly until: string;
  readonly onDay?: ((day: string, share: number) => void) | undefined;
}

export interface Simulated {
  readonly workspace: string;
  readonly truth: Truth;
  readonly scorecard: Scorecard;
  readonly counts: Readonly<Record<string, number>>;
  readonly spent: ReadonlyMap<string, Spent>;
}

export async function simulate(runtime: Runtime, options: Simulation): Promise<Simulated> {
  const { seed, days, effect, customers, workspace: id, until, onDay } = options;
  const end = instant(dayOf(until), 0);
  const firstDay = dayOf(until) - days;
  const from = instant(firstDay, 0);
  const eve = new Date(from - EVE_MS);
  const made = await ensureWorkspace(runtime, id, { name: SHOP.zh, kind: 'demo', clock: eve });
  if (made.kind !== 'demo' || made.name !== SHOP.zh)
    throw new CommandFailed(`the workspace ${id} is not one of simulations; give another name`);
  await setClock(runtime, id, eve);
  const workspace = { ...made, clock: eve };

  const key = String(seed);
  const shoppers = recruitShop(key, customers, firstDay, days);
  const stories = shoppers.map((shopper) => storyOf(key, shopper, from));
  const { ids, tables } = await fillCompany(runtime, workspace, { stories, from });
  const lives = shoppers.map((shopper) => lifeOf(key, shopper, ids.get(shopper.person.externalId) ?? '', from));
  const ctx = contextIn(runtime, workspace, COMMAND);
  const { windowDays, refundDays } = await switchOn(ctx);

  const walked = await walkThrough(runtime, workspace, {
    plan: { seed: key, effect, windowDays, trade: 'shop', playbook: PLAYBOOK },
    lives,
    firstDay,
    end,
    onDay,
  });
  await analyzeTables(runtime.db.owner, [...tables, 'enrolment']);
  await setClock(runtime, id, new Date(end));
  const asOf = contextIn(runtime, { ...workspace, clock: new Date(end) }, COMMAND);
  return {
    workspace: id,
    truth: truthOf(walked.enrolled, {
      seed,
      days,
      effect,
      customers,
      playbook: PLAYBOOK,
      windowDays,
      refundDays,
      asOf: end,
    }),
    scorecard: await asOf.tx((tx) => scorecardOf(tx, asOf, { playbook: PLAYBOOK })),
    counts: walked.counts,
    spent: walked.spent,
  };
}

async function switchOn(ctx: Context): Promise<{ windowDays: number; refundDays: number }> {
  return ctx.tx(async (tx) => {
    await ensureShippedPlaybooks(tx, ctx);
    await enablePlaybook(tx, ctx, PLAYBOOK, { holdout: HOLDOUT });
    for (const key of OTHERS) await enablePlaybook(tx, ctx, key);
    const { definition } = await requirePlaybook(tx, ctx, PLAYBOOK);
    return { windowDays: definition.windowDays, refundDays: definition.refundDays };
  });
}
