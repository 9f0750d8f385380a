/** Sums say what the rows say, to the last digit, whatever happens between their making and their reading. */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../../kit/context.ts';
import { contextIn } from '../../../kit/runtime.ts';
import { createWorld, type World } from '../../../kit/testing/world.ts';
import { ensureWorkspace } from '../../access/index.ts';
import { textOf } from '../../../kit/pdf/testing/read.ts';
import type { Scorecard } from '../contract.ts';
import { DRILLS, type Drilled } from '../contract-drill.ts';
import { cover } from './decide-ranges.ts';
import { makeSlices } from './make.ts';
import { ASK, asking, base } from '../testing/ask.ts';

let world: World;
const { call, enter, run } = asking(() => world);
const ids: string[] = [];
const N = 60;

const context = async () => contextIn(world.runtime, await ensureWorkspace(world.runtime, 'main'), SYSTEM);
const make = async (pace = {}) => makeSlices(await context(), { least: 1, most: 10_000, atOnce: true, ...pace });

async function cards(query = ''): Promise<{ summed: Scorecard; read: Scorecard }> {
  const summed: Scorecard = await call('GET', `/playbooks/ask/scorecard${query}`);
  await run(`alter table outcome_slice rename to outcome_slice_away`);
  await run(`create table outcome_slice (like outcome_slice_away including all)`);
  await run(`grant select on outcome_slice to huixiang_app`);
  try {
    return { summed, read: await call('GET', `/playbooks/ask/scorecard${query}`) };
  } finally {
    await run(`drop table outcome_slice`);
    await run(`alter table outcome_slice_away rename to outcome_slice`);
  }
}

/** Both readings, but for how they were read. */
async function agree(query = ''): Promise<Scorecard['basis']> {
  const { summed, read } = await cards(query);
  expect(read.basis).toMatchObject({ summed: 0 });
  expect({ ...summed, basis: null }).toEqual({ ...read, basis: null });
  return summed.basis;
}

const hour = (n: number): string => new Date(Date.parse('2026-03-01T02:00:00Z') + n * 3_600_000).toISOString();
let seed = 5;
const chance = (most: number): number => {
  seed = (seed * 48271) % 2147483647;
  return seed % most;
};
let made = 0;
const order = (at: string, refund = false) => ({
  externalId: `o${made++}`,
  customer: { externalId: `C${chance(N)}` },
  at,
  amount: (refund ? -1 : 1) * (1 + chance(90_000) / 100),
});

async function message(i: number, at: string): Promise<void> {
  const id = `m${made++}`;
  await run(
    `insert into message (workspace_id, message_id, playbook, version, epoch, message_key, customer_id, purpose, plan, step, state,
       created_at, updated_at) values ('main', $1, 'ask', 1, 1, 'hello', $2, 'service', '[]', 0, 'sent', $3, $3)`,
    [id, ids[i], at],
  );
  await run(
    `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, contacted_at, sent_at,
       delivered_at, created_at, updated_at) values ('main', $1, $1, $2, 0, 0, 'sms', 'delivered', 50, $3, $3, $3, $3, $3, $3)`,
    [id, ids[i], at],
  );
}

async function task(i: number, at: string): Promise<void> {
  await run(
    `insert into task (workspace_id, task_id, customer_id, origin, playbook, version, epoch, node, title_zh, title_en, channel, params,
       state, revision, assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by, result, cycle_ms,
       cycle_work_ms, updated_at)
     values ('main', $1, $2, 'flow', 'ask', 1, 1, 'call', 't', 't', 'phone', '{}', 'done', 1, 'owner', $3, $3, $3,
       $3::timestamptz - interval '7 minutes', 0, $3, $4, 'done', 60000, 60000, $3)`,
    [`t${made++}`, ids[i], at, `p${i % 3}`],
  );
}

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-01T00:00:00Z');
  for (let i = 0; i < N; i++) ids.push((await call('POST', '/customers', { externalId: `C${i}` })).customerId);
  await call('POST', '/playbooks', {
    definition: { ...ASK, economics: { margin: 0.5, setupCost: 100, monthlyCost: 10, costPerContact: 1 } },
  });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/costs', { kind: 'contact', playbook: 'ask', channel: 'sms', amount: 0.5, from: '2026-01-01' });
  for (const [at, id] of ids.entries())
    await enter('ask', {
      customer: id,
      unit: `C${at}`,
      arm: at % 3 ? 'treatment' : 'control',
      segment: `s${at % 2}`,
      at: hour(at * 9),
    });
  for (let i = 0; i < N; i++) {
    if (i % 3 === 0) continue;
    await message(i, hour(i * 9 + 20));
    if (i % 2) await task(i, hour(i * 9 + 30));
  }
  await world.setClock('main', '2026-06-01T00:00:00Z');
  await call('POST', '/orders', { orders: Array.from({ length: 80 }, () => order(hour(chance(1500)))) });
  await world.drain();
}, 120_000);
afterAll(() => world?.close());

test('time is covered by slices and the ranges between them', () => {
  const day = (n: number) => ({
    day: `2026-01-0${n}`,
    from: new Date(Date.UTC(2026, 0, n)),
    to: new Date(Date.UTC(2026, 0, n + 1)),
    lastAt: new Date(Date.UTC(2026, 0, n, 12)),
  });
  expect(cover([day(3), day(1), day(2), day(5)], new Date(Date.UTC(2026, 0, 5, 6)))).toEqual({
    days: ['2026-01-01', '2026-01-02', '2026-01-03'],
    ranges: [
      { from: null, to: new Date(Date.UTC(2026, 0, 1)) },
      { from: new Date(Date.UTC(2026, 0, 4)), to: null },
    ],
  });
});

test('sums made once say what the rows say, also as of an earlier day', async () => {
  expect(await make()).toBeGreaterThan(20);
  expect(await agree()).toMatchObject({ summed: N });
  await agree('?as_of=2026-05-01');
  await agree('?as_of=2026-04-20T10:30:00Z');
});

test('late orders, returns and the same orders sent again: no figure is behind', async () => {
  for (let round = 0; round < 6; round++) {
    const orders = Array.from({ length: 1 + chance(4) }, (_each, i) => order(hour(chance(1500)), i === 2));
    await call('POST', '/orders', { orders });
    await call('POST', '/orders', { orders });
    if (round % 2) await world.drain();
    const basis = await agree();
    expect(basis?.summed).toBeLessThan(N);
    // Now and then the sums are made anew, all of them or a few.
    if (chance(2)) await make({ most: 1 + chance(3) });
  }
  await make();
  expect(await agree()).toMatchObject({ summed: N });
});

test('cut off in the middle, nothing is lost; made twice, nothing is counted twice', async () => {
  await call('POST', '/orders', { orders: [order(hour(300)), order(hour(400))] });
  const ctx = await context();
  let left = 3;
  const breaking = {
    ...ctx,
    tx: <T>(work: Parameters<typeof ctx.tx<T>>[0]) =>
      ctx.tx<T>(async (tx) => {
        const done = await work(tx);
        left -= 1;
        if (left < 0) throw new Error('killed');
        return done;
      }),
  };
  await expect(makeSlices(breaking, { least: 1, most: 10_000, atOnce: true })).rejects.toThrow('killed');
  await agree();
  await make();
  await make();
  expect(await agree()).toMatchObject({ summed: N });
});

const drill = (number: number, by: string): Promise<Drilled> =>
  call('GET', `/playbooks/ask/scorecard/indicators/${number}?by=${by}`);

test('each of the nine indicators is divided by every dimension, or says why not', async () => {
  const card: Scorecard = await call('GET', '/playbooks/ask/scorecard');
  for (const by of DRILLS)
    for (let number = 1; number <= 9; number++) {
      const found = await drill(number, by);
      expect(found.groups.length > 0 || found.missing !== null, `${number} by ${by}`).toBe(true);
      for (const { rows } of found.groups)
        for (const row of rows) {
          // Few people, no figure; an interval belongs to a figure; what was not drawn has no difference.
          if (row.actual === null && by !== 'playbook') expect(row.note, `${number} by ${by} ${row.key}`).toBeTruthy();
          if (!found.compared && number !== 9) expect([row.diff, row.verdict]).toEqual([null, null]);
        }
    }
  // The groups add up to the whole.
  for (const by of ['month', 'segment', 'version']) {
    const { groups, compared } = await drill(1, by);
    const n = groups.map(({ rows }) => rows[0]?.n ?? { t: 0, c: 0 });
    expect(compared).toBe(true);
    expect(n.reduce((sum, one) => sum + one.t, 0)).toBe(card.matured.t);
    expect(n.reduce((sum, one) => sum + one.c, 0)).toBe(card.matured.c);
  }
  for (const by of ['channel', 'person', 'script']) {
    const { groups, compared, caveat } = await drill(1, by);
    expect(groups.reduce((sum, { rows }) => sum + (rows[0]?.n.t ?? 0), 0)).toBe(card.matured.t);
    expect([compared, caveat.en]).toEqual([false, expect.stringContaining('not drawn by chance')]);
  }
  const contacts = card.indicators[1]?.rows[0]?.n.t;
  const { groups } = await drill(2, 'segment');
  expect(groups.reduce((sum, { rows }) => sum + (rows[0]?.n.t ?? 0), 0)).toBe(contacts);
});

test('the scorecard leaves as a PDF whose words and figures are those of the card', async () => {
  const card: Scorecard = await call('GET', '/playbooks/ask/scorecard');
  const answer = await world.call('GET', `${base}/playbooks/ask/scorecard.pdf`);
  expect(answer.status).toBe(200);
  const text = textOf(answer.raw.rawPayload, inflateSync);
  const found = [
    '九项指标',
    '经典读法',
    '回报从哪里来',
    '读之前先看',
    card.headline.title.zh,
    `${card.matured.t} / ${card.matured.c}`,
  ];
  for (const words of found) expect(text, words).toContain(words.replaceAll(' ', ''));
  for (const { name } of card.indicators) expect(text).toContain(name.zh.replaceAll(' ', ''));
});
