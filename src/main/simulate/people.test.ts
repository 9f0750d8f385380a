import { expect, test } from 'vitest';
import { compileForm, type Form } from '../../engine/forms/index.ts';
import afterSales from '../../features/playbooks/library/after-sales-satisfaction.json' with { type: 'json' };
import lowScore from '../../features/playbooks/library/low-score-recovery.json' with { type: 'json' };
import wakeup from '../../features/playbooks/library/silent-wakeup.json' with { type: 'json' };
import { chanceFrom } from '../demo/chance.ts';
import { recordOf } from './agents.ts';
import { answersOf } from './answers.ts';
import { openDiary } from './diary.ts';
import { dieFor, natureOf } from './nature.ts';
import { reactionsTo } from './react.ts';
import { drawGap, returnChance, survival, wakeChance } from './rhythm.ts';
import { experienceOf } from './trouble.ts';

const customers = Array.from({ length: 400 }, (_, n) => `C${n}`);

test('the reached come exactly 1 + effect times as often, as long as that is a probability', () => {
  for (const unasked of [0.05, 0.2, 0.43, 0.7])
    for (const effect of [0, 0.4]) {
      const reached = unasked + (1 - unasked) * wakeChance(unasked, effect);
      expect(reached).toBeCloseTo(unasked * (1 + effect), 12);
    }
  expect(wakeChance(0.9, 0.4)).toBe(1);
  expect(wakeChance(1, 0.4)).toBe(0);
});

test('who has been silent returns as often as the gaps say', () => {
  const rhythm = { lost: 0.05, scale: 60, shape: 1.8 };
  const chance = chanceFrom('gaps');
  const gaps = Array.from({ length: 20_000 }, () => drawGap(chance, rhythm)).filter((gap) => gap > 30);
  expect(gaps.length / 20_000).toBeCloseTo(survival(rhythm, 30), 1);
  expect(gaps.filter((gap) => gap <= 60).length / gaps.length).toBeCloseTo(returnChance(rhythm, 30, 30), 1);
});

test('the same person decides the same again, and what others decide does not matter', () => {
  const react = (customer: string) =>
    reactionsTo(
      dieFor('7', customer, 'message', 1),
      natureOf('7', customer, 40),
      { trouble: null, grade: 0 },
      { channel: 'sms', purpose: 'marketing', hasLink: true, at: Date.parse('2026-05-01T02:00:00Z'), before: 0 },
    );
  const all = customers.map(react);
  expect(customers.toReversed().map(react).toReversed()).toEqual(all);
  const kinds = all.flat().map(({ kind }) => kind);
  for (const kind of ['read', 'look', 'answer', 'reply', 'stop'] as const) expect(kinds).toContain(kind);
  // nobody looks at a phone in the middle of the night
  const hours = all.flat().map(({ at }) => (new Date(at).getUTCHours() + 8) % 24);
  expect(hours.every((hour) => hour >= 7)).toBe(true);
});

test('forms that ship are filled validly, by customers and by agents, low scores among them', () => {
  const asked = [...afterSales.forms, ...wakeup.forms] as unknown as Form[];
  const records = lowScore.forms as unknown as Form[];
  let low = 0;
  for (const customer of customers) {
    const nature = natureOf('7', customer, 40);
    const experience = experienceOf('7', customer, 'order', nature, null);
    const about = { trade: 'shop', bought: '牙膏' } as const;
    const mood = { nature, experience, likely: 0.6, about, longAgo: false };
    for (const form of asked) {
      const given = answersOf(dieFor('7', customer, form.key), form, mood);
      expect(compileForm(form).validate(given).errors).toEqual([]);
      if (typeof given['nps'] === 'number' && given['nps'] <= 6) low += 1;
    }
    for (const form of records) {
      const { answers } = recordOf(dieFor('7', customer, 'record'), form, { nature, experience, willing: 0.5 });
      expect(compileForm(form).validate(answers).errors).toEqual([]);
    }
  }
  expect(low).toBeGreaterThan(customers.length * 0.05);
  expect(low).toBeLessThan(customers.length * 0.35);
});

test('a diary hands out what is due, in the order of time', () => {
  const diary = openDiary<string>();
  diary.add(30, 'c');
  diary.add(10, 'a');
  diary.add(10, 'b');
  expect(diary.until(20).map(({ what }) => what)).toEqual(['a', 'b']);
  diary.add(25, 'd');
  expect(diary.until(30).map(({ what }) => what)).toEqual(['d', 'c']);
  expect(diary.size).toBe(0);
});
