/** Puts the demo company into a workspace of its own and lets its playbook run over the last months, with the code that runs live. */
import { ensureWorkspace, noteDemo, setClock } from '../../features/access/index.ts';
import { ensureMonths } from '../../features/events/index.ts';
import { currentEpoch } from '../../features/experiments/index.ts';
import { enablePlaybook, importPlaybook } from '../../features/playbooks/index.ts';
import { COMMAND, type Context, SYSTEM, type Workspace } from '../../kit/context.ts';
import { analyzeTables, fillWorkspace } from '../../kit/db/copy-in.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { dateText, dayAt, dayOf, instant } from './calendar.ts';
import { COMPANY } from './company.ts';
import { frameOf, tellStories } from './generate.ts';
import { settleHouse } from './house.ts';
import { tablesOf } from './rows.ts';
import missedAppointment from './playbooks/missed-appointment.json' with { type: 'json' };
import priceAsked from './playbooks/price-asked.json' with { type: 'json' };
import wakeupPlaybook from './playbooks/silent-wakeup.json' with { type: 'json' };
import { type Truth, truthOf } from './truth.ts';
import type { DemoOptions, Enrolment } from './types.ts';
import { walkDays } from './walk.ts';

export const DEMO = 'demo';

/** The demo's clock stands still at this time of its today, as in the guides. */
const TIME_OF_DAY = 10 * 60 + 24;
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

  const stories = [...tellStories(demo)];
  const house = await settleHouse(contextIn(runtime, { ...workspace, clock: eve }, COMMAND));
  const { tables, ids } = tablesOf(stories, house, from);
  await ensureMonths(
    runtime.db.owner,
    stories.flatMap((story) => story.events.map((event) => new Date(event.at))),
  );
  const emptied = runtime.features
    .filter((feature) => feature.name !== 'access')
    .flatMap((feature) => (feature.tables ?? []).map((table) => table.name));
  const rows = await fillWorkspace(runtime.db.owner, id, tables, emptied);
  const filled = tables.map(({ table }) => table);
  await analyzeTables(runtime.db.owner, filled);
  await switchOn(contextIn(runtime, { ...workspace, clock: eve }, COMMAND));
  await walkDays(runtime, workspace, {
    stories,
    ids,
    from: dayOf(plan.from),
    until: dayOf(until),
    onProgress: options.onProgress,
  });
  await analyzeTables(runtime.db.owner, [...filled, 'enrolment']);
  await setClock(runtime, id, new Date(instant(dayOf(until), TIME_OF_DAY)));
  await noteDemo(runtime, id, { progress: 1 });

  const enrolments = stories.flatMap((story) => (story.enrolment ? [story.enrolment] : []));
  return {
    workspace: id,
    fresh: true,
    customers: stories.length,
    rows,
    truth: truthOf(enrolments, plan, until),
    enrolments,
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
    await importPlaybook(tx, ctx, wakeupPlaybook, '60 天版本', 'shipped');
    await enablePlaybook(tx, ctx, wakeupPlaybook.key);
    // two more to look at, not switched on
    for (const document of [missedAppointment, priceAsked]) await importPlaybook(tx, ctx, document, '', 'shipped');
  });
}
