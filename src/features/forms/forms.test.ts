import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISIT } from '../../engine/forms/testing/visit.ts';
import type { Context } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { findForm, type ResponseInput, saveForms, saveResponse } from './index.ts';

let world: World;
let ctx: Context;
let customer: string;
const api = '/api/w/main';
const ref = { playbook: 'after-sales', version: 1, form: 'visit' };
const good = { care: { doctor: 5, wait: 4, price: 4 }, recommend: 9 };

beforeAll(async () => {
  world = await createWorld();
  ctx = await world.workspace('main');
  customer = (await world.call('POST', `${api}/customers`, { externalId: 'C-1', name: '沈丽' })).body.customerId;
  await ctx.tx((tx) => saveForms(tx, ctx, ref, [VISIT]));
});
afterAll(() => world.close());

const input = (responseKey: string, answers: object, complete = true): ResponseInput => ({
  responseKey,
  ref,
  customerId: customer,
  via: 'h5',
  channel: 'sms',
  run: { runId: 'run_1', token: 3 },
  epoch: 1,
  answers,
  complete,
});
const save = (responseKey: string, answers: object, complete?: boolean) =>
  ctx.tx((tx) => saveResponse(tx, ctx, input(responseKey, answers, complete)));
const events = async (): Promise<{ externalId: string; properties: Record<string, unknown> }[]> =>
  (await world.call('GET', `${api}/customers/${customer}/events?type=response&limit=100`)).body.items;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no problem',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

test('a published form does not change any more', async () => {
  await ctx.tx((tx) => saveForms(tx, ctx, ref, [VISIT]));
  expect(await ctx.tx((tx) => findForm(tx, ctx, ref))).toEqual(VISIT);
  expect(await ctx.tx((tx) => findForm(tx, ctx, { ...ref, version: 9 }))).toBeNull();
  const other = { ...VISIT, title: { zh: '别的', en: 'Other' } };
  expect(await codeOf(ctx.tx((tx) => saveForms(tx, ctx, ref, [other])))).toBe('form_published');
  await ctx.tx((tx) => saveForms(tx, ctx, { ...ref, version: 2 }, [other]));
  expect((await ctx.tx((tx) => findForm(tx, ctx, ref)))?.title).toEqual(VISIT.title);
});

test('answers on the way are kept, complete ones become one event', async () => {
  const first = await save('link-1', { care: { wait: 2 }, recommend: 'x' }, false);
  expect(first).toMatchObject({ fresh: false, complete: false, answers: { care: { wait: 2 } } });
  expect(first.errors.map(({ question, code }) => `${question}:${code}`)).toEqual(['recommend:wrong_type']);
  expect(await codeOf(save('link-1', { recommend: 9 }))).toBe('answers_invalid');
  const answers = { care: { doctor: 5, wait: 2, price: 4 }, wait_why: ['long'], recommend: 9, words: '谢谢' };
  const done = await save('link-1', answers);
  expect(done).toMatchObject({ responseId: first.responseId, fresh: true });
  const again = await save('link-1', good);
  expect(again).toMatchObject({ responseId: first.responseId, fresh: false, answers });
  const [event, ...more] = await events();
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    externalId: first.responseId,
    properties: {
      form: 'visit',
      formVersion: 1,
      playbook: 'after-sales',
      run: 'run_1',
      epoch: 1,
      via: 'h5',
      channel: 'sms',
      response: first.responseId,
      csat: 2,
      nps: 9,
      care_wait: 2,
      wait_why_long: true,
      words: '谢谢',
      signal_low: true,
    },
  });
});

test('submitted twice at once: one response, one event', async () => {
  const before = (await events()).length;
  const saved = await Promise.all(
    Array.from({ length: 8 }, (_each, at) => save('link-2', { ...good, overall: 3 + (at % 3) })),
  );
  expect(new Set(saved.map(({ responseId }) => responseId)).size).toBe(1);
  expect(saved.filter(({ fresh }) => fresh)).toHaveLength(1);
  expect(new Set(saved.map(({ answers }) => answers['overall'])).size).toBe(1);
  expect((await events()).length).toBe(before + 1);
});

test('a key that is somebody else’s is refused', async () => {
  const other = (await world.call('POST', `${api}/customers`, { externalId: 'C-2' })).body.customerId as string;
  const stolen = { ...input('link-2', good), customerId: other };
  expect(await codeOf(ctx.tx((tx) => saveResponse(tx, ctx, stolen)))).toBe('response_key_taken');
});

test('a form of the workspace itself, answered by an agent, listed, searched, exported', async () => {
  const own = {
    key: 'call-note',
    title: { zh: '回访记录', en: 'Call note' },
    questions: [...VISIT.questions],
    signals: VISIT.signals,
  };
  const publish = () => world.call('POST', `${api}/forms`, { definition: own });
  expect((await publish()).body).toEqual({ playbook: '-', version: 1, form: 'call-note' });
  expect((await publish()).body.version).toBe(1);
  own.questions = own.questions.slice(0, 5);
  expect((await publish()).body.version).toBe(2);

  const body = { form: 'call-note', customer, responseKey: 't1', answers: { ...good, recommend_why: '=医生好' } };
  const answer = await world.call('POST', `${api}/responses`, body);
  expect(answer.body).toMatchObject({ fresh: true, complete: true });
  expect((await world.call('POST', `${api}/responses`, body)).body).toEqual({ ...answer.body, fresh: false });
  const bad = await world.call('POST', `${api}/responses`, {
    ...body,
    responseKey: 't2',
    answers: { care: { wait: 9 } },
  });
  expect(bad.status).toBe(400);
  expect(bad.body.errors.map((each: { path: string }) => each.path)).toContain('answers.care.wait');

  const forms = (await world.call('GET', `${api}/forms`)).body.items;
  expect(
    forms.map((each: { form: string; complete: number; version: number }) => [each.form, each.complete, each.version]),
  ).toEqual([
    ['call-note', 1, 2],
    ['visit', 2, 2],
  ]);
  const detail = (await world.call('GET', `${api}/forms/after-sales/visit`)).body;
  expect(detail.versions.map((each: { version: number; complete: number }) => [each.version, each.complete])).toEqual([
    [2, 0],
    [1, 2],
  ]);
  expect(detail.conditions.wait_why.zh).toContain('候诊时间');

  const list = async (query: string) => (await world.call('GET', `${api}/responses?${query}`)).body.items;
  expect(await list('form=visit')).toHaveLength(2);
  expect(await list('form=visit&score=low')).toHaveLength(1);
  expect(await list('signal=low')).toHaveLength(1);
  expect(await list(`q=${encodeURIComponent('医生好')}`)).toHaveLength(1);
  expect(await list(`q=${encodeURIComponent('沈')}`)).toHaveLength(3);
  expect(await list('q=%25')).toHaveLength(0);
  const [item] = await list('form=call-note');
  expect(
    item.said.map((each: { title: { zh: string }; value: { zh: string } }) => `${each.title.zh} ${each.value.zh}`),
  ).toContain('谢谢您，最满意的是什么？ =医生好');
  const page = (await world.call('GET', `${api}/responses?limit=2`)).body;
  expect((await list(`limit=2&cursor=${page.next}`)).length).toBe(1);

  const csv = (await world.call('GET', `${api}/forms/-/call-note/responses.csv`)).body as string;
  expect(csv.split('\r\n')[1]).toContain("'=医生好");
  expect((await world.call('GET', `${api}/customers/${customer}/responses`)).body.items).toHaveLength(3);
  expect((await world.call('GET', `${api}/responses/${item.responseId}`)).body.responseId).toBe(item.responseId);
});

test('a form with flaws is refused with each of them', async () => {
  const definition = {
    key: 'bad',
    title: { zh: '坏', en: 'Bad' },
    questions: [
      {
        id: 'a',
        kind: 'text',
        title: { zh: '甲', en: 'A' },
        when: { combinator: 'and', rules: [{ field: 'answer.b', operator: 'notNull' }] },
      },
      { id: 'b', kind: 'text', title: { zh: '乙', en: 'B' }, metric: 'csat' },
    ],
  };
  const answer = await world.call('POST', `${api}/forms`, { definition });
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map((each: { path: string }) => each.path)).toEqual([
    '0.questions.0.when',
    '0.questions.1.metric',
  ]);
});

test('a number she left for us is read by who may call, and starred out for who only looks on', async () => {
  const { responseId } = await save('link-call', { ...good, words: '请打我电话 13812345678' });
  const seen = async (...more: string[]) => {
    const headers = { authorization: `Bearer ${await world.key('main', ['forms:read', 'customers:read', ...more])}` };
    const [one, all, own, csv] = await Promise.all(
      [
        `${api}/responses/${responseId}`,
        `${api}/responses?form=visit`,
        `${api}/customers/${customer}/responses`,
        `${api}/forms/after-sales/visit/responses.csv`,
      ].map(async (url) => JSON.stringify((await world.call('GET', url, undefined, headers)).body)),
    );
    return [one, all, own, csv].map((text) => /13812345678/.test(text ?? '') || !/138\*{4}5678/.test(text ?? ''));
  };
  expect(await seen()).toEqual([false, false, false, false]);
  expect(await seen('customers:contact')).toEqual([true, true, true, true]);
});
