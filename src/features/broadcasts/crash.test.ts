/**
 * Broadcasts whose processes are killed at random moments, against a gateway that counts: nobody is left out and nobody told twice, what was paused stays
 * paused and what was stopped stays stopped, and the figures are the gateway's. A few hundred recipients in the usual run, 10,000 with
 * `bin/huixiang test --all`.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, startProgram } from '../../kit/testing/program.ts';
import { type GatewayPeer, openGateway } from '../messages/channels/gateway/testing/gateway.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';

const ALL = Boolean(process.env['HUIXIANG_TEST_ALL']);
/** Of each of two broadcasts. */
const MANY = ALL ? 5000 : 120;
/** Before the pause and the stop, and after. Starting a process is what takes time here. */
const KILLS = ALL ? 20 : 1;

let letters: Letters;
let gateway: GatewayPeer;
beforeAll(async () => {
  [letters, gateway] = await Promise.all([openLetters(), openGateway()]);
  const sms = { adapter: 'gateway', settings: gateway.settings };
  expect((await letters.world.call('PUT', '/api/w/main/channels/sms', sms)).status).toBe(200);
});
afterAll(async () => {
  await gateway.close();
  await letters.world.close();
});

const base = '/api/w/main/broadcasts';
const call = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
  const answer = await letters.world.call(method, `${base}${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

/** Begun, for as many customers whose numbers begin with its digit. A minute is as long as it takes. */
async function begun(city: string, digit: number): Promise<string> {
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sql`
      insert into customer (workspace_id, customer_id, external_id, name, city, phone, attributes, search, created_at, updated_at)
      select ${ctx.workspace.id}, 'cus_' || ${city}::text || lpad(n::text, 27, '0'), ${city}::text || n, 'C' || n, ${city},
        '+8613' || ${digit}::int || lpad((n * 10)::text, 8, '0'), '{}', '', ${ctx.now}, ${ctx.now}
      from generate_series(1, ${MANY}::int) n`.execute(tx),
  );
  const text = { zh: `给${city}`, en: `To ${city}` };
  const { broadcastId: id } = await call('POST', '', {
    name: city,
    purpose: 'service',
    audience: { condition: { combinator: 'and', rules: [{ field: 'customer.city', operator: '=', value: city }] } },
    channels: { sms: { text } },
    plan: [{ channel: 'sms' }],
    perMinute: MANY,
  });
  await call('POST', `/${id}/estimate`);
  await call('POST', `/${id}/start`, { revision: 1 });
  return id;
}

function start(): Promise<Program> {
  const file = join(import.meta.dirname, 'testing/tell-process.ts');
  const { databaseUrl, home } = letters.world;
  return startProgram(file, databaseUrl, home, String(Math.ceil(MANY / 7)));
}

async function kill(child: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

let clock = Date.parse('2026-11-24T02:00:00Z');
const tick = async (ms: number) => {
  clock += ms;
  await letters.world.setClock('main', new Date(clock).toISOString());
};

/** How many the gateway took of each number. Asked twice: what came before the question is in the second answer. */
async function taken(digit: number): Promise<{ numbers: number; times: number }> {
  await gateway.taken();
  const mine = (await gateway.taken()).filter(({ to }) => to.startsWith(`+8613${digit}`));
  return { numbers: new Set(mine.map(({ to }) => to)).size, times: mine.reduce((sum, { n }) => sum + n, 0) };
}

const states = async (id: string) => {
  const { counts } = await call('GET', `/${id}`);
  const sums: Record<string, number> = {};
  for (const { state, n } of counts as { state: string; n: number }[]) sums[state] = (sums[state] ?? 0) + n;
  return sums;
};

/** Time goes on while processes work; each that has begun is killed somewhere in the middle. */
async function killSome(until: () => Promise<boolean>): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let killed = 0; killed < KILLS && !(await until()); killed++) {
      const child = await start();
      await once(child.stdout, 'data');
      await sleep(100 + Math.random() * (ALL ? 1500 : 250));
      await kill(child);
    }
  };
  let going = true;
  const time = (async () => {
    for (; going; await sleep(30)) await tick(2000);
  })();
  await Promise.all(ALL ? [lane(), lane()] : [lane()]);
  going = false;
  await time;
}

/** Whoever held what is still being sent is dead; then a living process goes on for some minutes. */
async function goOn(minutes: number): Promise<void> {
  const ctx = await letters.ctx();
  await ctx.tx((tx) =>
    sql`update delivery set lease_until = ${new Date(0)} where workspace_id = ${ctx.workspace.id} and state = 'sending'`.execute(
      tx,
    ),
  );
  for (let step = 0; step < minutes; step++) {
    await tick(60_000);
    await letters.world.sweep();
    await letters.world.drain();
  }
}

test('killed while it prepares, tells and sends: nobody is left out, nobody told twice, a pause and a stop hold', async () => {
  const [held, stopped] = [await begun('A', 1), await begun('B', 2)];
  await gateway.drop(0.05);
  await killSome(async () => (await taken(1)).numbers > MANY / 2);

  // Killed in the moment of the pause and the stop.
  const last = await start();
  await once(last.stdout, 'data');
  while ((await taken(1)).numbers === 0 || (await taken(2)).numbers === 0) await tick(1000);
  await tick(10_000);
  await Promise.all([call('POST', `/${held}/pause`), call('POST', `/${stopped}/stop`)]);
  await kill(last);
  await gateway.drop(0);
  const before = { held: await taken(1), stopped: await taken(2) };
  expect(before.held.numbers).toBeLessThan(MANY);
  expect(before.stopped.numbers).toBeLessThan(MANY);

  await goOn(2);
  expect({ held: await taken(1), stopped: await taken(2) }).toEqual(before);
  // What a dead process had in its hands and the gateway has not is failed: nobody tries it again.
  const { sent, cancelled = 0, failed = 0, ...none } = await states(stopped);
  expect([sent, none]).toEqual([before.stopped.numbers, {}]);
  const { written } = await call('GET', `/${stopped}`);
  expect(cancelled + failed).toBe(written - before.stopped.numbers);
  expect(await call('GET', `/${held}`)).toMatchObject({ state: 'paused' });

  await call('POST', `/${held}/resume`, { perMinute: ALL ? MANY : 60_000 });
  if (ALL) await killSome(async () => (await taken(1)).numbers === MANY);
  await goOn(ALL ? 6 : 3);
  expect(await taken(1)).toEqual({ numbers: MANY, times: MANY });
  expect(await taken(2)).toEqual({ numbers: before.stopped.numbers, times: before.stopped.numbers });
  expect(await states(held)).toEqual({ sent: MANY });
  expect(await call('GET', `/${held}`)).toMatchObject({ state: 'done', recipients: MANY, written: MANY });
}, 600_000);
