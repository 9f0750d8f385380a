/** Who is silent, and how many come back by themselves: real orders against the reference of an independent tool, exactly. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readShared, readSharedCsv } from '../../../test/shared.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { compileAudience } from './index.ts';

const reference = readShared('reference/value.json');
const invoices = readSharedCsv('data/roi/online_retail_invoices.csv');
const DAY_MS = 86_400_000;

interface Silent {
  readonly base_customers: number;
  readonly silent: number;
  readonly reactivated_30d: number;
}

describe.skipIf(!reference || !invoices)('silence in real orders', () => {
  let world: World;
  let sent = 0;
  const bought = (invoices ?? [])
    .filter((row) => Number(row['amount']) > 0)
    .map((row) => ({ customer: row['customer_id'] ?? '', at: `${(row['ts'] ?? '').replace(' ', 'T')}Z` }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));

  beforeAll(async () => {
    world = await createWorld();
    await world.workspace('main', { zone: 'UTC' });
  });
  afterAll(() => world?.close());

  /** Lives on to this morning: what was bought before it is known. */
  async function goTo(day: string): Promise<void> {
    await world.setClock('main', `${day}T00:00:00Z`);
    const until = bought.findIndex(({ at }) => at >= `${day}T00:00:00Z`);
    const due = bought.slice(sent, until < 0 ? undefined : until);
    for (let from = 0; from < due.length; from += 1000) {
      const events = due.slice(from, from + 1000).map(({ customer, at }, index) => ({
        source: 'shop',
        externalId: `o${sent + from + index}`,
        type: 'purchase',
        at,
        customer: { externalId: customer },
      }));
      const answer = await world.call('POST', '/api/w/main/events', { events });
      expect(answer.body.rejected).toEqual([]);
    }
    sent += due.length;
    await world.drain();
  }

  async function who(operator: string, n: number): Promise<Set<string>> {
    const ctx = await world.workspace('main');
    const rule = { field: 'event_last', operator, value: { event: 'purchase', n, unit: 'day' } };
    const condition = { combinator: 'and', rules: [rule] };
    return ctx.tx(async (tx) => {
      const { where } = await compileAudience(tx, ctx, { condition, consent: null });
      const found = await sql<{ customer_id: string }>`
        select c.customer_id from customer c where c.workspace_id = ${ctx.workspace.id} and ${where}`.execute(tx);
      return new Set(found.rows.map((row) => row.customer_id));
    });
  }

  test.each(['2011-06-01', '2011-09-01'])(
    'on the morning of %s',
    async (day) => {
      const want = JSON.parse(reference ?? '{}').online_retail.silent_and_ORGANIC_reactivation as Record<
        string,
        Silent
      >;
      await goTo(day);
      const ctx = await world.workspace('main');
      const counted = await ctx.tx((tx) =>
        sql<{ n: number }>`select count(*)::int as n from customer where workspace_id = ${ctx.workspace.id}`.execute(
          tx,
        ),
      );
      const silent = new Map<number, Set<string>>();
      for (const k of [30, 60, 90]) silent.set(k, await who('olderThan', k));
      await goTo(new Date(Date.parse(`${day}T00:00:00Z`) + 30 * DAY_MS).toISOString().slice(0, 10));
      // Before anything of this morning: bought on this day or on one of the thirty before it.
      const back = await who('within', 31);
      for (const [k, people] of silent) {
        const { base_customers, silent: n, reactivated_30d } = want[`${day}_silent${k}`] as Silent;
        expect(counted.rows[0]?.n).toBe(base_customers);
        expect(people.size, `silent ${k}`).toBe(n);
        expect([...people].filter((id) => back.has(id)).length, `back ${k}`).toBe(reactivated_30d);
      }
    },
    120_000,
  );
});
