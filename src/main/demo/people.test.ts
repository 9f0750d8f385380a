import { beforeAll, expect, test } from 'vitest';
import { frameOf } from './generate.ts';
import { type Person, recruit, surnameIn } from './people.ts';

let people: Person[] = [];
beforeAll(() => {
  const { seed, count, span } = frameOf({ until: '2026-11-24' });
  people = recruit(seed, count, span);
});

test('names are Chinese, the common surnames are common, compound ones are there', () => {
  expect(people.filter((one) => !/^[\u4e00-\u9fff]{2,4}$/.test(one.name)).map((one) => one.name)).toEqual([]);
  const share = (surname: string): number =>
    people.filter((one) => surnameIn(one.name) === surname).length / people.length;
  for (const surname of ['王', '李', '张']) expect(share(surname)).toBeGreaterThan(0.045);
  expect(share('王') + share('李') + share('张')).toBeLessThan(0.3);
  expect(people.some((one) => surnameIn(one.name).length === 2)).toBe(true);
  const two = people.filter((one) => one.name.length === 2).length / people.length;
  expect(two).toBeGreaterThan(0.1);
  expect(two).toBeLessThan(0.4);
});

test('names fit the year of birth', () => {
  const named = (part: string, from: number, to: number): number =>
    people.filter((one) => one.birthYear >= from && one.birthYear < to && one.name.endsWith(part)).length;
  expect(named('建国', 1940, 1975)).toBeGreaterThan(0);
  expect(named('建国', 1985, 2030)).toBe(0);
  expect(named('一诺', 2010, 2030)).toBeGreaterThan(0);
  expect(named('一诺', 1930, 2000)).toBe(0);
});

test('families: a child has a parent of a fitting age in the same branch, and the father gives the surname', () => {
  const families = new Map<string, Person[]>();
  for (const one of people)
    if (one.family) families.set(one.family.family, [...(families.get(one.family.family) ?? []), one]);
  expect(families.size).toBeGreaterThan(300);
  const wrong = [...families.values()].filter((members) => {
    const parent = members.find((one) => one.family?.role === 'self');
    const child = members.find((one) => one.family?.role === 'child');
    if (!parent || !child || parent.branch !== child.branch || parent.age - child.age < 20) return true;
    const father = members.find((one) => one.gender === 'male' && one.family?.role !== 'child');
    return father !== undefined && surnameIn(father.name) !== surnameIn(child.name);
  });
  expect(wrong).toEqual([]);
});

test('who was recommended came after the one who recommended her, in the same branch', () => {
  const brought = people.flatMap((one) => (one.referrer === null ? [] : [{ one, by: people[one.referrer] }]));
  expect(brought.length).toBeGreaterThan(300);
  expect(
    brought.filter(({ one, by }) => by === undefined || by.createdDay >= one.createdDay || by.branch !== one.branch),
  ).toEqual([]);
});
