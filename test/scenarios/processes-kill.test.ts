/** The product is killed at any moment, under load, and started again: what it acknowledged is there, once, and had its consequences, once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askDatabase, build, call, freePort, Home, keyFrom, letSilencePass, type Running, until } from '../process.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
/** One of five comes while it still starts. */
const KILLS = ALL ? 20 : 5;
/** On a machine too busy for all of them fewer must do, unless all is wanted. */
const BUDGET_MS = ALL ? Number.POSITIVE_INFINITY : 60_000;
const LEAST_KILLS = 3;
const WRITERS = 3;
const BATCH = 20;
/** More acknowledged batches before the next kill. */
const STEP = 4;

const home = new Home();
beforeAll(build, 300_000);
afterAll(() => home.remove(), 60_000);

const TYPE = 'purchase';
const playbook = {
  key: 'welcome',
  name: { zh: '到店欢迎', en: 'Welcome' },
  description: { zh: '每次到店', en: 'Every visit' },
  trigger: { kind: 'event', event: TYPE },
  audience: { combinator: 'and', rules: [{ field: 'event_count', operator: '>=', value: { event: TYPE, n: 1 } }] },
  consent: null,
  goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
  windowDays: 14,
  control: { holdout: 0.5, serviceCritical: false },
};

interface Batch {
  readonly events: readonly { externalId: string }[];
}

interface Answer {
  readonly accepted: number;
  readonly duplicates: number;
}

let numbers = 0;
/** Each event is about a customer of its own, who is made by it. */
function nextBatch(): Batch {
  const events = Array.from({ length: BATCH }, () => {
    const id = `v${++numbers}`;
    return {
      source: 'load',
      externalId: id,
      type: TYPE,
      amount: 1,
      at: new Date().toISOString(),
      customer: { externalId: id },
    };
  });
  return { events };
}

test('kills under load lose nothing and double nothing', { timeout: 600_000 }, async () => {
  const args = ['--port', String(await freePort())];
  let running: Running = home.start(args);
  await running.ready();
  const { url } = running;
  const key = await keyFrom(running);
  const post = (batch: Batch): Promise<Answer> => call(url, key, 'POST', '/api/w/main/events', batch);
  await call(url, key, 'POST', '/api/w/main/playbooks', { definition: playbook });
  await call(url, key, 'POST', '/api/w/main/playbooks/welcome/enable', {});

  const acknowledged: Batch[] = [];
  let unsure = 0;
  let stopped = false;
  const write = async (): Promise<void> => {
    while (!stopped) {
      const batch = nextBatch();
      // As a client should: what was not acknowledged is sent again until it is.
      for (;;) {
        const answer = await post(batch).catch(() => null);
        if (answer) {
          expect(answer.accepted + answer.duplicates).toBe(BATCH);
          acknowledged.push(batch);
          break;
        }
        unsure += 1;
        await sleep(100);
      }
    }
  };
  const dead: Running[] = [];
  const writers = Array.from({ length: WRITERS }, write);

  const began = performance.now();
  let kills = 0;
  for (; kills < KILLS && (kills < LEAST_KILLS || performance.now() - began < BUDGET_MS); kills++) {
    const before = acknowledged.length;
    await until('batches are acknowledged', 60_000, () => acknowledged.length >= before + STEP);
    // Anywhere in the next writes, and every fifth time while it still starts.
    await sleep(Math.random() * 50);
    const kill = async (): Promise<void> => {
      running.kill('SIGKILL');
      await running.ended;
      dead.push(running);
      running = home.start(args);
    };
    await kill();
    if (kills % 5 === 2) {
      await sleep(Math.random() * 2000);
      await kill();
    }
    await running.ready();
  }
  const killed = performance.now();
  await until('it goes on after the last kill', 60_000, () => acknowledged.length > STEP * kills + WRITERS);
  stopped = true;
  await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThan(STEP * kills);

  const sent = acknowledged.flatMap((batch) => batch.events.map((event) => event.externalId)).sort();
  await home.withDatabase(async (database) => {
    const events = await askDatabase<{ external_id: string }>(
      database,
      `select external_id from event where workspace_id = 'main' and source = 'load' and type = $1`,
      [TYPE],
    );
    expect(events.map((row) => row.external_id).sort()).toEqual(sent);
    // The jobs of the killed are taken over.
    if (!ALL) await letSilencePass(database, dead);
    await until('the queue is empty', 60_000, async () => {
      const [row] = await askDatabase<{ n: number }>(
        database,
        `select count(*)::int as n from graphile_worker.jobs where task_identifier not like 'kit:%'`,
      );
      return row?.n === 0;
    });
    const drained = performance.now();
    // The same again adds nothing, neither events nor consequences.
    for (const batch of acknowledged) expect(await post(batch)).toMatchObject({ accepted: 0, duplicates: BATCH });
    const enrolled = await askDatabase<{ external_id: string; n: number }>(
      database,
      `select c.external_id, count(*)::int as n from enrolment e
       join customer c on c.workspace_id = 'main' and c.customer_id = e.customer_id
       where e.workspace_id = 'main' group by 1`,
    );
    expect(enrolled.map((row) => row.external_id).sort()).toEqual(sent);
    expect(enrolled.filter((row) => row.n !== 1)).toEqual([]);
    const [stat] = await askDatabase<{ n: number }>(
      database,
      `select sum(n)::int as n from customer_event_stat where workspace_id = 'main' and type = $1`,
      [TYPE],
    );
    expect(stat?.n).toBe(sent.length);
    console.info(
      `${kills} kills in ${Math.round((killed - began) / 1000)} s: ${sent.length} events, ${unsure} requests without an answer, ` +
        `queue empty ${Math.round((drained - killed) / 1000)} s after the last start`,
    );
  });
});

test('the product lives through kills of its database, and its jobs go on', { timeout: 120_000 }, async () => {
  const running = home.start();
  await running.ready();
  const key = await keyFrom(running);
  await home.withDatabase(async (database) => {
    for (let round = 0; round < 3; round++) {
      const batch = nextBatch();
      const [server] = await askDatabase<{ pid: number }>(
        database,
        `select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid`,
      );
      const load = call(running.url, key, 'POST', '/api/w/main/events', batch).catch(() => null);
      await sleep(20 * round);
      process.kill(server?.pid ?? 0, 'SIGKILL');
      await load;
      await until('it serves again', 30_000, () =>
        call(running.url, key, 'POST', '/api/w/main/events', batch).then(
          () => true,
          () => false,
        ),
      );
      expect(running.alive, running.stderr).toBe(true);
      const wanted = batch.events.map((event) => event.externalId).sort();
      await until('its events led to enrolments', 60_000, async () => {
        const rows = await askDatabase<{ external_id: string }>(
          database,
          `select c.external_id from enrolment e join customer c on c.workspace_id = 'main' and c.customer_id = e.customer_id
           where e.workspace_id = 'main' and c.external_id = any($1) order by 1`,
          [wanted],
        ).catch(() => []);
        return (
          rows
            .map((row) => row.external_id)
            .sort()
            .join() === wanted.join()
        );
      });
    }
  });
  expect(running.alive).toBe(true);
  running.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});
