/** The scorecard of a live epoch: contacts, reach, answers, each in the customer's own window. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import type { Scorecard } from './contract.ts';
import { ALL, ASK, asking, rowOf } from './testing/ask.ts';

let world: World;
const { call, enter, run } = asking(() => world);
const ids: string[] = [];
const N = 100;

const scorecard = async (): Promise<Scorecard> => call('GET', '/playbooks/ask/scorecard');

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-03-01T02:00:00Z');
  for (let i = 0; i < N; i++) ids.push((await call('POST', '/customers', { externalId: `C${i}` })).customerId);
  await call('POST', '/playbooks', {
    definition: ASK,
  });
  await call('POST', '/playbooks/ask/enable', {});
  await call('POST', '/forms', {
    definition: ALL,
  });
  for (const [at, id] of ids.entries())
    await enter('ask', {
      customer: id,
      unit: `C${at}`,
      arm: at % 2 ? 'control' : 'treatment',
      at: '2026-03-01T02:00:00Z',
    });
}, 120_000);
afterAll(() => world?.close());

test('before anything was done, each indicator says what is missing', async () => {
  const card = await scorecard();
  const missing = (key: string) => card.indicators.find((one) => one.key === key)?.missing?.code;
  expect([missing('reach'), missing('cycle_time'), missing('satisfaction')]).toEqual([
    'nothing_sent',
    'no_tasks_yet',
    'no_answers_yet',
  ]);
});

test('what was sent, answered and bought joins the scorecard', async () => {
  await world.setClock('main', '2026-03-05T02:00:00Z');
  for (const [at, id] of ids.entries()) {
    // all of the treatment arm are told something, four of the control arm by another playbook
    if (at % 2 === 0 || at < 8) {
      const ours = at % 2 === 0;
      await run(
        `insert into message (workspace_id, message_id, playbook, version, epoch, message_key, customer_id, purpose, plan, step, state,
           created_at, updated_at)
         values ('main', $1, $2, 1, 1, 'hello', $3, 'service', '[]', 0, 'sent', '2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z')`,
        [`m${at}`, ours ? 'ask' : 'other', id],
      );
      await run(
        `insert into delivery (workspace_id, delivery_id, message_id, customer_id, step, try, channel, state, rank, due_at, contacted_at,
           sent_at, delivered_at, created_at, updated_at)
         values ('main', $1, $2, $3, 0, 0, 'sms', 'delivered', 50, '2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z',
           '2026-03-02T00:00:00Z', $4, '2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z')`,
        [`d${at}`, `m${at}`, id, at % 10 === 0 ? null : '2026-03-02T00:01:00Z'],
      );
    }
    const score = at % 2 ? (at % 3 ? 7 : 2) : at % 3 ? 10 : 8;
    await call('POST', '/responses', { form: 'all', customer: id, responseKey: `k${at}`, answers: { tell: score } });
  }
  // the third of the control arm that was contacted had bought before that
  await call('POST', '/orders', {
    orders: [{ customer: { externalId: 'C5' }, at: '2026-03-01T20:00:00Z', amount: 100 }],
  });
  await call('POST', '/orders', {
    orders: [0, 1].map((at) => ({ customer: { externalId: `C${at}` }, at: '2026-03-04T00:00:00Z', amount: 200 })),
  });
  await world.drain();
  await world.setClock('main', '2026-05-01T02:00:00Z');
  // an answer after the window changes nothing
  await call('POST', '/responses', { form: 'all', customer: ids[0], responseKey: 'late', answers: { tell: 0 } });
  await world.drain();
  const card = await scorecard();
  expect(card.matured).toEqual({ t: 50, c: 50 });
  expect(card.reach).toMatchObject({ n: 50, k: 40, rate: 0.8, channels: [{ channel: 'sms', n: 50, k: 40, sent: 50 }] });
  expect(rowOf(card, 'reach')).toMatchObject({ actual: 0.8, control: null, note: { code: 'control_not_treated' } });
  expect(card.control_contacted).toBeCloseTo(3 / 50, 12);
  expect(card.attributed_revenue).toBe(200);
  const nps = rowOf(card, 'nps');
  expect(nps?.n).toEqual({ t: 50, c: 50 });
  const promoters = ids.filter((_id, at) => at % 2 === 0 && at % 3 !== 0).length;
  const detractors = ids.filter((_id, at) => at % 2 === 1 && at % 3 === 0).length;
  expect(nps?.actual).toBeCloseTo((100 * promoters) / 50, 10);
  expect(nps?.control).toBeCloseTo((-100 * detractors) / 50, 10);
  expect(nps?.diff).toBeCloseTo((100 * (promoters + detractors)) / 50, 10);
  expect(nps?.verdict).toBe('too_little_data');
  expect(rowOf(card, 'cycle_p50')).toBeUndefined();
});
