import { expect, test } from 'vitest';
import { zoneCalendar } from '../../kit/calendar-zone.ts';
import { readImport } from './decide-import.ts';
import {
  decideDay,
  DEFAULT_HOURS,
  guessedYear,
  type Layers,
  type Marked,
  warningsOf,
  weekdayAt,
  type YearTable,
} from './decide.ts';
import { lunarNewYear, packagedYear } from './package-days.ts';
import { workCalendar, type WorkSpan } from './work.ts';

const table = (...days: Marked[]): YearTable => new Map(days.map((day) => [day.date, day]));
const name = (text: string) => ({ zh: text, en: text });
const plain: Layers = {
  hours: DEFAULT_HOURS,
  own: new Map(),
  imported: new Map(),
  packaged: packagedYear,
  lunarNewYear,
};
const kindOf = (date: string, layers = plain) => {
  const { kind, source } = decideDay(layers, date);
  return source ? `${kind} ${source}` : kind;
};

test.each([
  ['2026-10-10', 'makeUp package'], // Saturday
  ['2026-09-20', 'makeUp package'], // Sunday
  ['2026-10-11', 'rest'],
  ['2026-10-09', 'working'],
  ['2026-10-01', 'holiday package'],
  ['2026-10-07', 'holiday package'],
  ['2026-10-08', 'working'],
  ['2026-02-15', 'holiday package'],
  ['2026-02-14', 'makeUp package'],
  ['2026-02-28', 'makeUp package'],
  ['2026-01-04', 'makeUp package'],
  ['2025-10-08', 'holiday package'],
  ['2011-12-31', 'makeUp package'],
  // Nobody has published 2027: the eve is 5 February.
  ['2027-02-04', 'working'],
  ['2027-02-05', 'holiday guess'],
  ['2027-02-11', 'holiday guess'],
  ['2027-02-12', 'working'],
  ['2027-10-01', 'holiday guess'],
  ['2027-10-07', 'holiday guess'],
  ['2027-10-08', 'working'],
  ['2027-10-09', 'rest'],
])('%s is %s', (date, kind) => expect(kindOf(date)).toBe(kind));

test('2026 as the State Council published it: 33 days off, 6 worked for them', () => {
  const days = [...(packagedYear(2026)?.values() ?? [])];
  expect(days.filter(({ working }) => !working)).toHaveLength(33);
  expect(days.filter(({ working }) => working).map(({ date }) => date)).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]);
  expect(packagedYear(2027)).toBe(null);
  expect(guessedYear(2027, lunarNewYear(2027)).size).toBe(14);
});

test('what is set by hand lies over the imported table, that over the package, that over the weekday', () => {
  const own = table({ date: '2026-10-10', working: false, name: name('店庆') });
  expect(kindOf('2026-10-10', { ...plain, own })).toBe('holiday own');
  const imported = new Map([[2026, table({ date: '2026-10-09', working: false, name: name('调整') })]]);
  expect(kindOf('2026-10-09', { ...plain, imported })).toBe('holiday imported');
  expect(kindOf('2026-10-10', { ...plain, imported })).toBe('rest');
  expect(kindOf('2026-10-10', { ...plain, imported, own })).toBe('holiday own');
  const worked = table({ date: '2026-10-01', working: true, name: name('') });
  expect(decideDay({ ...plain, own: worked }, '2026-10-01')).toMatchObject({ kind: 'working', name: null });
});

test('a make-up day is worked by its own hours, else by those for make-up days', () => {
  const saturday = [{ from: '10:00', to: '16:00' }];
  expect(decideDay(plain, '2026-10-10').hours).toBe(DEFAULT_HOURS.makeUp);
  const open = { ...plain, hours: { ...DEFAULT_HOURS, saturday } };
  expect(decideDay(open, '2026-10-10')).toMatchObject({ kind: 'working', hours: saturday });
  expect(weekdayAt('1969-12-29')).toBe(0);
});

test('warnings: for a year without a table, and from 1 November for the next', () => {
  const codes = (year: number, today: string, layers = plain) =>
    warningsOf(layers, year, today).map((each) => `${each.code} ${each.year}`);
  expect(codes(2026, '2026-10-31')).toEqual([]);
  expect(codes(2026, '2026-11-01')).toEqual(['next_year_missing 2027']);
  expect(codes(2027, '2026-10-31')).toEqual(['year_guessed 2027']);
  expect(codes(2027, '2026-11-01')).toEqual(['year_guessed 2027']);
  expect(codes(2025, '2025-12-31')).toEqual([]);
  expect(codes(2026, '2026-12-01', { ...plain, imported: new Map([[2027, new Map()]]) })).toEqual([]);
});

const at = (local: string, zone = 'Asia/Shanghai') => {
  const [date = '', time = ''] = local.split(' ');
  return new Date(zoneCalendar(zone).instantOf(date, time));
};
const h = (n: number): WorkSpan => ({ n, unit: 'hour' });

test.each([
  ['into the make-up Saturday', '2026-10-09 17:00', h(4), '2026-10-10 12:00', []],
  ['out of the make-up Saturday', '2026-10-10 17:00', h(2), '2026-10-12 10:00', []],
  ['over the week of National Day', '2026-09-30 17:00', h(2), '2026-10-08 10:00', []],
  ['in the middle of it', '2026-10-03 12:00', h(4), '2026-10-08 14:30', []],
  ['days over it and the make-up day', '2026-09-30 10:00', { n: 3, unit: 'day' }, '2026-10-10 10:00', []],
  ['into a year without a table', '2026-12-31 17:00', h(2), '2027-01-01 10:00', [2027]],
  ['over the guessed New Year of 2027', '2027-02-04 17:00', h(2), '2027-02-12 10:00', [2027]],
] as const)('4 h and 2 h: %s', (_name, from, span, to, guessed) => {
  expect(workCalendar(plain, 'Asia/Shanghai').add(at(from), span)).toEqual({ at: at(to), guessed });
});

test('the zone is the workspace’s: the same moment, another day', () => {
  const moment = new Date('2026-10-07T20:00:00Z');
  expect(workCalendar(plain, 'Asia/Shanghai').add(moment, h(2)).at).toEqual(at('2026-10-08 11:00'));
  const york = 'America/New_York';
  expect(workCalendar(plain, york).add(moment, h(2)).at).toEqual(at('2026-10-08 11:00', york));
});

test('no week without work is searched for ever', () => {
  const none = Object.fromEntries(Object.keys(DEFAULT_HOURS).map((day) => [day, []])) as unknown as Layers['hours'];
  expect(() => workCalendar({ ...plain, hours: none }, 'Asia/Shanghai').add(at('2026-01-01 00:00'), h(1))).toThrow(
    'no_working_time',
  );
});

test('an imported table: both shapes, and everything wrong with it at once', () => {
  const ours = readImport({ days: [{ date: '2027-01-01', working: false, name: '元旦' }] }, 2027);
  expect(ours).toEqual({ days: [{ date: '2027-01-01', working: false, name: name('元旦') }], flaws: [] });
  const theirs = readImport(
    { holidays: { '2027-01-01': "New Year's Day,元旦,1" }, workdays: { '2027-01-10': "New Year's Day,元旦,1" } },
    2027,
  );
  expect(theirs.days.map(({ working, name: { zh, en } }) => [working, zh, en])).toEqual([
    [false, '元旦', "New Year's Day"],
    [true, '元旦', "New Year's Day"],
  ]);
  const wrong = ['2027-02-30', '2026-01-01', '2027-01-01', '2027-01-01'].map((date) => ({
    date,
    working: false,
    name: '',
  }));
  expect(readImport({ days: wrong }, 2027).flaws.map(({ row, why }) => [row, why])).toEqual([
    [1, 'date'],
    [2, 'year'],
    [4, 'twice'],
  ]);
});
