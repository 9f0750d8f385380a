import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
});
afterAll(() => world.close());

const clock = '/api/w/main/clock';

test('a workspace in real time is not moved', async () => {
  expect((await world.call('POST', clock, { next: true })).body.code).toBe('clock_is_real');
  expect((await world.call('GET', clock)).body).toEqual({ clock: null, target: null });
});

test('a clock goes forward only, and says where it is going until it is there', async () => {
  await world.setClock('main', '2026-03-02T02:00:00Z');
  expect((await world.call('POST', clock, { to: '2026-03-01T02:00:00Z' })).body.code).toBe('clock_backwards');
  expect((await world.call('POST', clock, { to: '2046-03-01T02:00:00Z' })).body.code).toBe('clock_backwards');
  const going = { clock: '2026-03-02T02:00:00.000Z', target: '2026-03-03T02:00:00.000Z' };
  expect((await world.call('POST', clock, { forward: { n: 1, unit: 'day' } })).body).toEqual(going);
  expect((await world.call('GET', clock)).body).toEqual(going);
  await world.drain();
  expect((await world.call('GET', clock)).body).toEqual({ clock: going.target, target: null });
});

test('it stops where something is due, and what that causes happens at that moment', async () => {
  await world.setClock('main', '2026-03-02T02:00:00Z');
  await world.call('POST', '/api/w/main/customers', { externalId: 'A', name: '沈佳怡' });
  const definition = {
    key: 'every-morning',
    name: { zh: '每天早上', en: 'Every morning' },
    description: { zh: '每天早上', en: 'Every morning' },
    trigger: { kind: 'schedule', at: '09:00' },
    audience: { combinator: 'and', rules: [{ field: 'customer.name', operator: '=', value: '沈佳怡' }] },
    consent: null,
    goal: { event: 'purchase', name: { zh: '购买', en: 'Purchase' } },
  };
  await world.call('POST', '/api/w/main/playbooks', { definition });
  await world.call('POST', '/api/w/main/playbooks/every-morning/enable', { holdout: 0 });
  await world.call('POST', clock, { to: '2026-03-04T04:00:00Z' });
  await world.drain();
  const { body } = await world.call('GET', '/api/w/main/playbooks/every-morning/enrolments');
  expect(body.enrolments).toMatchObject([{ enteredAt: '2026-03-03T01:00:00.000Z' }]);
});
