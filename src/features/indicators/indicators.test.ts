/** The room through HTTP, against figures worked out by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wilson } from '../../engine/stats/index.ts';
import { createWorld, type World } from '../../kit/testing/world.ts';
import type { Figure, IndicatorRow, Overview } from './contract.ts';

let world: World;
const base = '/api/w/main';
const run = (text: string, values: unknown[] = []) => world.runtime.db.owner.query(text, values);

async function call(method: string, path: string, body?: unknown, workspace = 'main') {
  const headers = workspace === 'main' ? undefined : { authorization: `Bearer ${await world.key(workspace)}` };
  const answer = await world.call(method, `/api/w/${workspace}${path}`, body, headers);
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
}

async function refreshed(workspace = 'main'): Promise<void> {
  await call('POST', '/indicators/refresh', {}, workspace);
  await world.drain();
}

async function overview(query: string, workspace = 'main'): Promise<Overview> {
  return call('GET', `/indicators?${query}`, undefined, workspace);
}
const figure = (of: Overview, key: string): Figure => {
  const found = of.figures.find((one) => one.key === key);
  if (!found) throw new Error(`no figure ${key}`);
  return found;
};

interface Task {
  id: string;
  customer: string;
  opened: string;
  due: string;
  accepted?: string | null;
  dialled?: string;
  ended?: string | null;
  state?: string;
  result?: string | null;
  person?: string;
  playbook?: string | null;
  script?: string | null;
  channel?: string;
  reopened?: number;
  parent?: string;
  workspace?: string;
}

async function insertTask(task: Task): Promise<void> {
  const { workspace = 'main', state = 'done', person = 'ann', playbook = 'care', channel = 'phone' } = task;
  await run(
    `insert into task (workspace_id, task_id, customer_id, origin, parent_id, playbook, version, epoch, title_zh, title_en, channel, script,
       params, state, revision, assignee_id, assigned_because, triggered_at, opened_at, due_at, accepted_at, attempts, ended_at, ended_by,
       result, updated_at, reopened)
     values ($1, $2, $3, $4, $5, $6, 1, 1, 't', 't', $7, $8, '{}', $9, 1, $10, 'owner', $11, $11, $12, $13, 0, $14, $15, $16,
       $17, $18)`,
    [
      workspace,
      task.id,
      task.customer,
      task.parent ? 'follow_up' : 'flow',
      task.parent ?? null,
      playbook,
      channel,
      task.script ?? null,
      state,
      person,
      task.opened,
      task.due,
      task.accepted ?? null,
      task.ended ?? null,
      task.ended ? person : null,
      task.result === undefined && task.ended ? 'done' : (task.result ?? null),
      changedAt,
      task.reopened ?? 0,
    ],
  );
  if (task.dialled)
    await run(
      `insert into task_entry (workspace_id, task_id, entry_id, at, kind, actor_kind, actor_id, actor_name, detail)
       values ($1, $2, $3, $4, 'dialled', 'user', $5, $5, '{}')`,
      [workspace, task.id, `e_${task.id}`, task.dialled, person],
    );
}

async function customers(n: number, prefix = 'C', workspace = 'main'): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++)
    ids.push(
      (await call('POST', '/customers', { externalId: `${prefix}${i}`, name: `客户${i}` }, workspace)).customerId,
    );
  return ids;
}

const at = (day: string, time: string): string => `2026-${day}T${time}:00+08:00`;
let people: string[] = [];
/** When tasks are written: what changes is noticed by it. */
let changedAt = at('03-31', '22:00');

beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', at('03-31', '23:00'));
  people = await customers(60);
}, 120_000);
afterAll(() => world?.close());

test('an empty workspace says so, figure by figure', async () => {
  await world.workspace('empty', { name: '空' });
  await refreshed('empty');
  const found = await overview('from=2026-03-01&to=2026-03-31', 'empty');
  expect(found.figures.map(({ value, n }) => [value, n])).toEqual(found.figures.map(() => [null, 0]));
  expect(figure(found, 'plan').missing).toEqual({ zh: '期间内没有', en: 'none in the period' });
  expect(found.bottleneck).toBeNull();
  expect(found.comparisons).toEqual([]);
  expect((await call('GET', '/indicators/people', undefined, 'empty')).people).toEqual([]);
});

describe('what people did', () => {
  beforeAll(async () => {
    // Mondays to Fridays 9 to 18 are worked. Thirty tasks on Tuesday 10 March: opened 9:00, accepted 9:30, called 11:30, closed 12:00.
    for (let i = 0; i < 30; i++)
      await insertTask({
        id: `t${i}`,
        customer: people[i]!,
        opened: at('03-10', '09:00'),
        accepted: at('03-10', '09:30'),
        dialled: at('03-10', '11:30'),
        ended: at('03-10', '12:00'),
        // six of thirty were late
        due: at('03-10', i < 6 ? '11:59' : '12:00'),
        person: i < 20 ? 'ann' : 'bob',
        script: i < 20 ? 'soft' : 'hard',
        // the first was reopened, the second has a next step, of the third somebody comes back
        reopened: i === 0 ? 1 : 0,
      });
    await insertTask({
      id: 'next',
      parent: 't1',
      customer: people[1]!,
      opened: at('03-10', '12:00'),
      accepted: at('03-10', '12:00'),
      due: at('03-25', '12:00'),
      state: 'accepted',
    });
    await insertTask({
      id: 'again',
      customer: people[2]!,
      opened: at('03-20', '12:00'),
      due: at('03-31', '23:30'),
      state: 'open',
    });
    // a complaint on the fifteenth day after is too late to count, one on the tenth is not
    await call('POST', '/events', {
      events: [
        { externalId: 'x1', type: 'complaint', at: at('03-25', '13:00'), customer: { externalId: 'C3' } },
        { externalId: 'x2', type: 'complaint', at: at('03-20', '13:00'), customer: { externalId: 'C4' } },
      ],
    });
    // cancelled ones were not to be done
    await insertTask({
      id: 'off',
      customer: people[5]!,
      opened: at('03-11', '09:00'),
      due: at('03-12', '09:00'),
      ended: at('03-11', '10:00'),
      state: 'cancelled',
      result: 'cancelled',
    });
    await world.drain();
    await refreshed();
  });

  test('plan: in time of those due by now', async () => {
    const found = await overview('from=2026-03-01&to=2026-03-31');
    // thirty and the next step that is overdue; the one due at 23:30 is not due yet
    expect(figure(found, 'plan')).toMatchObject({ n: 31, k: 24, value: 24 / 31 });
    expect(figure(found, 'plan').ci).toEqual(wilson({ n: 31, k: 24 }));
    expect(figure(found, 'plan').before).toEqual({ n: 0, value: null });
  });

  test('stages: where the time goes', async () => {
    const { stages, bottleneck, figures } = await overview('from=2026-03-01&to=2026-03-31');
    const minutes = (ms: number | null) => (ms === null ? null : ms / 60_000);
    expect(stages.map(({ stage, mean, median, share }) => [stage, minutes(mean), minutes(median), share])).toEqual([
      ['accept', 30, 30, 30 / 180],
      ['contact', 120, 120, 120 / 180],
      ['answer', 30, 30, 30 / 180],
      ['close', 0, 0, 0],
    ]);
    expect(bottleneck).toMatchObject({ stage: 'contact', share: 120 / 180 });
    const cycle = figures.find(({ key }) => key === 'cycle');
    expect([minutes(cycle!.value), minutes(cycle!.median), cycle!.n]).toEqual([180, 180, 30]);
    expect(minutes(figures.find(({ key }) => key === 'first_contact')!.value)).toBe(150);
    // two are open: one not accepted since the 20th, one accepted and not called
    expect(stages.map(({ standing }) => standing.n)).toEqual([1, 1, 0, 0]);
    expect(stages[0]?.standing.oldestMs).toBe(Date.parse(at('03-31', '23:00')) - Date.parse(at('03-20', '12:00')));
  });

  test('first time: not reopened, no next step, nobody back, no complaint', async () => {
    const found = await overview('from=2026-03-01&to=2026-03-31');
    // t0, t1, t2 and t4 came back
    expect(figure(found, 'first_time')).toMatchObject({ n: 30, k: 26, version: 1 });
    const back = await call('GET', '/indicators/rows?from=2026-03-01&to=2026-03-31&key=first_time&hit=no');
    expect(back.rows.map((row: IndicatorRow) => row.id).toSorted()).toEqual(['t0', 't1', 't2', 't4']);
    expect(back.rows.find((row: IndicatorRow) => row.id === 't0').note.zh).toBe('重新打开过');
  });

  test('by person and script; rows behind; a page at a time', async () => {
    const by = await call('GET', '/indicators/groups?from=2026-03-01&to=2026-03-31&key=plan&by=person');
    expect(by.groups.map((one: { key: string; n: number; k: number }) => [one.key, one.n, one.k])).toEqual([
      ['ann', 21, 14],
      ['bob', 10, 10],
    ]);
    const script = await call('GET', '/indicators/groups?from=2026-03-01&to=2026-03-31&key=contact&by=script');
    expect(script.groups.map((one: { key: string; value: number }) => [one.key, one.value])).toEqual([
      ['hard', 120 * 60_000],
      ['soft', 120 * 60_000],
    ]);
    const narrow = await overview('from=2026-03-01&to=2026-03-31&person=ann&playbook=care&channel=phone&script=soft');
    expect(figure(narrow, 'plan')).toMatchObject({ n: 20, k: 14 });
    const first = await call('GET', '/indicators/rows?from=2026-03-01&to=2026-03-31&key=plan&limit=20');
    const second = await call(
      'GET',
      `/indicators/rows?from=2026-03-01&to=2026-03-31&key=plan&limit=20&cursor=${encodeURIComponent(first.next)}`,
    );
    expect([first.rows.length, second.rows.length, second.next]).toEqual([20, 11, null]);
    expect(new Set([...first.rows, ...second.rows].map((row: IndicatorRow) => row.id)).size).toBe(31);
  });

  test('of a stage the longest come first, page by page; what stands in it now apart', async () => {
    const path = '/indicators/rows?from=2026-03-01&to=2026-03-31&key=contact&limit=20';
    const first = await call('GET', path);
    const second = await call('GET', `${path}&cursor=${encodeURIComponent(first.next)}`);
    const all = [...first.rows, ...second.rows] as IndicatorRow[];
    const values = all.map(({ value }) => value ?? 0);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const found = await overview('from=2026-03-01&to=2026-03-31');
    const stage = found.stages.find((one) => one.stage === 'contact');
    expect(new Set(all.map(({ id }) => id)).size).toBe(stage?.n);
    expect(all[0]).toMatchObject({ kind: 'task', hit: null });
    for (const { stage: key, standing } of found.stages) {
      const { rows } = await call('GET', `/indicators/rows?key=${key}&standing=1`);
      expect(rows).toHaveLength(standing.n);
      expect(rows[0]?.value ?? null).toBe(standing.oldestMs);
    }
    const file = await world.call('GET', `${base}/indicators/csv?what=rows&key=contact&from=2026-03-01&to=2026-03-31`);
    expect(file.raw.body.trim().split('\r\n')).toHaveLength(all.length + 1);
  });

  test('a person with one of one is not the best, and has no rank', async () => {
    changedAt = at('03-31', '23:00');
    await insertTask({
      id: 'one',
      customer: people[31]!,
      opened: at('03-10', '09:00'),
      accepted: at('03-10', '09:00'),
      ended: at('03-10', '09:10'),
      due: at('03-10', '12:00'),
      person: 'luck',
    });
    await refreshed();
    const { people: found } = await call('GET', '/indicators/people?from=2026-03-01&to=2026-03-31&key=plan');
    const luck = found.find((one: { person: string }) => one.person === 'luck');
    expect(luck).toMatchObject({ n: 1, k: 1, raw: 1, rank: null, adjusted: null, standing: 'few' });
    expect(found[0]).toMatchObject({ person: 'ann', n: 21, rank: 1 });
  });

  test('what is reopened leaves the day it was closed on, and counts on the new one', async () => {
    await run(
      `update task set state = 'accepted', reopened = 1, ended_at = null, ended_by = null, result = null, due_at = $1, updated_at = $2
       where workspace_id = 'main' and task_id = 't29'`,
      [at('04-01', '12:00'), at('03-31', '23:00')],
    );
    await refreshed();
    const found = await overview('from=2026-03-01&to=2026-03-31');
    expect(figure(found, 'plan')).toMatchObject({ n: 31, k: 24 });
    expect(figure(found, 'cycle').n).toBe(30);
    expect(figure(found, 'first_time')).toMatchObject({ n: 30, k: 26 });
  });

  test('the end of a month is that of the workspace’s zone', async () => {
    // 15:30 UTC on 31 March is 23:30 there: it becomes due within March, and a moment after midnight belongs to April
    await world.setClock('main', at('04-01', '00:30'));
    changedAt = at('04-01', '00:30');
    await insertTask({
      id: 'april',
      customer: people[40]!,
      opened: at('03-31', '20:00'),
      due: at('04-01', '00:10'),
      state: 'open',
    });
    await refreshed();
    expect(figure(await overview('from=2026-03-01&to=2026-03-31'), 'plan')).toMatchObject({ n: 32, k: 24 });
    expect(figure(await overview('from=2026-04-01&to=2026-04-30'), 'plan')).toMatchObject({ n: 1, k: 0 });
  });
});

describe('what customers did', () => {
  beforeAll(async () => {
    await world.setClock('main', at('06-30', '23:00'));
    // forty contracts end on 10 April; thirty have a next one, of which two begin too late
    const file = ['customer,id,start,end,amount'];
    for (let i = 0; i < 40; i++) file.push(`C${i},old${i},2025-04-11,2026-04-10,1000`);
    for (let i = 0; i < 30; i++) file.push(`C${i},new${i},${i < 28 ? '2026-04-11' : '2026-05-12'},2027-04-10,1200`);
    const upload = await world.app.inject({
      method: 'POST',
      url: `${base}/imports?kind=contracts&fileName=c.csv`,
      headers: { authorization: `Bearer ${await world.key('main')}`, 'content-type': 'text/csv' },
      payload: `${file.join('\n')}\n`,
    });
    const { importId } = upload.json().run;
    await call('POST', `/imports/${importId}/start`, {
      columns: { customer: 'customer', external_id: 'id', starts_on: 'start', ends_on: 'end', amount: 'amount' },
    });
    await world.drain();
    // C0 to C49 bought 100 in January, C0 to C29 again 200 on 31 May 23:59 there, C0 gave 50 back on 1 June
    const order = (i: number, when: string, amount: number) => ({
      customer: { externalId: `C${i}` },
      at: when,
      amount,
    });
    await call('POST', '/orders', {
      orders: [
        ...Array.from({ length: 50 }, (_, i) => order(i, at('01-10', '10:00'), 100)),
        ...Array.from({ length: 30 }, (_, i) => order(i, at('05-31', '23:59'), 200)),
        order(0, at('06-01', '00:00'), -50),
      ],
    });
    await world.drain();
    await refreshed();
  });

  test('renewal: begun between 60 days before and 30 days after the end', async () => {
    const found = figure(await overview('from=2026-04-01&to=2026-04-30'), 'renewal');
    expect(found).toMatchObject({ n: 40, k: 28, value: 0.7, ci: wilson({ n: 40, k: 28 }), pending: 0 });
    const lost = await call('GET', '/indicators/rows?from=2026-04-01&to=2026-04-30&key=renewal&hit=no');
    expect(lost.rows).toHaveLength(12);
    expect(figure(await overview('from=2026-04-01&to=2026-04-30&playbook=care'), 'renewal').missing?.zh).toContain(
      '对照',
    );
  });

  test('another definition is another version, and the past is told by it', async () => {
    const wrong = await world.call('PUT', `${base}/indicators/definitions/renewal`, {
      params: { early: -1, grace: 0, sameName: false },
    });
    expect(wrong.status).toBe(400);
    await call('PUT', '/indicators/definitions/renewal', { params: { early: 60, grace: 40, sameName: false } });
    await world.drain();
    const found = figure(await overview('from=2026-04-01&to=2026-04-30'), 'renewal');
    expect(found).toMatchObject({ n: 40, k: 30, version: 2 });
    expect(found.definition.zh).toContain('40 天');
  });

  test('repurchase: what customers ordered who had bought before, less refunds, in the month it was there', async () => {
    const may = figure(await overview('from=2026-05-01&to=2026-05-31'), 'repurchase');
    expect(may).toMatchObject({ n: 30, value: 6000, each: 200, ci: [200, 200] });
    const june = figure(await overview('from=2026-06-01&to=2026-06-30'), 'repurchase');
    expect(june).toMatchObject({ n: 0, value: null, before: { n: 30, value: 6000 } });
    expect(figure(await overview('from=2026-05-01&to=2026-06-30'), 'repurchase').value).toBe(5950);
    expect(figure(await overview('from=2026-01-01&to=2026-01-31'), 'repurchase').n).toBe(0);
  });

  test('churn: active before, nothing bought in the window; a picture of the last day', async () => {
    // the end of June: the window of 90 days begins on 2 April; fifty were active before, thirty bought in it
    const found = figure(await overview('from=2026-06-01&to=2026-06-30'), 'churn');
    expect(found).toMatchObject({ n: 50, k: 20, value: 0.4, at: '2026-06-30', better: 'down' });
    // the end of May: the window begins on 3 March
    expect(found.before).toEqual({ n: 50, value: 0.4 });
    const gone = await call('GET', '/indicators/rows?from=2026-06-01&to=2026-06-30&key=churn&hit=yes');
    expect(gone.rows).toHaveLength(20);
    await call('PUT', '/indicators/definitions/churn', { params: { active: 180, window: 14 } });
    await world.drain();
    // seen over fourteen days nobody bought: C0 to C49 within 180 days before 17 June
    expect(figure(await overview('from=2026-06-01&to=2026-06-30'), 'churn')).toMatchObject({
      n: 50,
      k: 50,
      version: 2,
    });
  });

  test('opportunities: intent of 4 and more, an order within 30 days', async () => {
    await call('POST', '/forms', {
      definition: {
        key: 'want',
        title: { zh: '想买吗', en: 'Want' },
        questions: [
          { kind: 'scale', id: 'want', from: 0, to: 5, title: { zh: '想买吗', en: 'Want' }, metric: 'intent' },
        ],
      },
    });
    await world.setClock('main', at('07-01', '10:00'));
    for (let i = 0; i < 50; i++)
      await call('POST', '/responses', {
        form: 'want',
        customer: people[i],
        responseKey: `w${i}`,
        answers: { want: i < 40 ? 4 : 3 },
      });
    await world.drain();
    await refreshed();
    expect(figure(await overview('from=2026-07-01&to=2026-07-31'), 'opportunity')).toMatchObject({ n: 0, pending: 40 });
    await world.setClock('main', at('08-05', '10:00'));
    await call('POST', '/orders', {
      orders: [
        ...Array.from({ length: 10 }, (_, i) => ({
          customer: { externalId: `C${i}` },
          at: at('07-20', '10:00'),
          amount: 300,
        })),
        // after the window, and without an intent
        { customer: { externalId: 'C11' }, at: at('08-02', '10:00'), amount: 300 },
        { customer: { externalId: 'C45' }, at: at('07-02', '10:00'), amount: 300 },
      ],
    });
    await world.drain();
    await refreshed();
    const found = figure(await overview('from=2026-07-01&to=2026-07-31'), 'opportunity');
    expect(found).toMatchObject({ n: 40, k: 10, value: 0.25, pending: 0 });
    const rows = await call('GET', '/indicators/rows?from=2026-07-01&to=2026-07-31&key=opportunity&hit=yes');
    expect(rows.rows).toHaveLength(10);
    expect(rows.rows[0]).toMatchObject({ kind: 'response', value: 300, hit: true });
  });

  test('another workspace has its own, and computing all anew changes nothing', async () => {
    const before = await overview('from=2026-01-01&to=2026-08-31');
    await customers(1, 'X', 'empty');
    const strange = await overview('from=2026-01-01&to=2026-08-31', 'empty');
    expect(strange.figures.every(({ n }) => n === 0)).toBe(true);
    await call('POST', '/indicators/refresh', { all: true });
    await world.drain();
    const after = await overview('from=2026-01-01&to=2026-08-31');
    expect({ ...after, refreshedAt: null }).toEqual({ ...before, refreshedAt: null });
  });

  test('leaves as CSV', async () => {
    const file = await world.call('GET', `${base}/indicators/csv?what=figures&from=2026-04-01&to=2026-04-30`);
    expect(file.status).toBe(200);
    expect(file.raw.body).toContain('续约率,40,30,0.75');
    const rows = await world.call('GET', `${base}/indicators/csv?what=rows&key=renewal&from=2026-04-01&to=2026-04-30`);
    expect(rows.raw.body.trim().split('\r\n')).toHaveLength(41);
  });
});
