/** Other programs choose the names of events and properties: one that every object answers to breaks nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

const api = '/api/w/main';
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
});
afterAll(() => world.close());

test('events and properties called like members of an object are recorded, listed and asked for', async () => {
  // `__proto__` is refused with the whole body by the parser.
  const own = NAMES.filter((name) => name !== '__proto__');
  const properties = Object.fromEntries(own.map((name) => [name, 'x']));
  const at = new Date().toISOString();
  for (const [n, type] of own.entries()) {
    const event = { source: 's', externalId: `e${n}`, type, at, customer: { externalId: 'c' }, properties };
    const { body } = await world.call('POST', `${api}/events`, { events: [event] });
    expect([type, body.rejected]).toEqual([type, []]);
  }
  await world.drain();
  const { items } = (await world.call('GET', `${api}/customers`)).body;
  const customer: string = items[0].customerId;
  const task = await world.call('POST', `${api}/tasks`, { customerId: customer, title: 't', channel: 'phone' });
  for (const path of [
    '/event-types',
    '/conditions/fields',
    `/customers/${customer}/events`,
    `/tasks/${task.body.taskId}`,
  ])
    expect([path, (await world.call('GET', api + path)).status]).toEqual([path, 200]);
  for (const event of NAMES) {
    const rules = [{ field: 'event_count', operator: '>=', value: { event, n: 1 } }];
    const preview = await world.call('POST', `${api}/conditions/preview`, { condition: { combinator: 'and', rules } });
    expect([event, preview.status === 200 || preview.status === 400]).toEqual([event, true]);
  }
});
