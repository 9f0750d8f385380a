/** Long work that loses its process. Minutes long: only with HUIXIANG_TEST_ALL=1. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askDatabase, build, call, Home, keyFrom, type Running, until } from '../process.ts';

const home = new Home();
let api: Running;
let workers: Running[] = [];
let key = '';

interface Replay {
  readonly replayId: string;
  readonly status: string;
  readonly at: string | null;
}

const getReplay = (id: string): Promise<Replay> => call(api.url, key, 'GET', `/api/w/main/replays/${id}`);

async function startReplay(into: string): Promise<string> {
  const body = { from: '2025-06-01', to: '2025-11-01', into };
  return (await call<Replay>(api.url, key, 'POST', '/api/w/main/replays', body)).replayId;
}

/** What a replay has come to: everybody enrolled, when and in which arm. */
const outcome = (database: string, into: string): Promise<{ n: number; hash: string }[]> =>
  askDatabase(
    database,
    `select count(*)::int as n, md5(string_agg(customer_id || ' ' || arm || ' ' || entered_at, ',' order by customer_id)) as hash
     from enrolment where workspace_id = $1`,
    [into],
  );

async function holderOf(database: string): Promise<Running> {
  let holder: Running | undefined;
  await until('a worker walks', 30_000, async () => {
    const rows = await askDatabase<{ pid: number }>(
      database,
      `select split_part(p.process_id, ':', 2)::int as pid from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'replays.walk'
       join process p on j.locked_by = any(p.worker_ids)`,
    );
    holder = workers.find((each) => each.pid === rows[0]?.pid);
    return holder !== undefined;
  });
  return holder as Running;
}

describe.runIf(process.env['HUIXIANG_TEST_ALL'])('long work', () => {
  beforeAll(async () => {
    build();
    api = home.start(['--role', 'api', '--port', '0']);
    workers = [home.start(['--role', 'worker']), home.start(['--role', 'worker'])];
    await Promise.all([api, ...workers].map((each) => each.ready()));
    key = await keyFrom(api);
    for (let from = 0; from < 20_000; from += 1000) {
      const events = Array.from({ length: 1000 }, (_, index) => {
        const n = from + index;
        const at = new Date(Date.UTC(2025, 4, 1 + (n % 120), n % 24)).toISOString();
        return { externalId: `e${n}`, type: 'purchase', amount: 10, at, customer: { externalId: `C${n % 4_000}` } };
      });
      await call(api.url, key, 'POST', '/api/w/main/events', { events });
    }
    await call(api.url, key, 'POST', '/api/w/main/playbooks/silent-wakeup/enable', {});
  }, 300_000);
  afterAll(() => home.remove(), 60_000);

  test('a replay whose process stands still, or is killed, ends as an undisturbed one', {
    timeout: 600_000,
  }, async () => {
    await home.withDatabase(async (database) => {
      const calm = await startReplay('calm');
      await until('the calm one is done', 200_000, async () => (await getReplay(calm)).status === 'done');
      const wanted = await outcome(database, 'calm');
      expect(wanted[0]?.n).toBeGreaterThan(1000);

      const frozen = await startReplay('frozen');
      await until('it walks', 60_000, async () => (await getReplay(frozen)).at !== null);
      const sleeper = await holderOf(database);
      sleeper.kill('SIGSTOP');
      await sleep(45_000);
      sleeper.kill('SIGCONT');
      await until('it is done', 200_000, async () => (await getReplay(frozen)).status === 'done');
      await sleep(10_000);
      expect(await outcome(database, 'frozen')).toEqual(wanted);
      expect(sleeper.alive, sleeper.stderr).toBe(true);

      const killed = await startReplay('killed');
      await until('it walks', 60_000, async () => (await getReplay(killed)).at !== null);
      const victim = await holderOf(database);
      victim.kill('SIGKILL');
      const began = performance.now();
      await victim.ended;
      await until('another walks', 60_000, async () => {
        const holder = await holderOf(database).catch(() => null);
        return holder !== null && holder.pid !== victim.pid && holder.alive;
      });
      console.info(`a killed replay was taken over after ${Math.round((performance.now() - began) / 1000)} s`);
      await until('it is done', 200_000, async () => (await getReplay(killed)).status === 'done');
      expect(await outcome(database, 'killed')).toEqual(wanted);
    });
  });
});
