import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../kit/testing/world.ts';
import { DEFAULT_HOURS } from './decide.ts';
import { addWorkingTime, isWorkingDay, workingTimeBetween } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace('main');
  await world.setClock('main', '2026-10-31T15:59:59Z');
});
afterAll(() => world.close());

const base = '/api/w/main/calendar';
const HOUR = 3_600_000;

async function dayOf(date: string, workspace = 'main', headers?: Record<string, string>) {
  const { body } = await world.call(
    'GET',
    `/api/w/${workspace}/calendar/years/${date.slice(0, 4)}`,
    undefined,
    headers,
  );
  return body.days.find((day: { date: string }) => day.date === date);
}

test('a year, with the make-up day and what is not known of the next', async () => {
  const { status, body } = await world.call('GET', `${base}/years/2026`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    year: 2026,
    zone: 'Asia/Shanghai',
    today: '2026-10-31',
    table: 'package',
    warnings: [],
  });
  expect(body.days).toHaveLength(365);
  expect(body.workingDays).toBe(248);
  expect(await dayOf('2026-10-10')).toEqual({
    date: '2026-10-10',
    kind: 'makeUp',
    name: { zh: '国庆节', en: 'National Day' },
    source: 'package',
  });
  const next = await world.call('GET', `${base}/years/2027`);
  expect(next.body).toMatchObject({ table: 'guess', warnings: [{ code: 'year_guessed', year: 2027 }] });
  expect((await world.call('GET', `${base}/years/1850`)).status).toBe(400);
});

test('from 1 November, in the zone of the workspace, the next year is missed', async () => {
  await world.setClock('main', '2026-10-31T16:00:00Z');
  const { body } = await world.call('GET', `${base}/years/2026`);
  expect(body).toMatchObject({ today: '2026-11-01', warnings: [{ code: 'next_year_missing', year: 2027 }] });
});

test('a day is set, seen by the arithmetic, and taken back; each is in the log', async () => {
  const ctx = await world.workspace('main');
  const path = `${base}/days/2026-10-10`;
  const set = await world.call('PUT', path, { working: false, name: '店庆' });
  expect(set.body).toEqual({ date: '2026-10-10', kind: 'holiday', name: { zh: '店庆', en: '店庆' }, source: 'own' });
  expect((await world.call('PUT', path, { working: false, name: '店庆' })).status).toBe(200);
  const end = (day: string) =>
    ctx.tx((tx) => addWorkingTime(tx, ctx, new Date(`${day}T09:00:00Z`), { n: 4, unit: 'hour' }));
  expect((await end('2026-10-09')).at.toISOString()).toBe('2026-10-12T04:00:00.000Z');
  const unset = await world.call('DELETE', path);
  expect(unset.body).toMatchObject({ kind: 'makeUp', source: 'package' });
  expect((await world.call('DELETE', path)).status).toBe(200);
  expect(await end('2026-10-09')).toEqual({ at: new Date('2026-10-10T04:00:00Z'), guessed: [] });
  expect(await end('2026-12-31')).toEqual({ at: new Date('2027-01-01T04:00:00Z'), guessed: [2027] });
  expect(await ctx.tx((tx) => isWorkingDay(tx, ctx, '2026-10-10'))).toMatchObject({ working: true, kind: 'makeUp' });
  expect(await ctx.tx((tx) => isWorkingDay(tx, ctx, '2026-10-11'))).toMatchObject({ working: false, kind: 'rest' });
  const week = [new Date('2026-09-30T09:00:00Z'), new Date('2026-10-08T02:00:00Z')] as const;
  expect(await ctx.tx((tx) => workingTimeBetween(tx, ctx, ...week))).toBe(2 * HOUR);
  expect((await world.call('PUT', `${base}/days/2026-02-30`, { working: true })).status).toBe(400);
  const { body } = await world.call('GET', '/api/w/main/audit');
  const actions = body.items.map((entry: { action: string }) => entry.action);
  expect(actions.filter((each: string) => each === 'calendar.day_freed')).toHaveLength(2);
  expect(actions.filter((each: string) => each === 'calendar.day_unset')).toHaveLength(1);
});

test('a table is imported, replaced and removed; what was set by hand stays', async () => {
  const path = `${base}/years/2027/table`;
  await world.call('PUT', `${base}/days/2027-06-18`, { working: false, name: '店庆' });
  const days = [
    { date: '2027-01-01', working: false, name: '元旦' },
    { date: '2027-01-09', working: true, name: '元旦' },
  ];
  const done = await world.call('PUT', path, { days });
  expect(done.status).toBe(200);
  expect(done.body).toMatchObject({ table: 'imported', warnings: [] });
  expect((await dayOf('2027-01-09')).kind).toBe('makeUp');
  expect((await dayOf('2027-10-01')).kind).toBe('working');
  expect(
    (await world.call('PUT', path, { holidays: { '2027-10-01': 'National Day,国庆节,3' }, workdays: {} })).status,
  ).toBe(200);
  expect(await dayOf('2027-10-01')).toMatchObject({ kind: 'holiday', name: { zh: '国庆节' }, source: 'imported' });
  expect((await dayOf('2027-01-09')).kind).toBe('rest');
  expect(await dayOf('2027-06-18')).toMatchObject({ kind: 'holiday', source: 'own' });
  const wrong = await world.call('PUT', path, { days: [...days, { date: '2026-01-01', working: false }, days[0]] });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map((error: { row: number; field: string }) => `${error.row} ${error.field}`)).toEqual([
    '3 date',
    '4 date',
  ]);
  expect((await world.call('DELETE', path)).body).toMatchObject({ table: 'guess' });
  expect((await dayOf('2027-06-18')).source).toBe('own');
});

test('working hours: the default, changed, and never none at all', async () => {
  const ctx = await world.workspace('main');
  const path = `${base}/hours`;
  expect((await world.call('GET', path)).body).toEqual({
    hours: DEFAULT_HOURS,
    zone: 'Asia/Shanghai',
    updatedAt: null,
  });
  const saturday = [{ from: '10:00', to: '16:00' }];
  const set = await world.call('PUT', path, { ...DEFAULT_HOURS, saturday });
  expect(set.body.hours.saturday).toEqual(saturday);
  const end = await ctx.tx((tx) => addWorkingTime(tx, ctx, new Date('2026-11-27T09:00:00Z'), { n: 2, unit: 'hour' }));
  expect(end.at.toISOString()).toBe('2026-11-28T03:00:00.000Z');
  const none = Object.fromEntries(Object.keys(DEFAULT_HOURS).map((day) => [day, []]));
  expect((await world.call('PUT', path, none)).body).toMatchObject({ code: 'working_hours_empty' });
  const overlap = {
    ...DEFAULT_HOURS,
    monday: [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ],
  };
  expect((await world.call('PUT', path, overlap)).status).toBe(400);
});

test('another workspace sees none of it, and a key without the permission is refused', async () => {
  await world.call('PUT', `${base}/days/2026-12-21`, { working: false, name: '盘点' });
  const theirs = { authorization: `Bearer ${await world.key('other')}` };
  expect(await dayOf('2026-12-21', 'other', theirs)).toMatchObject({ kind: 'working', source: null });
  expect((await world.call('GET', `${base}/years/2026`, undefined, theirs)).status).toBe(404);
  const reader = { authorization: `Bearer ${await world.key('main', ['calendar:read'])}` };
  expect((await world.call('GET', `${base}/years/2026`, undefined, reader)).status).toBe(200);
  expect((await world.call('PUT', `${base}/days/2026-12-21`, { working: true }, reader)).status).toBe(403);
});
