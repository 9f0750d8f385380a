/** Where some are asked more often than others, the total is true for all: from the draw at the message to the figure. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForms } from '../forms/index.ts';
import { type Letters, openLetters } from '../messages/testing/letters.ts';

let letters: Letters;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const words = (text: string) => ({ zh: text, en: text });

beforeAll(async () => {
  letters = await openLetters();
  // What the contact policy holds back is not the question here.
  await letters.policy({ caps: [] });
  const text = words('{{survey.link}}');
  await letters.template({ key: 'ask', form: 'visit', channels: { sms: { text } } });
  const ctx = await letters.ctx();
  const nps = { id: 'nps', kind: 'nps' as const, title: words('Recommend?'), metric: 'nps' };
  const form = { key: 'visit', title: words('Visit'), questions: [nps] };
  await ctx.tx((tx) => saveForms(tx, ctx, { playbook: 'demo', version: 1 }, [form]));
});
afterAll(() => letters.world.close());

async function answer(customer: string, score: number): Promise<boolean> {
  const [sent] = await letters.attempts(customer);
  const path = sent?.content?.text
    .map((part) => part.text)
    .join('')
    .match(/\/s\/[\w.-]+/)?.[0];
  if (!path) return false;
  const done = await letters.world.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `nps=${score}`,
  });
  expect(done.statusCode, done.body.slice(0, 200)).toBeLessThan(400);
  return true;
}

test('valued customers are asked twice as often: the raw figure is theirs, the weighted one everybody’s', async () => {
  const segment = await call('POST', '/segments', {
    name: '重要客户',
    condition: { combinator: 'and', rules: [{ field: 'customer.gender', operator: '=', value: 'male' }] },
  });
  const strata = [{ segment: segment.body.segmentId, share: 1 }];
  const rules = [{ playbook: 'demo', share: 0.5, strata, quota: null }];
  expect((await call('PUT', '/survey-cadence', { restDays: 0, rules })).status).toBe(200);
  const valued = await Promise.all(
    Array.from({ length: 30 }, (_, n) => letters.customer(`V-${n}`, { gender: 'male' })),
  );
  const others = await Promise.all(Array.from({ length: 80 }, (_, n) => letters.customer(`O-${n}`)));
  await letters.send([...valued, ...others], [{ channel: 'sms' }], { message: 'ask' });
  await letters.world.drain();
  for (const id of valued) expect(await answer(id, 10)).toBe(true);
  let k = 0;
  for (const id of others) if (await answer(id, 3)) k += 1;
  expect(k).toBeGreaterThan(25);
  expect(k).toBeLessThan(55);
  await letters.world.drain();
  const check = async () => {
    const { figure } = (await call('GET', '/metrics/nps/figure')).body;
    expect(figure.n).toBe(30 + k);
    expect(figure.value).toBeCloseTo((100 * (30 - k)) / (30 + k), 8);
    const { weighted } = figure;
    expect(weighted.value).toBeCloseTo((100 * (30 - 2 * k)) / (30 + 2 * k), 8);
    expect(weighted.effective_n).toBeCloseTo((30 + 2 * k) ** 2 / (30 + 4 * k), 8);
    expect(weighted.design_effect).toBeCloseTo((30 + k) / weighted.effective_n, 8);
    expect(weighted.shares).toEqual([
      { share: 1, n: 30 },
      { share: 0.5, n: k },
    ]);
    expect(weighted.differs).toBe(true);
    expect(weighted.moved.value).toBeCloseTo(weighted.value - figure.value, 8);
    expect(weighted.ci[0]).toBeLessThan(weighted.value);
    expect(figure.rate).toMatchObject({ asked: 30 + k, answered: 30 + k });
  };
  await check();
  // The chance stands with the message that asked: reading everything anew finds it again.
  await call('POST', '/metrics/rebuild');
  await letters.world.drain();
  await check();
});

test('where everybody is asked alike there is nothing to weigh', async () => {
  await letters.at('2026-12-24T10:00:00');
  await call('PUT', '/survey-cadence', { restDays: 0, rules: [] });
  const ids = await Promise.all(Array.from({ length: 31 }, (_, n) => letters.customer(`E-${n}`)));
  await letters.send(ids, [{ channel: 'sms' }], { message: 'ask' });
  await letters.world.drain();
  for (const id of ids) await answer(id, 9);
  await letters.world.drain();
  const { points } = (await call('GET', '/metrics/nps/trend')).body;
  expect(points.at(-1)).toMatchObject({ period: '2026-12', n: 31, value: 100, weighted: null });
});
