/** What time brings due comes once: after days of standstill, and when the clock is set back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
});
afterAll(() => world.close());

const base = '/api/w/main';

async function publish(
  key: string,
  trigger: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<void> {
  const definition = {
    key,
    name: { zh: key, en: key },
    description: { zh: key, en: key },
    trigger,
    audience: {
      combinator: 'and',
      rules: [{ field: 'event_count', operator: '>=', value: { event: 'purchase', n: 1 } }],
    },
    consent: null,
    goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
    windowDays: 14,
    control: { holdout: 0.2, serviceCritical: false },
    ...more,
  };
  const made = await world.call('POST', `${base}/playbooks`, { definition });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const enabled = await world.call('POST', `${base}/playbooks/${key}/enable`, {});
  expect(enabled.status, JSON.stringify(enabled.body)).toBe(200);
}

async function runs(key: string): Promise<{ at: string; fired: number; error: string | null }[]> {
  const { body } = await world.call('GET', `${base}/rules/${encodeURIComponent(`playbook:${key}`)}`);
  return body.runs;
}

async function enrolled(key: string): Promise<number> {
  const { body } = await world.call('GET', `${base}/playbooks/${key}/enrolments?limit=200`);
  return body.enrolments.length;
}

async function buy(customer: string, at: string): Promise<void> {
  const { body } = await world.call('POST', `${base}/events`, {
    events: [{ externalId: `${customer}-${at}`, type: 'purchase', amount: 1, at, customer: { externalId: customer } }],
  });
  expect(body.rejected).toEqual([]);
}

test('a schedule missed for days runs once, at the next sweep', async () => {
  await world.setClock('main', '2026-03-01T00:00:00Z');
  await buy('A', '2026-02-01T00:00:00Z');
  await publish('daily', { kind: 'schedule', at: '10:00' });
  // 10:00 in Shanghai is 02:00 UTC. Nobody swept for nine days.
  await world.setClock('main', '2026-03-09T15:00:00Z');
  await world.sweep();
  await world.sweep();
  expect(await runs('daily')).toHaveLength(1);
  expect(await enrolled('daily')).toBe(1);
  // The next one is the coming 10:00, not one of the missed.
  await buy('B', '2026-03-09T14:00:00Z');
  await world.setClock('main', '2026-03-10T01:59:00Z');
  await world.sweep();
  expect(await runs('daily')).toHaveLength(1);
  await world.setClock('main', '2026-03-10T02:00:30Z');
  await world.sweep();
  expect(await runs('daily')).toHaveLength(2);
});

test('a clock set back fires nothing twice, and goes on when the time has come again', async () => {
  const before = (await runs('daily')).length;
  const people = await enrolled('daily');
  await world.setClock('main', '2026-03-08T03:00:00Z');
  await world.sweep();
  await world.sweep();
  await world.setClock('main', '2026-03-10T03:00:00Z');
  await world.sweep();
  expect(await runs('daily')).toHaveLength(before);
  expect(await enrolled('daily')).toBe(people);
  await buy('C', '2026-03-10T23:00:00Z');
  await world.setClock('main', '2026-03-11T02:00:00Z');
  await world.sweep();
  expect(await enrolled('daily')).toBe(people + 1);
});

test('silence that becomes true over a standstill fires once, whatever the clock does then', async () => {
  await world.setClock('main', '2026-04-01T00:00:00Z');
  await buy('S', '2026-03-31T00:00:00Z');
  await publish(
    'silent',
    { kind: 'becomesTrue', at: '09:00', existing: 'ignore' },
    {
      audience: {
        combinator: 'and',
        rules: [{ field: 'event_last', operator: 'olderThan', value: { event: 'purchase', n: 30, unit: 'day' } }],
      },
    },
  );
  await world.setClock('main', '2026-04-02T02:00:00Z');
  await world.sweep();
  // A has been silent for long and is not news.
  expect(await enrolled('silent')).toBe(0);
  await world.setClock('main', '2026-06-01T02:00:00Z');
  await world.sweep();
  await world.sweep();
  // B, C and S.
  expect(await enrolled('silent')).toBe(3);
  await world.setClock('main', '2026-04-15T02:00:00Z');
  await world.sweep();
  await world.setClock('main', '2026-06-02T02:00:00Z');
  await world.sweep();
  expect(await enrolled('silent')).toBe(3);
});
