import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsFeature } from '../events/feature.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { customersFeature } from './feature.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 120_000);
afterAll(() => world?.close());

/** Counts per type, as the rollup of a workspace has them. */
async function counts(workspace: string) {
  const { rows } = await world.runtime.db.owner.query(
    `select type, sum(n)::int as n, sum(amount_sum) as amount from customer_event_stat where workspace_id = $1 group by type order by type`,
    [workspace],
  );
  return rows;
}

test('orders and outside events happen again in another workspace, day by day, once each', async () => {
  const source = await world.workspace('main');
  const orders = [1, 2, 3].map((day) => ({
    externalId: `o${day}`,
    customer: { externalId: 'a' },
    at: `2026-01-0${day}T12:00:00+08:00`,
    amount: day === 2 ? -5 : 10 * day,
    detail: { shop: 's' },
  }));
  await world.call('POST', '/api/w/main/orders', { orders });
  const events = [1, 2, 3].map((day) => ({
    externalId: `e${day}`,
    type: 'visit',
    at: `2026-01-0${day}T12:00:00+08:00`,
    customer: { externalId: 'a' },
  }));
  await world.call('POST', '/api/w/main/events', { events });
  const into = await world.workspace('again');
  const feed = async (from: string | null, to: string) => {
    let fed = 0;
    for (const feature of [eventsFeature, customersFeature])
      fed += (await feature.replay?.feed?.(source, into, from ? new Date(from) : null, new Date(to))) ?? 0;
    return fed;
  };
  expect(await feed(null, '2026-01-02T00:00:00+08:00')).toBe(2);
  expect(await feed('2026-01-02T00:00:00+08:00', '2026-01-03T00:00:00+08:00')).toBe(2);
  expect(await feed('2026-01-02T00:00:00+08:00', '2026-01-03T00:00:00+08:00')).toBe(0);
  expect(await feed('2026-01-03T00:00:00+08:00', '2026-01-10T00:00:00+08:00')).toBe(2);
  expect(await counts('again')).toEqual(await counts('main'));
});
