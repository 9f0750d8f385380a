/** What is wrong with a form that has the right shape. */
import { check } from '../condition/check.ts';
import { leavesOf } from '../condition/ast.ts';
import type { Words } from '../words.ts';
import { answerCatalogue } from './catalogue.ts';
import { whyOf } from './compile.ts';
import type { Form, Json, Question } from './form.ts';
import { STARS } from './kinds/stars.ts';

export interface FormFlaw {
  /** Below the form: `questions.2.when`. */
  readonly path: string;
  readonly code: FormFlawCode;
  readonly words: Words;
}

export type FormFlawCode =
  | 'id_twice'
  | 'id_reserved'
  | 'option_twice'
  | 'when_later'
  | 'when_invalid'
  | 'metric_kind'
  | 'metric_twice'
  | 'role_kind'
  | 'limits';

/** Names the event `response` has for itself; `constructor` is one that every object answers to. */
const RESERVED: ReadonlySet<string> = new Set([
  'form',
  'formVersion',
  'playbook',
  'run',
  'via',
  'channel',
  'response',
  'constructor',
  'result',
  'epoch',
  'lang',
]);

/** Metrics of the product and what they are measured with; other names are the workspace's own and fit every score. */
const METRICS: Readonly<
  Record<string, { readonly fits: (question: Question) => boolean; readonly words: Words; readonly once: boolean }>
> = {
  csat: {
    fits: (question) => question.kind === 'stars' && (question.most ?? STARS) === STARS,
    words: { zh: 'csat 要用五颗星的题', en: 'csat wants a question of five stars' },
    once: false,
  },
  nps: {
    fits: (question) => question.kind === 'nps',
    words: { zh: 'nps 要用 0 到 10 的推荐题', en: 'nps wants a question of the kind nps' },
    once: true,
  },
  intent: {
    fits: (question) => question.kind === 'scale' && question.from === 0 && question.to === 5,
    words: { zh: 'intent 要用 0 到 5 的量表题', en: 'intent wants a scale from 0 to 5' },
    once: true,
  },
};

export function checkForm(form: Form): FormFlaw[] {
  return [
    ...checkIds(form),
    ...form.questions.flatMap((question, at) => checkQuestion(form, question, `questions.${at}`, at)),
    ...checkMetrics(form),
    ...(form.signals ?? []).flatMap(({ when }, at) => checkWhen(when, form.questions, form, `signals.${at}.when`)),
    ...twice(form.signals?.map(({ key }) => key) ?? [], (at) => `signals.${at}.key`, 'id_twice'),
  ];
}

/** Every name an answer gets in properties must be its own. */
function checkIds(form: Form): FormFlaw[] {
  const found: FormFlaw[] = [];
  const taken = new Set<string>();
  for (const [at, question] of form.questions.entries()) {
    const path = `questions.${at}.id`;
    const names = [
      question.id,
      ...(question.kind === 'nps' ? [whyOf(question.id)] : []),
      ...(question.kind === 'stars' ? (question.rows ?? []).map((row) => `${question.id}_${row.id}`) : []),
    ];
    for (const name of names) {
      if (taken.has(name))
        found.push({
          path,
          code: 'id_twice',
          words: { zh: `编号「${name}」用了两次`, en: `the id ${name} is used twice` },
        });
      taken.add(name);
    }
    const rows = question.kind === 'stars' ? (question.rows ?? []).map((row) => row.id) : [];
    if (RESERVED.has(question.id) || rows.includes('constructor') || question.id.startsWith('signal_'))
      found.push({
        path,
        code: 'id_reserved',
        words: {
          zh: `编号「${question.id}」有别的用处，请换一个`,
          en: `the id ${question.id} means something else; choose another`,
        },
      });
    if (question.kind === 'stars')
      found.push(
        ...twice(question.rows?.map((row) => row.id) ?? [], (row) => `questions.${at}.rows.${row}.id`, 'id_twice'),
      );
  }
  return found;
}

function twice(names: readonly string[], path: (at: number) => string, code: 'id_twice' | 'option_twice'): FormFlaw[] {
  return names.flatMap((name, at) =>
    names.indexOf(name) === at
      ? []
      : [{ path: path(at), code, words: { zh: `「${name}」出现了两次`, en: `${name} is there twice` } }],
  );
}

function checkQuestion(form: Form, question: Question, path: string, at: number): FormFlaw[] {
  const found: FormFlaw[] = [];
  if (question.when) found.push(...checkWhen(question.when, form.questions.slice(0, at), form, `${path}.when`));
  if (question.kind === 'single' || question.kind === 'multiple')
    found.push(
      ...twice(
        question.options.map(({ value }) => value),
        (option) => `${path}.options.${option}.value`,
        'option_twice',
      ),
    );
  if (question.kind === 'multiple') {
    const { least = 0, most = question.options.length } = question;
    if (least > most || least > question.options.length)
      found.push({
        path: `${path}.least`,
        code: 'limits',
        words: { zh: '至少要选的比最多能选的还多', en: 'more must be chosen than may be chosen' },
      });
  }
  return found;
}

function checkWhen(when: Json, earlier: readonly Question[], form: Form, path: string): FormFlaw[] {
  const problems = check(when, answerCatalogue(earlier));
  if (problems.length === 0) return [];
  const all = answerCatalogue(form.questions);
  const later =
    problems.some(({ code }) => code === 'unknown_field') &&
    check(when, all).every(({ code }) => code !== 'unknown_field');
  if (later) {
    const known = answerCatalogue(earlier).field;
    const field = leavesOf(when as never).find(({ rule }) => !known.has(rule.field))?.rule.field ?? '';
    return [
      {
        path,
        code: 'when_later',
        words: {
          zh: `条件只能用前面的题，「${field}」在后面`,
          en: `a condition may ask about earlier questions only; ${field} comes later`,
        },
      },
    ];
  }
  return problems.map(({ path: inner, words }) => ({
    path: [path, ...inner.map((each) => `rules.${each}`)].join('.'),
    code: 'when_invalid',
    words,
  }));
}

function checkMetrics(form: Form): FormFlaw[] {
  const bound = new Set<string>();
  return form.questions.flatMap((question, at): FormFlaw[] => {
    const { metric, role } = question;
    if (role !== undefined && question.kind !== 'single' && question.kind !== 'multiple')
      return [
        {
          path: `questions.${at}.role`,
          code: 'role_kind',
          words: {
            zh: '打算、产品和考虑因素要用单选或多选题',
            en: 'time, products and factors want a question with options',
          },
        },
      ];
    if (metric === undefined) return [];
    const path = `questions.${at}.metric`;
    const known = Object.hasOwn(METRICS, metric) ? METRICS[metric] : undefined;
    const again = bound.has(metric);
    bound.add(metric);
    if (known && !known.fits(question)) return [{ path, code: 'metric_kind', words: known.words }];
    if (!known && (question.kind === 'text' || question.kind === 'multiple'))
      return [
        {
          path,
          code: 'metric_kind',
          words: { zh: '文字和多选题不能算成指标', en: 'texts and several choices feed no metric' },
        },
      ];
    if (known?.once && again)
      return [
        {
          path,
          code: 'metric_twice',
          words: { zh: `一张表单里只有一题能算 ${metric}`, en: `only one question of a form feeds ${metric}` },
        },
      ];
    return [];
  });
}
