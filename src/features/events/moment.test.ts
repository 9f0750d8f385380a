import { expect, test } from 'vitest';
import { readMoment } from './moment.ts';

const read = (text: string, zone = 'Asia/Shanghai'): string => {
  const moment = readMoment(text, zone);
  return 'at' in moment ? moment.at.toISOString() : moment.error;
};

test.each([
  ['2011-01-18 10:01:00', '2011-01-18T02:01:00.000Z'],
  ['2011-01-18T10:01:00Z', '2011-01-18T10:01:00.000Z'],
  ['2011-01-18T10:01:00.250+02:00', '2011-01-18T08:01:00.250Z'],
  ['2011-01-18 10:01:00 +0200', '2011-01-18T08:01:00.000Z'],
  ['2011/1/18', '2011-01-17T16:00:00.000Z'],
  ['2011/1/8 9:05', '2011-01-08T01:05:00.000Z'],
  ['2011.01.18 10:01', '2011-01-18T02:01:00.000Z'],
  ['2011年1月18日', '2011-01-17T16:00:00.000Z'],
  ['2011年1月18日 10时01分', '2011-01-18T02:01:00.000Z'],
  ['2011年1月18日 下午3:05', '2011-01-18T07:05:00.000Z'],
  ['2011-01-18 12:30 AM', '2011-01-17T16:30:00.000Z'],
  ['２０１１－０１－１８　１０：０１', '2011-01-18T02:01:00.000Z'],
  ['20110118', '2011-01-17T16:00:00.000Z'],
  ['20110118100100', '2011-01-18T02:01:00.000Z'],
  ['1295316060', '2011-01-18T02:01:00.000Z'],
  ['1295316060000', '2011-01-18T02:01:00.000Z'],
  ['40561', 'date_serial'],
  ['40561.417', 'date_serial'],
  ['18/01/2011', 'date_order'],
  ['01/02/11 10:00', 'date_order'],
  ['2011-02-29', 'date_impossible'],
  ['2011-01-18 25:00', 'date_impossible'],
  ['2011-13-01T00:00:00Z', 'date_impossible'],
  ['soon', 'date_unreadable'],
  ['', 'date_unreadable'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('the hour that summer time skips and the one it repeats', () => {
  expect(read('2026-03-29 02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(read('2026-10-25 02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});
