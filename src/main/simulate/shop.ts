/** 安和生活, a chain of three shops for oral care and daily goods: people of the demo company who buy often enough to prove something in half a year. */
import { instant } from '../demo/calendar.ts';
import { chanceFrom, type Chance } from '../demo/chance.ts';
import { visitMinute } from '../demo/clock-of-day.ts';
import { branchOf } from '../demo/company.ts';
import { type Person, recruit } from '../demo/people.ts';
import { drawGap, type Rhythm } from './rhythm.ts';

export const SHOP = { zh: '安和生活', en: 'Anhe Living' };

/** Days of purchases before the first simulated day. */
const BEFORE = 150;

export interface ShopPerson {
  readonly person: Person;
  readonly rhythm: Rhythm;
  /** What she buys unasked, in order of time. */
  readonly bills: readonly Bill[];
}

export interface Bill {
  readonly at: number;
  readonly externalId: string;
  readonly goods: string;
  readonly amount: number;
}

/** Most buy every two months, some more or less often; one purchase in fifteen is the last. */
const RHYTHMS: readonly (readonly [Rhythm, number])[] = [
  [{ lost: 0.02, scale: 24, shape: 1.5 }, 10],
  [{ lost: 0.05, scale: 60, shape: 1.8 }, 52],
  [{ lost: 0.08, scale: 95, shape: 1.6 }, 28],
  [{ lost: 0.25, scale: 110, shape: 1.2 }, 10],
];

export function recruitShop(seed: string, count: number, firstDay: number, days: number): ShopPerson[] {
  const span = { start: firstDay - BEFORE, until: firstDay + days };
  // grown-ups only, and nobody of the cast, whose lives are told elsewhere
  const people = recruit(seed, Math.ceil(count * 1.4) + 60, span).filter(({ age, script }) => age >= 18 && !script);
  return people.slice(0, count).map((person) => {
    const chance = chanceFrom(`${seed}:shop:${person.externalId}`);
    const rhythm = chance.weigh(RHYTHMS);
    return { person, rhythm, bills: billsOf(chance, person, rhythm, span) };
  });
}

function billsOf(
  chance: Chance,
  person: Person,
  rhythm: Rhythm,
  span: { readonly start: number; readonly until: number },
): Bill[] {
  const bills: Bill[] = [];
  // who was known before is somewhere between two purchases when the history begins
  const first = Math.max(span.start, person.createdDay);
  let day = first + (person.createdDay < span.start ? chance.next() * Math.min(60, rhythm.scale) : 0);
  while (day < span.until) {
    bills.push(billAt(chance, person, Math.floor(day), bills.length + 1));
    day += drawGap(chance, rhythm);
  }
  return bills;
}

export function billAt(chance: Chance, person: Person, day: number, n: number): Bill {
  const at = instant(day, visitMinute(chance, day, false, person.age < 60));
  const [goods, price] = chance.weigh(GOODS.map((each) => [each, each[2]] as const));
  const pieces = chance.weigh([
    [1, 70],
    [2, 22],
    [3, 8],
  ] as const);
  const code = branchOf(person.branch).code;
  return {
    at,
    externalId: `${code}-${person.externalId}-${String(n).padStart(3, '0')}`,
    goods,
    amount: price * pieces,
  };
}

const GOODS: readonly (readonly [name: string, yuan: number, weight: number])[] = [
  ['美白牙膏', 39, 20],
  ['电动牙刷头', 69, 14],
  ['漱口水', 49, 12],
  ['儿童牙膏', 36, 8],
  ['冲牙器', 299, 3],
  ['电动牙刷', 399, 2],
  ['洗发水', 79, 14],
  ['沐浴露', 59, 10],
  ['护手霜', 45, 7],
  ['维生素礼盒', 168, 5],
];
