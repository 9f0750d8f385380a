/** Random customers and random conditions for the differential test: everything the language has, with gaps and wrong types everywhere. */
import fc from 'fast-check';
import {
  attributeField,
  type Catalogue,
  createCatalogue,
  type EventFact,
  type Facts,
  type Group,
  type Rule,
} from '../../../engine/condition/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const words = (text: string) => ({ zh: text, en: text });

/** Few values, so that comparisons hit: texts with LIKE marks, quotes, other planes and an empty one. */
const TEXTS = ['', 'VIP', 'vip', '上海', 'a%b', 'a_b', "o'x", '\\', '😀', '上海 VIP'];
const NUMBERS = [0, 1, -1, 2.5, 0.1, 100, 1000, 1e-7, 123456.789];
const TAGS = ['高意向', '黑名单', 'vip', "t'1", '%'];
const TYPES = ['purchase', 'visit', 'complaint'];

export interface Customer {
  readonly id: string;
  readonly facts: Facts & { readonly events: ReadonlyMap<string, readonly EventFact[]> };
}

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3, nil: null });
const dateText = fc
  .integer({ min: -40_000, max: 900 })
  .map((days) => new Date(Date.UTC(2026, 10, 23) + (days % 800) * DAY).toISOString().slice(0, 10));
const dayNear = fc.oneof(
  dateText,
  fc.constantFrom('2026-11-23', '2026-11-22', '2026-12-01', '2024-02-29', '2000-02-29'),
);

/** Instants around `now`: on the bounds of days, hours and now itself as often as between. */
function instants(now: number): fc.Arbitrary<number> {
  const start = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  return fc.oneof(
    fc.integer({ min: -120 * DAY, max: 3 * DAY }).map((delta) => now + delta),
    fc.integer({ min: -40, max: 40 }).chain((days) => fc.constantFrom(-1, 0, 1).map((ms) => start + days * DAY + ms)),
    fc.integer({ min: -50, max: 5 }).chain((hours) => fc.constantFrom(-1, 0, 1).map((ms) => now + hours * HOUR + ms)),
  );
}

/** A value of the declared type, or missing, or null, or of another type. */
function loose<T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: value },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, 7, 'x', '2026-13-45', [], ['VIP'], { VIP: 1 }) },
  );
}

function bag(now: number): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record({
      level: loose(fc.constantFrom('VIP', 'A', 'B')),
      note: loose(fc.constantFrom(...TEXTS)),
      score: loose(fc.constantFrom(...NUMBERS)),
      agreed: loose(fc.boolean()),
      renews: loose(dayNear),
      seen: loose(instants(now).map((instant) => new Date(instant).toISOString())),
    })
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}

export function customers(now: number): fc.Arbitrary<Omit<Customer, 'id'>> {
  const event = fc.record({
    at: instants(now),
    amount: orNull(fc.integer({ min: -200_000, max: 300_000 }).map((cents) => cents / 100)),
    properties: bag(now),
  });
  return fc
    .record({
      customer: fc.record({
        name: orNull(fc.constantFrom(...TEXTS)),
        city: orNull(fc.constantFrom(...TEXTS)),
        gender: orNull(fc.constantFrom('female', 'male')),
        birthday: orNull(dayNear),
        created_at: instants(now),
      }),
      attributes: bag(now),
      tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 }),
      // The row of another room: there, with gaps, or not there at all.
      standing: fc.option(
        fc.record({
          'standing.class': orNull(fc.constantFrom('VIP', 'A', 'B')),
          'standing.score': orNull(fc.constantFrom(...NUMBERS)),
          'standing.since': orNull(instants(now)),
        }),
      ),
      events: fc.array(fc.tuple(fc.constantFrom(...TYPES), event), { maxLength: 8 }),
    })
    .map(({ customer, attributes, tags, standing, events }) => ({
      facts: {
        customer,
        attributes,
        tags: new Set(tags),
        events: byType(events),
        ...(standing ? { more: standing } : {}),
      },
    }));
}

function byType(events: readonly (readonly [string, EventFact])[]): Map<string, EventFact[]> {
  const lists = new Map<string, EventFact[]>();
  for (const [type, event] of events) lists.set(type, [...(lists.get(type) ?? []), event]);
  return lists;
}

const standing = (column: string, kind: string) => ({
  name: `standing.${column}`,
  kind,
  label: words(column),
  source: { from: 'row' as const, table: 'standing', column },
});

const OWN = [
  standing('class', 'choice'),
  standing('score', 'number'),
  standing('since', 'instant'),
  attributeField(
    'level',
    'choice',
    words('level'),
    ['VIP', 'A', 'B'].map((value) => ({ value, label: words(value) })),
  ),
  attributeField('note', 'text', words('note')),
  attributeField('score', 'number', words('score')),
  attributeField('agreed', 'boolean', words('agreed')),
  attributeField('renews', 'date', words('renews')),
  { name: 'attr.seen', kind: 'instant', label: words('seen'), source: { from: 'attribute' as const, key: 'seen' } },
];

export function catalogueWith(segments: readonly { id: string; condition: Group }[]): Catalogue {
  return createCatalogue({
    fields: OWN,
    events: TYPES.map((type) => ({
      type,
      label: words(type),
      properties: (
        [
          ['level', 'choice'],
          ['note', 'text'],
          ['score', 'number'],
          ['agreed', 'boolean'],
          ['renews', 'date'],
          ['seen', 'instant'],
        ] as const
      ).map(([name, kind]) => ({ name, kind, label: words(name) })),
    })),
    segments: segments.map(({ id, condition }) => ({ id, label: words(id), condition })),
  });
}

const span = (units: readonly string[]) =>
  fc.record({ n: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom(...units) });
const DAYS = ['day', 'day', 'week', 'month', 'year'];
const ALL = [...DAYS, 'hour', 'minute'];
const FILLED_TEXTS = TEXTS.filter((text) => text !== '');
const pair = <T>(value: fc.Arbitrary<T>) => fc.tuple(value, value);
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 3 });

/** Rules on one scalar field of each kind, for customers and for `where` alike. */
function scalarRule(field: string, kind: string): fc.Arbitrary<Rule> {
  const rule = (operators: readonly string[], value: fc.Arbitrary<unknown>) =>
    fc.record({ field: fc.constant(field), operator: fc.constantFrom(...operators), value });
  const filled = rule(['null', 'notNull'], fc.constant(undefined));
  const text = fc.constantFrom(...FILLED_TEXTS);
  const choice = fc.constantFrom('VIP', 'A', 'B');
  const gender = fc.constantFrom('female', 'male');
  const number = fc.constantFrom(...NUMBERS);
  switch (kind) {
    case 'text':
      return fc.oneof(
        filled,
        rule(['=', '!='], text),
        rule(['contains', 'doesNotContain', 'beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith'], text),
        rule(['in', 'notIn'], some(text)),
      );
    case 'choice': {
      const one = field === 'customer.gender' ? gender : choice;
      return fc.oneof(filled, rule(['=', '!='], one), rule(['in', 'notIn'], some(one)));
    }
    case 'number':
      return fc.oneof(
        filled,
        rule(['=', '!=', '<', '<=', '>', '>='], number),
        rule(['between', 'notBetween'], pair(number)),
        rule(['in', 'notIn'], some(number)),
      );
    case 'boolean':
      return fc.oneof(filled, rule(['=', '!='], fc.boolean()));
    default: {
      const dated = [
        filled,
        rule(['=', '!=', '<', '<=', '>', '>='], dayNear),
        rule(['between', 'notBetween'], pair(dayNear)),
        rule(['olderThan', 'within', 'dueWithin'], span(kind === 'date' ? DAYS : ALL)),
      ];
      if (kind === 'date') dated.push(rule(['anniversaryWithin'], span(DAYS)));
      return fc.oneof(...dated);
    }
  }
}

const WHERE = fc.array(
  fc.oneof(
    scalarRule('amount', 'number'),
    scalarRule('level', 'choice'),
    scalarRule('note', 'text'),
    scalarRule('score', 'number'),
    scalarRule('agreed', 'boolean'),
    scalarRule('renews', 'date'),
    scalarRule('seen', 'instant'),
  ),
  { maxLength: 2 },
);

function eventRule(): fc.Arbitrary<Rule> {
  const one = fc.constantFrom<string | string[]>(...TYPES);
  const event = fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1 }) },
  );
  const single = { event: one, where: fc.option(WHERE, { freq: 1, nil: undefined }) };
  const window = fc.option(span(ALL), { freq: 2, nil: undefined });
  const comparing = ['=', '!=', '<', '<=', '>', '>='];
  const ranging = ['between', 'notBetween'];
  const count = fc.integer({ min: 0, max: 3 });
  const amount = fc.constantFrom(0, 100, 500.5, -300, 1000, 0.1);
  const figure = (field: string, operators: string[], value: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ field: fc.constant(field), operator: fc.constantFrom(...operators), value: fc.record(value) });
  const property = fc.constantFrom(undefined, 'amount', 'score');
  const since = { n: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom(...ALL) };
  return fc.oneof(
    figure('event_count', comparing, { ...single, window, n: count }),
    figure('event_count', ranging, { event, window, n: pair(count) }),
    figure('event_count', comparing, { event, n: count }),
    figure('event_sum', comparing, { ...single, window, property, n: amount }),
    figure('event_sum', ranging, { event, window, n: pair(amount) }),
    figure('event_sum', comparing, { event, n: amount }),
    ...['event_last', 'event_first'].flatMap((field) => [
      figure(field, ['olderThan', 'within'], { ...single, ...since }),
      figure(field, ['olderThan', 'within'], { event, ...since }),
      figure(field, ['ever', 'never'], { event }),
      figure(field, ['ever', 'never'], single),
    ]),
  );
}

function anyRule(segments: readonly string[]): fc.Arbitrary<Rule> {
  const tag = fc.record({
    field: fc.constant('tag'),
    operator: fc.constantFrom('has', 'hasAll', 'hasNot', 'hasNotAll'),
    value: some(fc.constantFrom(...TAGS)),
  });
  const scalars = fc.oneof(
    scalarRule('customer.name', 'text'),
    scalarRule('customer.city', 'text'),
    scalarRule('customer.gender', 'choice'),
    scalarRule('customer.birthday', 'date'),
    scalarRule('customer.created_at', 'instant'),
    ...OWN.map((field) => scalarRule(field.name, field.kind)),
  );
  const membership = fc.record({
    field: fc.constant('segment'),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.oneof(
      fc.constantFrom(...segments, 'x'),
      fc.uniqueArray(fc.constantFrom(...segments, 'x'), { minLength: 1 }),
    ),
  });
  const all = [
    { weight: 4, arbitrary: scalars },
    { weight: 4, arbitrary: eventRule() },
    { weight: 1, arbitrary: tag },
  ];
  if (segments.length > 0)
    all.push({ weight: 1, arbitrary: membership.filter((rule) => !String(rule.value).includes('x')) });
  return fc.oneof(...all);
}

/** Nested groups, some empty, some negated. */
export function conditions(segments: readonly string[]): fc.Arbitrary<Group> {
  const rule = anyRule(segments);
  const { group } = fc.letrec<{ group: Group; node: Group | Rule }>((tie) => ({
    group: fc.record({
      combinator: fc.constantFrom('and', 'or'),
      not: fc.option(fc.boolean(), { nil: undefined }),
      rules: fc.array(tie('node'), { maxLength: 4, depthIdentifier: 'condition' }),
    }),
    node: fc.oneof({ depthIdentifier: 'condition', maxDepth: 3 }, rule, rule, tie('group')),
  }));
  return group;
}
