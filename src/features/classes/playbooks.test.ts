/** The shipped playbooks that stand behind the classes: each starts when an answer brings a customer there, and not by a new matrix. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { BUILT_IN_MATRIX } from './built-in.ts';

let world: World;
const base = '/api/w/main';
const words = (text: string) => ({ zh: text, en: text });
const ids = new Map<string, string>();
const KEYS = ['intent-invitation', 'referral-invitation', 'low-intent-research'];

async function answer(code: string, answers: object): Promise<void> {
  const made = await world.call('POST', `${base}/customers`, { externalId: code, name: code });
  ids.set(code, made.body.customerId);
  const sent = { form: 'three', customer: made.body.customerId, responseKey: code, answers };
  expect((await world.call('POST', `${base}/responses`, sent)).status).toBe(200);
}
async function enrolledIn(playbook: string): Promise<string[]> {
  const { body } = await world.call('GET', `${base}/playbooks/${playbook}/enrolments`);
  const names = new Map([...ids].map(([code, id]) => [id, code]));
  return body.enrolments.map((one: { customerId: string }) => names.get(one.customerId) ?? '?').sort();
}

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main', { assumeConsent: true });
  await world.setClock('main', '2026-03-10T04:00:00Z');
  const questions = [
    { kind: 'stars', id: 'stars', title: words('满意吗'), metric: 'csat' },
    { kind: 'nps', id: 'tell', title: words('推荐吗'), metric: 'nps' },
    { kind: 'scale', id: 'again', title: words('再来吗'), from: 0, to: 5, metric: 'intent' },
  ];
  const definition = { key: 'three', title: words('三问'), questions };
  expect((await world.call('POST', `${base}/forms`, { definition })).status).toBe(200);
  for (const key of KEYS) {
    const enabled = await world.call('POST', `${base}/playbooks/${key}/enable`, { holdout: 0 });
    expect(enabled.status, JSON.stringify(enabled.body)).toBe(200);
  }
}, 120_000);
afterAll(() => world?.close());

test('the playbooks the built-in matrix names are there', async () => {
  const { body } = await world.call('GET', `${base}/playbooks`);
  const there = body.playbooks.map((one: { key: string }) => one.key);
  for (const { playbook } of BUILT_IN_MATRIX.classes) expect(there).toContain(playbook);
});

test('each class starts its own', async () => {
  await answer('潜力', { stars: 4, tell: 8, again: 5 });
  await answer('忠实', { stars: 5, tell: 10, again: 2 });
  await answer('其他', { stars: 4, tell: 7, again: 0 });
  await answer('中立', { stars: 4, tell: 7, again: 3 });
  await world.drain();
  expect(await enrolledIn('intent-invitation')).toEqual(['潜力']);
  expect(await enrolledIn('referral-invitation')).toEqual(['忠实']);
  expect(await enrolledIn('low-intent-research')).toEqual(['其他']);
});

test('a new matrix moves customers and starts nothing', async () => {
  const cells = Object.fromEntries(Object.keys(BUILT_IN_MATRIX.cells).map((cell) => [cell, 'loyal']));
  const definition = { ...BUILT_IN_MATRIX, cells };
  expect((await world.call('POST', `${base}/classes/matrix`, { definition, base: 0 })).status).toBe(200);
  await world.drain();
  const { body } = await world.call('GET', `${base}/classes`);
  expect(body.classes.find((one: { key: string }) => one.key === 'loyal').n).toBe(4);
  expect(await enrolledIn('referral-invitation')).toEqual(['忠实']);
});
