import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../../test/process.ts';
import type { Context } from '../context.ts';
import { createWorld, type World } from '../testing/world.ts';
import { DUE, tick } from './due.ts';
import { startWorker } from './worker.ts';

let world: World;
/** Moments at which the test's room has something to do, by workspace, and when it was called. */
const moments = new Map<string, Date[]>();
const swept: { readonly workspace: string; readonly at: Date }[] = [];
const next = (ctx: Context) =>
  Promise.resolve(moments.get(ctx.workspace.id)?.find((moment) => moment > ctx.now) ?? null);

beforeAll(async () => {
  const run = (ctx: Context) => {
    swept.push({ workspace: ctx.workspace.id, at: new Date() });
    return Promise.resolve();
  };
  const words = { zh: '时刻', en: 'Moments' };
  world = await createWorld([{ name: 'moments', words, sweeps: [{ name: 'moments.due', run, next }] }]);
  await world.workspace('main');
  await world.workspace('practice');
  await world.setClock('practice', '2026-03-02T02:00:00Z');
});
afterAll(() => world.close());

async function planned(): Promise<{ key: string; run_at: Date }[]> {
  const { rows } = await world.runtime.db.owner.query<{ key: string; run_at: Date }>(
    `select j.key, j.run_at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = $1 order by j.run_at`,
    [DUE],
  );
  return rows;
}

test('between two ticks a sweep comes at its moment, once for all processes, and then at the next one', {
  timeout: 120_000,
}, async () => {
  const start = Date.now();
  const [overdue, first, second] = [-5000, 3000, 5500].map((ms) => new Date(start + ms)) as [Date, Date, Date];
  moments.set('main', [overdue, first, second]);
  moments.set('practice', [new Date('2026-03-02T02:00:03Z')]);
  // Two processes find the same; a clock moved by hand is left alone; what is overdue hides nothing.
  await Promise.all([tick(world.runtime), tick(world.runtime)]);
  const jobs = await planned();
  expect(jobs).toHaveLength(1);
  expect(jobs[0]?.key).toMatch(/^kit:due:main:moments\.due:/);
  expect(jobs[0]!.run_at.getTime() - first.getTime()).toBeLessThan(1000);
  const workers = [await startWorker(world.runtime, 'all'), await startWorker(world.runtime, 'worker')];
  const sweptAfter = (moment: Date) => swept.find(({ workspace, at }) => workspace === 'main' && at >= moment);
  try {
    await until('the second moment was swept', 60_000, () => Promise.resolve(sweptAfter(second) !== undefined));
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  for (const moment of [first, second])
    expect(sweptAfter(moment)!.at.getTime() - moment.getTime()).toBeLessThan(15_000);
  expect(await planned()).toEqual([]);
});

test('the job of a process that died is missed for a minute at most: the next tick finds what is due', async () => {
  const moment = new Date(Date.now() + 1500);
  moments.set('main', [moment]);
  await tick(world.runtime);
  expect(await planned()).toHaveLength(1);
  await world.runtime.db.owner.query(`select graphile_worker.remove_job(j.key) from graphile_worker._private_jobs j`);
  await until('it is overdue', 5000, () => Promise.resolve(new Date() > moment));
  const before = swept.length;
  await tick(world.runtime);
  expect(swept.slice(before).some(({ at }) => at >= moment)).toBe(true);
});
