/** The page's evaluator and the condition language agree on everything, missing answers above all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, type Facts, type Group, type Rule, toPredicate } from '../condition/index.ts';
import { answerCatalogue, type Answers, compileForm, compileWhen } from './index.ts';
import { VISIT } from './testing/visit.ts';
import { lowest } from './when.ts';

const catalogue = answerCatalogue(VISIT.questions);
const visit = compileForm({ ...VISIT, questions: VISIT.questions.map(({ when: _when, ...question }) => question) });
const moment = { now: 0, calendar: { startOfDay: () => 0, dateOf: () => '1970-01-01', startOfDate: () => 0 } };

function factsOf(answers: Answers): Facts {
  const attributes: Record<string, unknown> = { ...answers };
  const care = answers['care'] as Record<string, number> | undefined;
  if (care) {
    attributes['care'] = lowest(care);
    for (const row of Object.keys(care)) attributes[`care.${row}`] = care[row];
  }
  return { customer: {}, attributes, tags: new Set() };
}

const text = fc.constantFrom('价', '价格太贵', '远', '太', 'x');
const number = fc.integer({ min: -1, max: 11 });

/** A right side that fits the operator, of the field's own kind. */
function valueFor(kind: string, shape: string, choices: readonly string[]): fc.Arbitrary<unknown> {
  const one: fc.Arbitrary<unknown> =
    kind === 'number' ? number : choices.length > 0 ? fc.constantFrom(...choices) : text;
  if (shape === 'none') return fc.constant(undefined);
  if (shape === 'one') return one;
  if (shape === 'pair') return fc.tuple(one, one);
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

const rule: fc.Arbitrary<Rule> = fc.constantFrom(...catalogue.data.fields).chain((field) => {
  const operators = catalogue.kind.get(field.kind)?.operators ?? [];
  const choices = field.choices?.map(({ value }) => value) ?? [];
  return fc.constantFrom(...operators).chain((operator) =>
    valueFor(field.kind, operator.value, choices).map((value) => ({
      field: field.name,
      operator: operator.name,
      value,
    })),
  );
});

const group: fc.Arbitrary<Group> = fc.letrec<{ group: Group }>((tie) => ({
  group: fc.record(
    {
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.boolean(),
      rules: fc.array(fc.oneof({ weight: 4, arbitrary: rule }, { weight: 1, arbitrary: tie('group') }), {
        maxLength: 4,
      }),
    },
    { requiredKeys: ['combinator', 'rules'] },
  ),
})).group;

const score = (from: number, to: number) => fc.integer({ min: from, max: to });
const answered: fc.Arbitrary<Answers> = fc
  .record(
    {
      care: fc.record({ doctor: score(1, 5), wait: score(1, 5), price: score(1, 5) }, { requiredKeys: [] }),
      wait_why: fc.subarray(['long', 'silent', 'seats'], { maxLength: 2 }),
      recommend: score(0, 10),
      recommend_why: text,
      overall: score(1, 5),
      again: score(0, 5),
      reason: fc.constantFrom('price', 'far'),
      far_where: text,
      words: text,
    },
    { requiredKeys: [] },
  )
  .map((given) => visit.validate(given, { partial: true }).answers);

test('the two evaluators agree on random conditions over random answers', () => {
  let judged = 0;
  fc.assert(
    fc.property(group, fc.array(answered, { minLength: 5, maxLength: 5 }), (condition, people) => {
      if (check(condition, catalogue).length > 0) return;
      const compact = compileWhen(condition as never);
      const full = toPredicate(condition, catalogue);
      for (const answers of people) {
        judged += 1;
        expect(compact(answers), JSON.stringify({ condition, answers })).toBe(full(factsOf(answers), moment));
      }
    }),
    { numRuns: 3000, seed: 11 },
  );
  expect(judged).toBeGreaterThan(8000);
});

test('hidden questions follow the answers before them', () => {
  const form = compileForm(VISIT);
  expect([...form.hidden({})].sort()).toEqual(['far_where', 'reason', 'recommend_why', 'wait_why']);
  expect([...form.hidden({ care: { wait: 2 }, recommend: 3, reason: 'far' })]).toEqual([]);
});
