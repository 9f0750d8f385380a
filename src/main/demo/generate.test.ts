import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { dateText, dayAt, dayOf, instant, monthOf, weekday } from './calendar.ts';
import { allowsMarketing } from './consents.ts';
import { frameOf, tellStories } from './generate.ts';
import type { Enrolment, Order, Story } from './types.ts';
import { ATTRIBUTES, EVENTS, SOURCES } from './words.ts';

const options = { until: '2026-11-23' };
const frame = frameOf(options);
let stories: Story[] = [];
let orders: Order[] = [];
let enrolments: Enrolment[] = [];
let ms = 0;

beforeAll(() => {
  const started = process.cpuUsage();
  stories = [...tellStories(options)];
  const used = process.cpuUsage(started);
  ms = (used.user + used.system) / 1000;
  orders = stories.flatMap((story) => story.orders);
  enrolments = stories.flatMap((story) => (story.enrolment ? [story.enrolment] : []));
});

test('the same options tell the same company, another seed another one', () => {
  const hash = (seed?: string): string => {
    const sum = createHash('sha256');
    for (const story of tellStories({ ...options, customers: 300, seed })) sum.update(JSON.stringify(story));
    return sum.digest('hex');
  };
  expect(hash()).toBe(hash());
  expect(hash('other')).not.toBe(hash());
});

test('6,000 customers with their history are told in seconds, not minutes, whatever the machine', () => {
  expect(stories).toHaveLength(6000);
  expect(ms).toBeLessThan(30_000);
});

test('the size is that of a small chain', () => {
  const events = stories.reduce((sum, story) => sum + story.events.length, 0);
  expect(events).toBeGreaterThan(70_000);
  expect(events).toBeLessThan(160_000);
  expect(orders.length).toBeGreaterThan(15_000);
  expect(orders.length).toBeLessThan(30_000);
});

test('external ids and phones are unique, phones have the shape of a mainland mobile number', () => {
  const unique = (list: readonly string[]): void => expect(new Set(list).size).toBe(list.length);
  unique(stories.map((story) => story.customer.externalId));
  unique(orders.map((order) => order.externalId));
  unique(stories.flatMap((story) => story.contracts.map((one) => one.externalId)));
  unique(stories.flatMap((story) => story.events.map((event) => `${event.source} ${event.externalId}`)));
  const phones = stories.flatMap((story) => (story.customer.phone === null ? [] : [story.customer.phone]));
  unique(phones);
  expect(phones.every((phone) => /^1[3-9]\d{9}$/.test(phone))).toBe(true);
  expect(phones.length).toBeLessThan(6000);
});

test('nothing happens before the customer is known, outside the history or on a closed day', () => {
  const start = instant(frame.span.start, 0);
  const end = instant(frame.span.until, 0);
  const outside = stories.flatMap(({ customer, orders: paid, events, consents, tags, contracts }) => {
    const within = (from: number, at: number): boolean => at >= from && at < end;
    const first = Math.max(start, customer.createdAt);
    const ok =
      [...paid, ...events].every(({ at }) => within(first, at)) &&
      [...consents, ...tags].every(({ at }) => within(customer.createdAt, at)) &&
      contracts.every((one) => within(customer.createdAt, one.signedAt));
    return ok ? [] : [customer.externalId];
  });
  expect(outside).toEqual([]);
  const festival = dayOf('2026-02-17');
  const closed = orders.filter(
    (order) => order.amount > 0 && dayAt(order.at) >= festival - 1 && dayAt(order.at) <= festival + 4,
  );
  expect(closed).toHaveLength(0);
});

test('money: a median like a filling, a heavy tail, few refunds, none larger than its order', () => {
  const amounts = orders
    .filter((order) => order.amount > 0)
    .map((order) => order.amount)
    .toSorted((a, b) => a - b);
  const at = (share: number): number => amounts[Math.floor(amounts.length * share)] ?? 0;
  expect(at(0.5)).toBeGreaterThan(250);
  expect(at(0.5)).toBeLessThan(480);
  expect(at(0.99)).toBeGreaterThan(6000);
  const total = amounts.reduce((sum, one) => sum + one, 0);
  const top = amounts.slice(-Math.floor(amounts.length / 20)).reduce((sum, one) => sum + one, 0);
  expect(top / total).toBeGreaterThan(0.35);
  const paid = new Map(orders.map((order) => [order.externalId, order]));
  const refunds = orders.filter((order) => order.amount < 0);
  expect(refunds.length / orders.length).toBeGreaterThan(0.004);
  expect(refunds.length / orders.length).toBeLessThan(0.03);
  for (const refund of refunds) {
    const original = paid.get(refund.refundOf ?? '');
    expect(original?.customer).toBe(refund.customer);
    expect(-refund.amount).toBeLessThanOrEqual(original?.amount ?? 0);
    expect(refund.at).toBeGreaterThan(original?.at ?? Number.POSITIVE_INFINITY);
  }
  expect(orders.every((order) => Number.isInteger(order.amount) && order.amount !== 0)).toBe(true);
});

test('rhythm: weekends are busiest, children come in summer, most customers have been silent for 60 days', () => {
  const days = Array.from({ length: 7 }, () => 0);
  for (const order of orders) days[weekday(dayAt(order.at))] = (days[weekday(dayAt(order.at))] ?? 0) + 1;
  expect(days[6]).toBeGreaterThan((days[2] ?? 0) * 1.4);
  const fluoride = orders.filter((order) => order.items.some((item) => item.service === 'fluoride'));
  const inMonth = (month: number): number =>
    fluoride.filter((order) => monthOf(dayAt(order.at)).month === month).length;
  expect(inMonth(7) + inMonth(8)).toBeGreaterThan((inMonth(4) + inMonth(5)) * 1.3);
  const last = stories.flatMap(({ orders: paid }) => {
    const day = paid.findLast((order) => order.amount > 0)?.at;
    return day === undefined ? [] : [frame.span.until - dayAt(day)];
  });
  const silent = (n: number): number => last.filter((days60) => days60 >= n).length / last.length;
  expect(silent(60)).toBeGreaterThan(0.55);
  expect(silent(60)).toBeLessThan(0.85);
  expect(silent(90)).toBeLessThan(silent(60));
});

test('the orders alone give the enrolments the generator names, with their outcomes', () => {
  const { plan, span } = frame;
  const named = new Map(enrolments.map((one) => [one.customer, one]));
  const found = stories.flatMap(({ customer, orders: paid, consents }) => {
    const days = paid.filter((order) => order.amount > 0).map((order) => dayAt(order.at));
    const entry = entryDay(days, dayOf(plan.from), plan.silentDays, span.until);
    if (entry === null || !allowsMarketing(consents, instant(entry, 0))) return [];
    const complete = entry + plan.windowDays <= span.until;
    const came = days.some((day) => day >= entry && day < entry + plan.windowDays);
    const one = named.get(customer.externalId);
    const told = one ? one.organic : null;
    return [{ customer: customer.externalId, enteredOn: dateText(entry), came: complete ? came : told }];
  });
  const told = enrolments.map((one) => ({
    customer: one.customer,
    enteredOn: one.enteredOn,
    came: one.organic,
  }));
  expect(found).toEqual(told);
  expect(enrolments.every((one) => (one.arm === 'control') === one.u < plan.holdout)).toBe(true);
});

function entryDay(days: readonly number[], from: number, silentDays: number, until: number): number | null {
  for (const [at, day] of days.entries()) {
    const entry = Math.max(from, day + silentDays);
    const next = days[at + 1] ?? Number.POSITIVE_INFINITY;
    if (entry < until && next >= entry) return entry;
  }
  return null;
}

test('unasked, about one in six comes back within the window, in both arms alike, whatever the day of installation', () => {
  for (const until of ['2026-11-23', '2027-03-01', '2027-08-05']) {
    const told =
      until === options.until
        ? enrolments
        : [...tellStories({ until })].flatMap((one) => (one.enrolment ? [one.enrolment] : []));
    const { windowDays } = frameOf({ until }).plan;
    const matured = told.filter((one) => dayOf(one.enteredOn) + windowDays + 14 <= dayOf(until));
    const rateOf = (arm: Enrolment['arm']): number => {
      const of = matured.filter((one) => one.arm === arm);
      return of.filter((one) => one.organic).length / of.length;
    };
    expect(rateOf('control')).toBeGreaterThan(0.14);
    expect(rateOf('control')).toBeLessThan(0.2);
    expect(Math.abs(rateOf('treatment') - rateOf('control'))).toBeLessThan(0.006);
    expect(matured.filter((one) => one.arm === 'control').length).toBeGreaterThan(450);
  }
});

test('every event type, property, source and attribute has its words', () => {
  const types = new Map(EVENTS.map((event) => [event.type, new Set(event.properties.map((one) => one.key))]));
  const keys = new Map(ATTRIBUTES.map((one) => [one.key, one]));
  const unknown = new Set<string>();
  for (const { events, customer } of stories) {
    for (const event of events) {
      const known = types.get(event.type);
      if (!known || !(event.source in SOURCES)) unknown.add(`${event.source} ${event.type}`);
      for (const key of Object.keys(event.properties)) if (!known?.has(key)) unknown.add(`${event.type}.${key}`);
    }
    for (const [key, value] of Object.entries(customer.attributes)) {
      const choices = keys.get(key)?.choices;
      if (!keys.has(key) || (choices && !choices.some((one) => one.zh === value)))
        unknown.add(`${key} = ${String(value)}`);
    }
  }
  expect([...unknown]).toEqual([]);
});
