/** Whatever is sent to whichever endpoint, the answer is the program's: a success or a refusal that says why, never a defect. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/kit/testing/world.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const TEXTS = [
  '',
  ' ',
  'a',
  '\0',
  '\ud800',
  "'; drop table customer; --",
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '😀'.repeat(50),
  'x'.repeat(5000),
  '%00',
  '{{customer.name}}',
  '{{',
  '9'.repeat(22),
  '1e309',
  '٣',
  '2026-13-45',
  '\u202Eabc',
  '__proto__',
  'constructor',
  'main',
  'sms',
  'silent-wakeup',
  '+8613800000000',
];
const DAYS = ['2026-11-27', '0000-01-01', '9999-12-31'];
const MOMENTS = ['2026-11-27T10:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-27T10:00:00+14:00'];
const NUMBERS = [0, 1, -1, 2, 1.5, 2 ** 31, 2 ** 53, 1e308];

const wrong = fc.constantFrom<unknown>(null, true, [], {}, [null], ...NUMBERS, ...TEXTS);

/** Mostly what the schema asks for, so that it gets past the door, and here and there something else. */
function valueOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const right = depth > 6 ? wrong : rightFor(schema, depth);
  return fc.oneof({ arbitrary: right, weight: 15 }, { arbitrary: wrong, weight: 1 });
}

function rightFor(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((one) => valueOf(one, depth + 1)));
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map((one) => rightFor(one, depth + 1))).map((all) => Object.assign({}, ...all));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || schema.properties) {
    const { properties = {}, required = [], additionalProperties: other } = schema;
    const known = fc.record(
      Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, valueOf(one, depth + 1)])),
      { requiredKeys: Object.keys(properties).filter((key) => required.includes(key)) },
    );
    if (typeof other !== 'object') return known;
    const further = fc.dictionary(fc.constantFrom(...TEXTS), valueOf(other, depth + 1), { maxKeys: 2 });
    return fc.tuple(known, further).map(([a, b]) => ({ ...b, ...a }));
  }
  if (type === 'array') return fc.array(valueOf(schema.items ?? {}, depth + 1), { maxLength: 3 });
  if (type === 'integer' || type === 'number')
    return fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 10, ...NUMBERS);
  if (type === 'boolean') return fc.boolean();
  if (schema.format === 'date') return fc.constantFrom(...DAYS);
  if (schema.format === 'date-time') return fc.constantFrom(...MOMENTS);
  return type === 'string' ? fc.constantFrom(...TEXTS, ...DAYS) : wrong;
}

/** Requests for each endpoint; more of them, from another seed, with `HUIXIANG_TEST_ALL=1`. */
const ROUNDS = process.env['HUIXIANG_TEST_ALL'] ? 40 : 3;
/** Ends the session of the test, or makes a company and takes minutes. */
const NOT_ASKED = /sign-out|api-keys|\/demo$/;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.workspace();
});
afterAll(() => world.close());

test('no request is answered as a defect', { timeout: 600_000 }, async () => {
  const { paths } = (await world.app.inject({ url: '/api/openapi.json' })).json() as { paths: Paths };
  const defects: string[] = [];
  const seed = process.env['HUIXIANG_TEST_ALL'] ? Date.now() : 7;
  let asked = 0;
  for (const [path, operations] of Object.entries(paths)) {
    if (NOT_ASKED.test(path)) continue;
    for (const [method, { parameters = [], requestBody }] of Object.entries(operations)) {
      const body = Object.values(requestBody?.content ?? {})[0]?.schema;
      const query = parameters.filter((each) => each.in === 'query');
      const request = fc.record({
        places: fc.array(fc.constantFrom(...TEXTS.filter(isSendable)), { minLength: 4, maxLength: 4 }),
        query: fc.record(Object.fromEntries(query.map(({ name, schema }) => [name, valueOf(schema ?? {})])), {
          requiredKeys: [],
        }),
        body: body ? valueOf(body) : fc.constant(undefined),
      });
      for (const one of fc.sample(request, { seed, numRuns: ROUNDS })) {
        const url = `${filled(path, one.places)}?${asQuery(one.query)}`;
        const { status, body: answer } = await world.call(method.toUpperCase(), url, one.body as never);
        asked += 1;
        if (status >= 500) defects.push(`${method} ${url} ${JSON.stringify(one.body)}: ${JSON.stringify(answer)}`);
      }
    }
  }
  expect(asked).toBeGreaterThan(300);
  expect(defects, `seed ${seed}`).toEqual([]);
});

const isSendable = (text: string): boolean => text !== '' && !/\p{Surrogate}/u.test(text);

function filled(path: string, places: readonly string[]): string {
  let at = 0;
  return path.replace('{workspace}', 'main').replace(/\{\w+\}/g, () => encodeURIComponent(places[at++] ?? 'x'));
}

function asQuery(query: Readonly<Record<string, unknown>>): URLSearchParams {
  const pairs = Object.entries(query).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(pairs);
}
