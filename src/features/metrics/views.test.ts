import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveForms } from '../forms/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';

let world: World;
const base = '/api/w/main';
const words = (text: string) => ({ zh: text, en: text });
const form = {
  key: 'visit',
  title: words('Visit'),
  questions: [
    {
      kind: 'stars',
      id: 'stars',
      title: words('Stars'),
      metric: 'csat',
      rows: [{ id: 'doctor', label: words('Doctor') }],
    },
    { kind: 'scale', id: 'intent', title: words('Again?'), from: 0, to: 5, metric: 'intent' },
    {
      kind: 'single',
      id: 'when',
      title: words('When?'),
      role: 'planned_time',
      options: [
        { value: 'soon', label: words('Soon') },
        { value: 'later', label: words('Later') },
      ],
    },
    {
      kind: 'multiple',
      id: 'why',
      title: words('Why?'),
      role: 'factors',
      options: [
        { value: 'price', label: words('Price') },
        { value: 'need', label: words('Need') },
      ],
    },
  ],
};
const ids: string[] = [];
let count = 0;
const answer = async (playbook: string, who: number, answers: object, more: object = {}) => {
  const sent = await world.call('POST', `${base}/responses`, {
    playbook,
    form: 'visit',
    customer: ids[who],
    responseKey: `k${count++}`,
    answers,
    ...more,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
};

beforeAll(async () => {
  world = await createWorld();
  const ctx = await world.workspace('main');
  await world.setClock('main', '2026-03-10T04:00:00Z');
  for (const playbook of ['after-sales-satisfaction', 'elsewhere'])
    await ctx.tx((tx) => saveForms(tx, ctx, { playbook, version: 1 }, [form as never]));
  for (let i = 0; i < 40; i++)
    ids.push((await world.call('POST', `${base}/customers`, { externalId: `C${i}` })).body.customerId);
  for (let i = 0; i < 40; i++)
    await answer('after-sales-satisfaction', i, {
      stars: { doctor: i < 30 ? 5 : 2 },
      intent: 4,
      when: i < 10 ? 'soon' : 'later',
      why: i < 20 ? ['price', 'need'] : ['price'],
    });
  // The latest answer of a customer counts.
  await answer('after-sales-satisfaction', 39, { when: 'soon' });
  for (let i = 0; i < 5; i++) await answer('elsewhere', i, { stars: { doctor: 1 }, when: 'soon' });
  await answer('after-sales-satisfaction', 0, { stars: { doctor: 1 } }, { complete: false });
  await world.drain();
}, 120_000);
afterAll(() => world?.close());

test('a metric by touchpoint and dimension; too few answers are no figure', async () => {
  const { body } = await world.call('GET', `${base}/metrics/csat/touchpoints`);
  expect(body.dimensions).toEqual([{ key: 'doctor', name: words('Doctor') }]);
  expect(body.rows).toMatchObject([
    {
      playbook: 'after-sales-satisfaction',
      event: 'purchase',
      whole: { n: 40, value: 0.75 },
      cells: [{ key: 'doctor', value: 0.75 }],
    },
    {
      playbook: 'elsewhere',
      event: null,
      whole: { n: 5, value: null, lacking: 25 },
      cells: [{ value: null, missing: 'too_few' }],
    },
  ]);
  // 30 of 45
  expect(body.all[0].value).toBeCloseTo(30 / 45, 10);
  expect(body.rows[0].whole.ci[0]).toBeLessThan(0.75);
  expect((await world.call('GET', `${base}/metrics/nothing/touchpoints`)).status).toBe(404);
});

test('what those who mean to come again plan: shares with n and interval, several choices apart', async () => {
  const { plans } = (await world.call('GET', `${base}/intent-plans`)).body;
  const own = plans.filter(({ playbook }: { playbook: string }) => playbook === 'after-sales-satisfaction');
  const when = own.find(({ question }: { question: string }) => question === 'when');
  expect(when).toMatchObject({ role: 'planned_time', n: 40, many: false, lacking: 0 });
  expect(when.options).toMatchObject([
    { value: 'soon', k: 11, share: 11 / 40 },
    { value: 'later', k: 29, share: 29 / 40 },
  ]);
  expect(when.options[0].ci[0]).toBeGreaterThan(0.15);
  const why = own.find(({ question }: { question: string }) => question === 'why');
  expect(why).toMatchObject({ role: 'factors', many: true, n: 40 });
  expect(why.options).toMatchObject([
    { value: 'price', k: 40, share: 1 },
    { value: 'need', k: 20, share: 0.5 },
  ]);
  const few = plans.find(
    ({ playbook, question }: { playbook: string; question: string }) => playbook === 'elsewhere' && question === 'when',
  );
  expect(few).toMatchObject({ n: 5, lacking: 25, options: [{ k: 5, share: null, ci: null }, { share: null }] });
  expect((await world.call('GET', `${base}/intent-plans?playbook=nobody`)).body.plans).toEqual([]);
});

test('each question of a form: shown, answered, left at, and what tells nothing', async () => {
  const { body } = await world.call('GET', `${base}/forms/after-sales-satisfaction/visit/effects`);
  expect(body).toMatchObject({ version: 1, responses: 42, complete: 41, capped: false });
  expect(body.questions).toMatchObject([
    { question: 'stars', shown: 42, answered: 41, skipped: 1, left: 0, seconds: null },
    // The unfinished one came to it and left.
    { question: 'intent', shown: 42, answered: 40, skipped: 1, left: 1, most: { answer: words('4'), k: 40, n: 40 } },
    { question: 'when', shown: 41, answered: 41, skipped: 0, left: 0, most: { answer: words('Later'), k: 30, n: 41 } },
    { question: 'why', shown: 41, answered: 40, skipped: 1 },
  ]);
  expect(body.questions[3].most.answer.en).toMatch(/Price/);
  // Of 42 nothing is sure enough to drop a question for.
  expect(body.questions.every(({ suggestion }: { suggestion: null }) => suggestion === null)).toBe(true);
  expect((await world.call('GET', `${base}/forms/nobody/visit/effects`)).status).toBe(404);
});

test('a role wants options; another workspace sees its own nothing', async () => {
  const wrong = await world.call('POST', `${base}/forms`, {
    definition: { ...form, questions: [{ kind: 'text', id: 'a', title: words('A'), role: 'factors' }] },
  });
  expect(wrong.body.code).toBe('form_invalid');
  await world.workspace('other');
  const stranger = { authorization: `Bearer ${await world.key('other')}` };
  const theirs = (await world.call('GET', '/api/w/other/intent-plans', undefined, stranger)).body.plans;
  expect(theirs.every(({ n }: { n: number }) => n === 0)).toBe(true);
  const rows = await world.call('GET', '/api/w/other/metrics/csat/touchpoints', undefined, stranger);
  expect(rows.body.rows).toEqual([]);
});
