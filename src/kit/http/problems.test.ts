import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace();
});
afterAll(() => world.close());

test.each([
  ['GET', '/api/w/main/tasks/a%00b', undefined, 'params.task'],
  ['GET', '/api/w/main/responses?form=%00', undefined, 'query.form'],
  ['GET', '/api/w/main/forms/x/a%00b/preview', undefined, 'params.form'],
  ['POST', '/api/w/main/teams', { name: 'a\ud800b' }, 'name'],
  ['POST', '/api/w/main/webhooks', { name: 'a\0b', url: 'https://example.com/', types: ['x'] }, 'name'],
  ['POST', '/api/w/main/attributes', { key: 'x', type: 'text', zh: '\0', en: 'x' }, 'zh'],
  ['GET', '/api/w/main/forms/x/y/preview?version=1000000000000000', undefined, 'query.version'],
  ['POST', '/api/w/main/flow-runs/mend', { how: 'skip', items: [{ runId: 'x', token: 2 ** 40 }] }, 'items.0.token'],
  ['POST', '/api/w/main/costs', { kind: 'manual', playbook: null, amount: 1, from: '0000-01-01' }, 'from'],
  ['GET', '/api/w/main/indicators/rows?to=9999-12-31&period=month&key=churn', undefined, 'to'],
])('%s %s %j names what cannot be kept', async (method, url, body, path) => {
  const answer = await world.call(method, url, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
});

test('what is nested without end is refused, not a defect', async () => {
  const body = `{"events":[{"externalId":"1","type":"x","at":"2026-01-01","customer":{"externalId":"c"},"properties":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}]}`;
  const headers = { authorization: `Bearer ${await world.key('main')}`, 'content-type': 'application/json' };
  const answer = await world.app.inject({ method: 'POST', url: '/api/w/main/events', headers, payload: body });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_input']);
});

test('two who save the same at once: one is told that the other was faster', async () => {
  const save = (at: number) =>
    world.call('PUT', '/api/w/main/feedback/taxonomy', {
      reasons: [{ code: `x${at}`, label: { zh: '甲', en: 'A' }, seeds: ['甲'] }],
    });
  const statuses = (await Promise.all(Array.from({ length: 8 }, (_each, at) => save(at)))).map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
});
