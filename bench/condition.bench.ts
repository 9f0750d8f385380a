/**
 * A rule of six conditions over customers in memory: the closures, the same rule written by hand in JavaScript, and json-rules-engine. All three
 * must pick the same customers; the hand-written one reads the same facts, because that is what a developer would write instead.
 */
import { Engine } from 'json-rules-engine';
import {
  attributeField,
  createCatalogue,
  type EventFact,
  type Facts,
  type Group,
  type Moment,
  toPredicate,
} from '../src/engine/condition/index.ts';
import { zoneCalendar } from '../src/kit/calendar-zone.ts';
import { atMost, type Bench, median } from './bench.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 4);
const same = (text: string) => ({ zh: text, en: text });

const RULE: Group = {
  combinator: 'and',
  rules: [
    { field: 'customer.city', operator: '=', value: '上海' },
    { field: 'attr.level', operator: 'in', value: ['VIP', 'A'] },
    { field: 'customer.created_at', operator: 'olderThan', value: { n: 30, unit: 'day' } },
    { field: 'tag', operator: 'hasNot', value: ['黑名单'] },
    { field: 'event_last', operator: 'olderThan', value: { event: 'purchase', n: 15, unit: 'day' } },
    {
      field: 'event_count',
      operator: '>=',
      value: {
        event: 'purchase',
        window: { n: 90, unit: 'day' },
        n: 2,
        where: [{ field: 'amount', operator: '>', value: 100 }],
      },
    },
  ],
};

/** Numerical Recipes' linear congruential generator: the same customers in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function makeCustomers(count: number): Facts[] {
  const next = chance(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return Array.from({ length: count }, () => {
    const purchases: EventFact[] = Array.from({ length: Math.floor(next() * 8) }, () => ({
      at: NOW - Math.floor(next() * 200 * DAY),
      amount: Math.round(next() * 50_000) / 100,
      properties: {},
    }));
    return {
      customer: { city: pick(['上海', '上海', '上海', '北京']), created_at: NOW - Math.floor(next() * 600 * DAY) },
      attributes: { level: pick(['VIP', 'A', 'A', 'B', null]) },
      tags: new Set(next() < 0.1 ? ['黑名单'] : ['新客']),
      events: new Map([['purchase', purchases]]),
    };
  });
}

function byHand(at: Moment): (facts: Facts) => boolean {
  const created = at.calendar.startOfDay(at.now, -29);
  const silent = at.calendar.startOfDay(at.now, -14);
  const recent = at.calendar.startOfDay(at.now, -89);
  return (facts) => {
    const { customer, attributes, tags, events } = facts;
    if (customer['city'] !== '上海') return false;
    const level = attributes['level'];
    if (level !== 'VIP' && level !== 'A') return false;
    const since = customer['created_at'] as number | null;
    if (since === null || since >= created) return false;
    if (tags.has('黑名单')) return false;
    let last = 0;
    let large = 0;
    for (const purchase of events?.get('purchase') ?? []) {
      if (purchase.at > at.now) continue;
      if (purchase.at > last) last = purchase.at;
      if (purchase.at >= recent && purchase.amount !== null && purchase.amount > 100) large++;
    }
    return last > 0 && last < silent && large >= 2;
  };
}

/** Its facts are figures prepared outside the clock, as its users do: it cannot count events itself. */
function jsonRules(at: Moment): (facts: Facts) => Promise<boolean> {
  const created = at.calendar.startOfDay(at.now, -29);
  const silent = at.calendar.startOfDay(at.now, -14);
  const recent = at.calendar.startOfDay(at.now, -89);
  const engine = new Engine();
  engine.addRule({
    conditions: {
      all: [
        { fact: 'city', operator: 'equal', value: '上海' },
        { fact: 'level', operator: 'in', value: ['VIP', 'A'] },
        { fact: 'created', operator: 'lessThan', value: created },
        { fact: 'tags', operator: 'doesNotContain', value: '黑名单' },
        { fact: 'last', operator: 'lessThan', value: silent },
        { fact: 'large', operator: 'greaterThanInclusive', value: 2 },
      ],
    },
    event: { type: 'hit' },
  });
  return async (facts) => {
    const purchases = facts.events?.get('purchase') ?? [];
    const { events } = await engine.run({
      city: facts.customer['city'],
      level: facts.attributes['level'],
      created: facts.customer['created_at'],
      tags: [...facts.tags],
      last: purchases.length > 0 ? Math.max(...purchases.map((each) => each.at)) : Number.POSITIVE_INFINITY,
      large: purchases.filter((each) => each.at >= recent && (each.amount ?? 0) > 100).length,
    });
    return events.length > 0;
  };
}

/** Nanoseconds per customer and how many were picked; the two take turns in each round, so a noisy moment meets both. */
function race(people: readonly Facts[], runs: readonly ((facts: Facts) => boolean)[], rounds: number) {
  const times: number[][] = runs.map(() => []);
  const picked = runs.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [index, holds] of runs.entries()) {
      const started = performance.now();
      let hits = 0;
      for (const facts of people) if (holds(facts)) hits++;
      times[index]?.push(((performance.now() - started) * 1e6) / people.length);
      picked[index] = hits;
    }
  }
  // The first fifth warms the compiler.
  return runs.map((_, index) => ({
    ns: median((times[index] ?? []).slice(Math.floor(rounds / 5))),
    hits: picked[index],
  }));
}

export const bench: Bench = {
  name: 'condition',
  async run({ smoke }) {
    // Few enough for the processor's cache: among 20,000 customers waiting for memory hides half of the difference.
    const people = makeCustomers(500);
    const at: Moment = { now: NOW, calendar: zoneCalendar('Asia/Shanghai') };
    const levels = ['VIP', 'A', 'B'].map((value) => ({ value, label: same(value) }));
    const catalogue = createCatalogue({
      fields: [attributeField('level', 'choice', same('level'), levels)],
      events: [{ type: 'purchase', label: same('purchase'), properties: [] }],
    });
    const closures = toPredicate(RULE, catalogue);
    const [ours, hand] = race(people, [(facts) => closures(facts, at), byHand(at)], smoke ? 20 : 2_000);

    const fewer = people.slice(0, smoke ? 50 : 500);
    const rules = jsonRules(at);
    let hits = 0;
    const started = performance.now();
    for (const facts of fewer) if (await rules(facts)) hits++;
    const jsonNs = ((performance.now() - started) * 1e6) / fewer.length;

    const expected = fewer.filter((facts) => closures(facts, at)).length;
    if (!ours || !hand || ours.hits !== hand.hits || hits !== expected || ours.hits === 0) {
      throw new Error(
        `the three disagree: ${ours?.hits} closures, ${hand?.hits} by hand, ${hits} of ${expected} rules`,
      );
    }
    return [
      atMost('6 conditions, against JavaScript by hand', 'ns', ours.ns, hand.ns, 4),
      { ...atMost('6 conditions, against json-rules-engine', 'ns', ours.ns, jsonNs, 1), goal: 'beside it' },
    ];
  },
};
