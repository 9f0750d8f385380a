/** Whoever looks at what a customer said or was sent stands in the audit log, in whatever room she looks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISIT } from '../../src/engine/forms/testing/visit.ts';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

const api = '/api/w/main';
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.call('POST', `${api}/forms`, { definition: VISIT });
});
afterAll(() => world.close());

let count = 0;
/** A customer of her own with an answer, and a reader who has looked at nobody yet. */
async function meet() {
  const { body } = await world.call('POST', `${api}/customers`, { externalId: `R-${++count}`, name: '沈丽' });
  const customer: string = body.customerId;
  const answers = { care: { doctor: 5, wait: 4, price: 4 }, recommend: 9 };
  const sent = await world.call('POST', `${api}/responses`, {
    form: 'visit',
    customer,
    responseKey: `k${count}`,
    answers,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const [response] = (await world.call('GET', `${api}/customers/${customer}/responses`)).body.items;
  const headers = { authorization: `Bearer ${await world.key('main')}` };
  const looks = async (action: string) =>
    (await world.call('GET', `${api}/audit?action=${action}&limit=200`)).body.items.length;
  return { customer, response: response.responseId as string, headers, looks };
}

test.each([
  ['/customers/C/responses', 'customer.viewed'],
  ['/responses/R', 'customer.viewed'],
  ['/customers/C/insights', 'customer.viewed'],
  ['/sandbox/people/C', 'customer.viewed'],
  ['/responses', 'customers.listed'],
])('%s is on record as %s', async (path, action) => {
  const { customer, response, headers, looks } = await meet();
  const before = await looks(action);
  const url = `${api}${path.replace('C', customer).replace('R', response)}`;
  for (let times = 0; times < 3; times++) expect((await world.call('GET', url, undefined, headers)).status).toBe(200);
  expect((await looks(action)) - before).toBe(1);
});
