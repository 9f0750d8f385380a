import fc from 'fast-check';
import { expect, test } from 'vitest';
import cases from './cases/visit.json' with { type: 'json' };
import {
  type Answers,
  answersOfPost,
  compileForm,
  propertiesOf,
  sayAnswers,
  scoresOf,
  signalsOf,
  textsOf,
} from './index.ts';
import { VISIT } from './testing/visit.ts';

const visit = compileForm(VISIT);
const codes = (errors: readonly { question: string; code: string }[]) =>
  errors.map(({ question, code }) => `${question}:${code}`);

interface Case {
  readonly name: string;
  readonly given: unknown;
  readonly partial?: boolean;
  readonly answers: Answers;
  readonly errors: readonly string[];
  readonly csat?: number | null;
  readonly nps?: number | null;
  readonly intent?: number | null;
  readonly signals?: readonly string[];
}

test.each((cases.cases as unknown as Case[]).map((each) => [each.name, each] as const))('%s', (_name, each) => {
  const { answers, errors } = visit.validate(each.given, { partial: each.partial ?? false });
  expect(answers).toEqual(each.answers);
  expect(codes(errors)).toEqual(each.errors);
  const scores = scoresOf(VISIT, answers);
  for (const name of ['csat', 'nps', 'intent'] as const)
    if (each[name] !== undefined) expect(scores[name], name).toBe(each[name]);
  if (each.signals) expect(signalsOf(VISIT, answers)).toEqual(each.signals);
});

test('every error has words in both languages, with its limit put in', () => {
  const { errors } = visit.validate({ overall: 9, words: 'x'.repeat(300), wait_why: [], reason: 3, nobody: 1 });
  for (const { words } of errors) {
    expect(words.zh).toMatch(/\p{Script=Han}/u);
    expect(`${words.zh}${words.en}`).not.toContain('{');
  }
});

const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true, withNullPrototype: true }),
  fc.constantFrom(
    NaN,
    Infinity,
    -0,
    5,
    '5',
    'long',
    ['long'],
    ['long', 'long', 'long'],
    { doctor: 5 },
    'x'.repeat(1e6),
  ),
  fc.json().map((text) => JSON.parse(text) as unknown),
);
const ids = [...VISIT.questions.map(({ id }) => id), 'recommend_why', '__proto__', 'constructor', 'hasOwnProperty'];

test('whatever is sent: nothing throws, what is kept is valid, and validating again changes nothing', () => {
  const given = fc.array(fc.tuple(fc.constantFrom(...ids), anything)).map((entries) =>
    // As JSON.parse does it: `__proto__` becomes a key of its own.
    entries.reduce<Record<string, unknown>>(
      (bag, [key, value]) =>
        Object.defineProperty(bag, key, { value, enumerable: true, configurable: true, writable: true }),
      {},
    ),
  );
  fc.assert(
    fc.property(fc.oneof(given, anything), fc.boolean(), (bag, partial) => {
      const { answers, errors } = visit.validate(bag, { partial });
      expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
      for (const id of Object.keys(answers)) expect(ids.slice(0, -3)).toContain(id);
      expect(errors.length).toBeLessThan(60);
      const again = visit.validate(answers, { partial: true });
      expect(again.errors).toEqual([]);
      expect(again.answers).toEqual(answers);
      expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
      expect(({} as Record<string, unknown>)['doctor']).toBeUndefined();
      propertiesOf(VISIT, answers);
      sayAnswers(VISIT, answers);
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test('text that the database cannot hold is mended', () => {
  const { answers } = visit.validate({ words: 'a\0b\ud800c 😀 \r\nd' }, { partial: true });
  expect(answers['words']).toBe('ab\ufffdc 😀 \nd');
});

test('huge lists are refused without being walked', () => {
  const long = Array.from({ length: 1e6 }, () => 'long');
  const care = { doctor: 1, wait: 1, price: 1 };
  expect(codes(visit.validate({ care, wait_why: long }, { partial: true }).errors)).toEqual(['wait_why:too_many']);
});

test('a post without JavaScript gives the same answers', () => {
  const post = new URLSearchParams(
    'care.doctor=5&care.wait=2&care.price=4&wait_why=long&wait_why=seats&recommend=7&recommend_why=&lang=zh&overall=',
  );
  const given = answersOfPost(VISIT, post);
  expect(given).toEqual({ care: { doctor: 5, wait: 2, price: 4 }, wait_why: ['long', 'seats'], recommend: 7 });
  expect(visit.validate(given).errors).toEqual([]);
  const bad = answersOfPost(VISIT, new URLSearchParams('recommend=1e1&overall=99'));
  expect(codes(visit.validate(bad, { partial: true }).errors)).toEqual([
    'recommend:wrong_type',
    'overall:out_of_range',
  ]);
});

test('what answers say: properties, texts, sentences', () => {
  const { answers } = visit.validate({
    care: { doctor: 5, wait: 2, price: 4 },
    wait_why: ['long', 'seats'],
    recommend: 9,
    recommend_why: '医生好',
    words: '谢谢',
  });
  expect(propertiesOf(VISIT, answers)).toEqual({
    care_doctor: 5,
    care_wait: 2,
    care_price: 4,
    wait_why_long: true,
    wait_why_seats: true,
    recommend: 9,
    recommend_why: '医生好',
    words: '谢谢',
    csat: 2,
    nps: 9,
    signal_low: true,
  });
  expect(textsOf(VISIT, answers)).toEqual([
    { question: 'recommend_why', text: '医生好' },
    { question: 'words', text: '谢谢' },
  ]);
  expect(sayAnswers(VISIT, answers).map(({ title, value }) => `${title.zh} ${value.zh}`)).toEqual([
    '医生沟通 5 星',
    '候诊时间 2 星',
    '费用说明 4 星',
    '候诊这一项，哪里可以更好？ 等得太久、座位少',
    '您会把我们推荐给家人朋友吗？ 9',
    '谢谢您，最满意的是什么？ 医生好',
    '还想说的 谢谢',
  ]);
});
