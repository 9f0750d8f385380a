import { expect, test } from 'vitest';
import { checkForm, type Form, type Question } from './index.ts';
import { VISIT } from './testing/visit.ts';

const same = (text: string) => ({ zh: text, en: text });
const ask = (question: object): Question => ({ title: same('?'), ...question }) as Question;
const flaws = (questions: Question[], more: Partial<Form> = {}) =>
  checkForm({ key: 'f', title: same('F'), questions, ...more }).map(({ path, code }) => `${path} ${code}`);
const when = (field: string, operator: string, value: unknown) => ({
  combinator: 'and',
  rules: [{ field, operator, value }],
});

test('the form of the tests is in order', () => {
  expect(checkForm(VISIT)).toEqual([]);
});

test('ids, and the names answers get from them, are used once and mean nothing else', () => {
  const text = (id: string) => ask({ id, kind: 'text' });
  const nps = ask({ id: 'nps', kind: 'nps' });
  const rows = ask({
    id: 'care',
    kind: 'stars',
    rows: [
      { id: 'wait', label: same('a') },
      { id: 'wait', label: same('b') },
    ],
  });
  expect(flaws([text('a'), text('a')])).toEqual(['questions.1.id id_twice']);
  expect(flaws([nps, text('nps_why')])).toEqual(['questions.1.id id_twice']);
  expect(flaws([text('run'), text('constructor'), text('signal_low')])).toEqual([
    'questions.0.id id_reserved',
    'questions.1.id id_reserved',
    'questions.2.id id_reserved',
  ]);
  expect(flaws([rows])).toContain('questions.0.rows.1.id id_twice');
  expect(flaws([text('care_wait'), { ...rows, rows: [{ id: 'wait', label: same('a') }] } as Question])).toEqual([
    'questions.1.id id_twice',
  ]);
});

test('conditions ask about earlier questions, with operators and values that fit', () => {
  const stars = ask({ id: 'care', kind: 'stars' });
  const text = (condition: object) => ask({ id: 'more', kind: 'text', when: condition });
  expect(flaws([stars, text(when('answer.care', '<=', 2))])).toEqual([]);
  expect(flaws([text(when('answer.care', '<=', 2)), stars])).toEqual(['questions.0.when when_later']);
  expect(flaws([text(when('answer.more', 'notNull', null))])).toEqual(['questions.0.when when_later']);
  expect(flaws([stars, text(when('customer.name', '=', 'x'))])).toEqual(['questions.1.when.rules.0 when_invalid']);
  expect(flaws([stars, text(when('answer.care', 'contains', 'x'))])).toEqual(['questions.1.when.rules.0 when_invalid']);
  expect(flaws([stars, text(when('answer.care', '<=', '2'))])).toEqual(['questions.1.when.rules.0 when_invalid']);
  expect(flaws([stars, text({ combinator: 'and', rules: [] })])).toEqual(['questions.1.when when_invalid']);
  expect(flaws([stars], { signals: [{ key: 'low', name: same('low'), when: when('answer.mood', '=', 1) }] })).toEqual([
    'signals.0.when.rules.0 when_invalid',
  ]);
});

test('metrics fit their questions', () => {
  const bound = (kind: object, metric: string) => ask({ id: metric, metric, ...kind });
  expect(
    flaws([
      bound({ kind: 'stars' }, 'csat'),
      bound({ kind: 'nps' }, 'nps'),
      bound({ kind: 'scale', from: 0, to: 5 }, 'intent'),
    ]),
  ).toEqual([]);
  expect(flaws([bound({ kind: 'stars', most: 10 }, 'csat')])).toEqual(['questions.0.metric metric_kind']);
  expect(flaws([bound({ kind: 'scale', from: 0, to: 10 }, 'nps')])).toEqual(['questions.0.metric metric_kind']);
  expect(flaws([bound({ kind: 'scale', from: 1, to: 5 }, 'intent')])).toEqual(['questions.0.metric metric_kind']);
  expect(flaws([bound({ kind: 'text' }, 'effort')])).toEqual(['questions.0.metric metric_kind']);
  expect(flaws([bound({ kind: 'scale', from: 1, to: 7 }, 'effort')])).toEqual([]);
  expect(flaws([bound({ kind: 'nps' }, 'nps'), ask({ id: 'again', kind: 'nps', metric: 'nps' })])).toEqual([
    'questions.1.metric metric_twice',
  ]);
});

test('choices', () => {
  const option = (value: string) => ({ value, label: same(value) });
  expect(flaws([ask({ id: 'a', kind: 'single', options: [option('x'), option('x')] })])).toEqual([
    'questions.0.options.1.value option_twice',
  ]);
  expect(flaws([ask({ id: 'a', kind: 'multiple', options: [option('x')], least: 2 })])).toEqual([
    'questions.0.least limits',
  ]);
});
