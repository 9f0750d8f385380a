import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const now = () => Date.parse('2026-11-24T02:24:00Z'); // 10:24 in Shanghai
const zh = createFormat({ locale: 'zh', zone: 'Asia/Shanghai', currency: 'CNY', now });
const en = createFormat({ locale: 'en', zone: 'Asia/Shanghai', currency: 'CNY', now });

test('money: sign before the symbol, no space, cents only where they matter', () => {
  expect(zh.money(28600)).toBe('¥28,600');
  expect(zh.money(-5870)).toBe('−¥5,870');
  expect(zh.money(71.6)).toBe('¥71.60');
  expect(zh.money(71.6, 1)).toBe('¥71.6');
  expect(zh.money(314038.46)).toBe('¥314,038');
  expect(zh.money(null)).toBe('—');
  expect(en.money(412)).toBe('¥412');
  expect(createFormat({ locale: 'zh', zone: 'UTC', currency: 'GBP', now }).money(-0.001)).toBe('£0.00');
});

test('shares, points and intervals', () => {
  expect(zh.percent(0.182)).toBe('18.2%');
  expect(zh.points(0.0468)).toBe('+4.7 点');
  expect(zh.points(-0.0468)).toBe('−4.7 点');
  expect(zh.points(0.0001)).toBe('0.0 点');
  expect(en.points(0.047)).toBe('+4.7 pp');
  expect(zh.interval(-12.94, 22.9)).toBe('[−12.9, 22.9]');
  expect(zh.signed(71.6, (v) => zh.money(v, 1))).toBe('+¥71.6');
});

test('axis numbers are short in the way of the language', () => {
  expect(zh.short(200000)).toBe('20 万');
  expect(en.short(200000)).toBe('200k');
  expect(zh.short(-1500)).toBe('−1,500');
});

test('days and times are those of the workspace zone', () => {
  expect(zh.date('2026-11-23T16:30:00Z')).toBe('11-24 周二');
  expect(en.date('2026-11-23T16:30:00Z')).toBe('Tue 24 Nov');
  expect(zh.day('2027-01-21')).toBe('2027-01-21');
  expect(zh.when('2026-11-24T02:00:00Z')).toBe('今天 10:00');
  expect(zh.when('2026-11-23T10:20:00Z')).toBe('昨天 18:20');
  expect(zh.when('2026-11-22T02:05:00Z')).toBe('11-22 10:05');
  expect(zh.when('2025-03-01T02:05:00Z')).toBe('2025-03-01');
  expect(zh.isoDay(now())).toBe('2026-11-24');
});

test('durations', () => {
  expect(zh.duration(18 * 60_000)).toBe('18 分');
  expect(zh.duration((2 * 60 + 5) * 60_000)).toBe('2 时 05 分');
  expect(zh.duration(72 * 3_600_000)).toBe('3 天');
  expect(en.duration(161 * 60_000)).toBe('2 h 41 min');
});
