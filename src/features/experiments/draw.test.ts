import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { armOf, u } from '../../engine/assignment/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { enrol, registerEpoch } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();
/** Vectors of the definition, computed by another program. */
const VECTORS = [
  ['1', 0.4308779046165057],
  ['12347', 0.2535837671688208],
  ['C-0001', 0.5063497994292233],
  ['张三', 0.5206369531584013],
] as const;

test('the draw in SQL equals the draw of the engine to the last bit, for any unit', async () => {
  for (const [unit, value] of VECTORS) expect(u('pb_1', unit, sha256)).toBe(value);
  const ctx = await world.workspace('main');
  const units = [
    ...VECTORS.map(([unit]) => unit as string),
    ...Array.from({ length: 2000 }, (_, n) => `客户-${n}-é😀`),
  ];
  const customers = units.map((externalId) => ({ externalId }));
  for (let from = 0; from < customers.length; from += 500) {
    const events = customers
      .slice(from, from + 500)
      .map((customer, n) => ({ externalId: `e${from + n}`, type: 'visit', at: '2026-01-01T00:00:00Z', customer }));
    expect((await world.call('POST', '/api/w/main/events', { events })).body.rejected).toEqual([]);
  }
  const drawn = await ctx.tx(async (tx) => {
    const epoch = await registerEpoch(tx, ctx, { subject: 'draw', holdout: 0.25, registered: {} });
    expect(epoch).toMatchObject({ epoch: 1, salt: 'draw:1' });
    const candidates = sql`select customer_id, 'all'::text as segment, '{}'::jsonb as because from customer where workspace_id = 'main'`;
    const arms = await enrol(tx, ctx, { epoch, ruleId: 'r', ruleVersion: 1, candidates });
    expect(arms.treatment + arms.control).toBe(units.length);
    expect(await enrol(tx, ctx, { epoch, ruleId: 'r', ruleVersion: 1, candidates })).toEqual({
      treatment: 0,
      control: 0,
    });
    return sql<{
      unit: string;
      u: number;
      arm: string;
    }>`select unit, u, arm from enrolment where workspace_id = 'main'`.execute(tx);
  });
  for (const row of drawn.rows) {
    const expected = u('draw:1', row.unit, sha256);
    expect(row.u).toBe(expected);
    expect(row.arm).toBe(armOf(expected, 0.25));
  }
});

test('an epoch changes only by a new one once somebody is enrolled', async () => {
  const ctx = await world.workspace('epochs');
  await ctx.tx(async (tx) => {
    const first = await registerEpoch(tx, ctx, { subject: 's', holdout: 0.2, registered: { a: 1, b: 2 } });
    expect(await registerEpoch(tx, ctx, { subject: 's', holdout: 0.2, registered: { b: 2, a: 1 } })).toMatchObject({
      epoch: 1,
    });
    expect(await registerEpoch(tx, ctx, { subject: 's', holdout: 0.5, registered: { a: 1 } })).toMatchObject({
      epoch: 1,
      holdout: 0.5,
    });
    await sql`insert into customer (workspace_id, customer_id, external_id, attributes, search, created_at, updated_at)
      values ('epochs', 'c1', 'C1', '{}', 'c1', now(), now())`.execute(tx);
    const candidates = sql`select 'c1'::text as customer_id, 'all'::text as segment, '{}'::jsonb as because`;
    await enrol(tx, ctx, { epoch: { ...first, holdout: 0.5 }, ruleId: 'r', ruleVersion: 1, candidates });
    const second = await registerEpoch(tx, ctx, { subject: 's', holdout: 0.1, registered: { a: 1 } });
    expect(second).toMatchObject({ epoch: 2, salt: 's:2', holdout: 0.1 });
  });
});

test('a global hold-out is in no arm', async () => {
  const ctx = await world.workspace('main');
  await ctx.tx(async (tx) => {
    await registerEpoch(tx, ctx, { subject: 'global', holdout: 0.3, registered: {} });
    const epoch = await registerEpoch(tx, ctx, { subject: 'spared', holdout: 0, registered: {} });
    const candidates = sql`select customer_id, 'all'::text as segment, '{}'::jsonb as because from customer where workspace_id = 'main'`;
    await enrol(tx, ctx, { epoch, ruleId: 'r', ruleVersion: 1, candidates });
    const found = await sql<{
      unit: string;
    }>`select unit from enrolment where workspace_id = 'main' and subject = 'spared'`.execute(tx);
    expect(found.rows.length).toBeGreaterThan(1000);
    for (const { unit } of found.rows) expect(u('global', unit, sha256)).toBeGreaterThanOrEqual(0.3);
  });
});
