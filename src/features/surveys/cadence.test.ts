/** Nobody is asked too often: rest between surveys, samples, and quotas that hold however many programs send at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Letters, openLetters } from '../messages/testing/letters.ts';

let letters: Letters;
const call = (method: string, url: string, body?: unknown) => letters.world.call(method, `/api/w/main${url}`, body);
const PLAN = [{ channel: 'sms' as const }];

beforeAll(async () => {
  letters = await openLetters();
  // The contact policy has caps of its own for surveys; here it is the cadence that is looked at.
  const { policy } = (await call('GET', '/contact-policy')).body;
  expect((await call('PUT', '/contact-policy', { ...policy, caps: [] })).status).toBe(200);
  const text = { zh: '{{survey.link}}', en: '{{survey.link}}' };
  await letters.template({ key: 'ask', form: 'visit', channels: { sms: { text }, email: { subject: text, text } } });
});
afterAll(() => letters.world.close());

const set = async (cadence: object) => {
  const answer = await call('PUT', '/survey-cadence', cadence);
  expect(answer.status).toBe(200);
};
const ask = async (ids: readonly string[]) => {
  await letters.send(ids, PLAN, { message: 'ask' });
  await letters.world.drain();
};
const ended = async (id: string) => (await letters.attempts(id)).map(({ state, reason }) => reason ?? state);

test('a week between two surveys by default; another channel or a reminder of the same run is the same question', async () => {
  expect((await call('GET', '/survey-cadence')).body).toMatchObject({
    cadence: { restDays: 7, rules: [] },
    isDefault: true,
  });
  const id = await letters.customer('Q-1');
  await letters.send([id], PLAN, { message: 'ask', run: 'run_q1' });
  await letters.world.drain();
  await ask([id]);
  expect(await ended(id)).toEqual(['delivered', 'rest']);
  const detail = (await letters.attempts(id))[1]?.decision;
  expect(detail?.checks.at(-1)).toMatchObject({ rule: 'rest', ok: false, values: { days: 7 } });
  // what asks for nothing goes out all the same
  await letters.template({});
  await letters.send([id], PLAN);
  await letters.world.drain();
  expect((await ended(id)).at(-1)).toBe('delivered');
  await letters.at('2026-12-02T10:00:00');
  await ask([id]);
  expect((await ended(id)).at(-1)).toBe('delivered');
});

test('a share of the customers is asked, another share of a segment; the same ones within a month', async () => {
  const segment = await call('POST', '/segments', {
    name: '重要客户',
    condition: { combinator: 'and', rules: [{ field: 'customer.gender', operator: '=', value: 'male' }] },
  });
  expect(segment.body.errors ?? []).toEqual([]);
  const { segmentId } = segment.body;
  await set({
    restDays: 0,
    rules: [{ playbook: 'demo', share: 0.3, strata: [{ segment: segmentId, share: 1 }], quota: null }],
  });
  const many = await Promise.all(Array.from({ length: 60 }, (_, n) => letters.customer(`S-${n}`)));
  const valued = await Promise.all(
    Array.from({ length: 10 }, (_, n) => letters.customer(`V-${n}`, { gender: 'male' })),
  );
  await ask([...many, ...valued]);
  const asked = async (ids: readonly string[]) => {
    const states = await Promise.all(ids.map(ended));
    return states.map((each) => each.at(-1) === 'delivered');
  };
  const first = await asked(many);
  const share = first.filter(Boolean).length;
  expect(share).toBeGreaterThan(8);
  expect(share).toBeLessThan(30);
  expect((await asked(valued)).every(Boolean)).toBe(true);
  expect((await letters.attempts(many[first.indexOf(false)] ?? ''))[0]?.decision?.checks.at(-1)).toMatchObject({
    rule: 'sample',
    ok: false,
    values: { share: 0.3 },
  });
  await letters.at('2026-12-04T10:00:00');
  await ask(many);
  expect(await asked(many)).toEqual(first);
});

test('a quota is never passed, however many programs send at once', async () => {
  await set({ restDays: 0, rules: [{ playbook: 'demo', share: 1, strata: [], quota: { most: 7, per: 'day' } }] });
  const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => letters.customer(`K-${n}`)));
  await letters.at('2026-12-08T10:00:00');
  for (const id of ids) await letters.send([id], PLAN, { message: 'ask' });
  await Promise.all(Array.from({ length: 4 }, () => letters.world.drain()));
  const states = (await Promise.all(ids.map(ended))).map((each) => each.at(-1));
  expect(states.filter((state) => state === 'delivered')).toHaveLength(7);
  expect(states.filter((state) => state === 'quota')).toHaveLength(33);
  expect((await call('GET', '/survey-cadence')).body.used).toEqual([{ playbook: 'demo', used: 7, most: 7 }]);
  await letters.at('2026-12-09T10:00:00');
  await ask(ids.slice(0, 3));
  expect((await ended(ids[0] ?? '')).at(-1)).toBe('delivered');
});

test('what makes no sense is refused with its place', async () => {
  const wrong = await call('PUT', '/survey-cadence', {
    restDays: -1,
    rules: [{ playbook: 'demo', share: 0, strata: [], quota: { most: 0, per: 'year' } }],
  });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map((error: { path: string }) => error.path)).toEqual([
    'restDays',
    'rules.0.share',
    'rules.0.quota.most',
    'rules.0.quota.per',
  ]);
  const rule = { playbook: 'demo', share: 1, quota: null };
  const unknown = { restDays: 7, rules: [{ ...rule, strata: [{ segment: 'seg_nobody', share: 1 }] }] };
  expect((await call('PUT', '/survey-cadence', unknown)).status).toBe(404);
  const twice = {
    restDays: 7,
    rules: [
      { ...rule, strata: [] },
      { ...rule, strata: [] },
    ],
  };
  expect((await call('PUT', '/survey-cadence', twice)).status).toBe(400);
});
