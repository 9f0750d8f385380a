/** Answers as a catalogue of the condition language: for checking `when` and signals, and for saying them in words. */
import { type Catalogue, type Field, indexCatalogue } from '../condition/catalogue.ts';
import { KINDS } from '../condition/fields.ts';
import type { Finding, Kind, Leaf } from '../condition/kind.ts';
import { FILLED, SETS } from '../condition/operator.ts';
import { quote, sayList } from '../condition/phrase.ts';
import type { Words } from '../words.ts';
import { whyOf } from './compile.ts';
import type { Question } from './form.ts';

const source = (key: string): Field['source'] => ({ from: 'attribute', key });
const wanted = (leaf: Leaf): readonly unknown[] => (Array.isArray(leaf.value) ? leaf.value : [leaf.value]);

/** Several choices of one question. */
const choicesKind: Kind = {
  name: 'choices',
  operators: [...SETS, ...FILLED],
  check(leaf): Finding[] {
    if (leaf.operator.value === 'none') return [];
    const known = leaf.field.choices?.map((choice) => choice.value) ?? [];
    const values = Array.isArray(leaf.value) ? (leaf.value as unknown[]) : [];
    if (values.length === 0) return [{ code: 'value_missing', words: { zh: '还没有选', en: 'nothing is chosen yet' } }];
    return values.every((each) => known.includes(each as string))
      ? []
      : [{ code: 'unknown_choice', words: { zh: '题目没有这个选项', en: 'the question has no such choice' } }];
  },
  read: (leaf) => {
    const key = leaf.field.source.from === 'attribute' ? leaf.field.source.key : '';
    return (facts) => (Array.isArray(facts.attributes[key]) ? facts.attributes[key] : null);
  },
  test(leaf) {
    const values = wanted(leaf);
    return (left) => {
      if (!Array.isArray(left)) return false;
      if (leaf.positive === 'notNull') return true;
      return leaf.positive === 'hasAll'
        ? values.every((each) => left.includes(each))
        : values.some((each) => left.includes(each));
    };
  },
  sql: notInRows,
  left: notInRows,
  say(leaf) {
    if (leaf.operator.value === 'none')
      return {
        zh: `${leaf.field.label.zh}${leaf.operator.label.zh}`,
        en: `${leaf.field.label.en} ${leaf.operator.label.en}`,
      };
    const names = wanted(leaf).map((each) =>
      quote(leaf.field.choices?.find(({ value }) => value === each)?.label ?? String(each)),
    );
    const list = sayList(names, 'or');
    return {
      zh: `${leaf.field.label.zh}${leaf.operator.label.zh}${list.zh}`,
      en: `${leaf.field.label.en} ${leaf.operator.label.en} ${list.en}`,
    };
  },
  show: (_leaf, left) =>
    Array.isArray(left)
      ? sayList(
          left.map((each) => quote(String(each))),
          'and',
        )
      : { zh: '未选', en: 'none' },
};

function notInRows(): never {
  throw new Error('answers are judged one response at a time, not in the database');
}

/** The fields that conditions after these questions may speak about. */
export function answerCatalogue(questions: readonly Question[]): Catalogue {
  return indexCatalogue({ fields: questions.flatMap(fieldsOf), events: [], segments: [] }, [...KINDS, choicesKind]);
}

function fieldsOf(question: Question): Field[] {
  const { id, title } = question;
  const field = (key: string, kind: string, label: Words): Field => ({
    name: `answer.${key}`,
    kind,
    label,
    source: source(key),
  });
  switch (question.kind) {
    case 'stars':
      return [
        field(id, 'number', title),
        ...(question.rows ?? []).map((row) => field(`${id}.${row.id}`, 'number', row.label)),
      ];
    case 'nps':
      return [
        field(id, 'number', title),
        ...(question.why ? [field(whyOf(id), 'text', { zh: `${title.zh}的原因`, en: `why of: ${title.en}` })] : []),
      ];
    case 'scale':
      return [field(id, 'number', title)];
    case 'single':
      return [{ ...field(id, 'choice', title), choices: question.options }];
    case 'multiple':
      return [{ ...field(id, 'choices', title), choices: question.options }];
    case 'text':
      return [field(id, 'text', title)];
  }
}
