/** What is wrong with the steps of a call, each flaw at its step, in words that say what to do. */
import { whyOf } from '../forms/compile.ts';
import type { Form, Question } from '../forms/form.ts';
import { readerOf } from '../forms/kinds/index.ts';
import type { Words } from '../words.ts';
import { checkCall } from './check.ts';
import { type CallStep, callOfSteps, keysOf, LAST, questionOf } from './steps.ts';

export interface StepFlaw {
  /** Which step, from 0. */
  readonly step: number;
  readonly field: string;
  readonly words: Words;
}

type Told = readonly [field: string, zh: string, en: string];

const NOBODY: Words = { zh: '—', en: '—' };

export function checkSteps(steps: readonly CallStep[], form: Form | null): StepFlaw[] {
  const ids = new Set(steps.map(({ id }) => id));
  const flaws = steps.flatMap((step, at) => {
    const told: Told[] = [...leadFlaws(step, ids), ...ownFlaws(step, form)];
    if (steps.findIndex(({ id }) => id === step.id) < at || step.id === LAST)
      told.push(['id', `步骤编号「${step.id}」用过了，换一个`, `the id "${step.id}" is taken; choose another`]);
    return told.map(([field, zh, en]) => flawAt(at, field, zh, en));
  });
  return flaws.length > 0 ? flaws : wayFlaws(steps, form);
}

const flawAt = (step: number, field: string, zh: string, en: string): StepFlaw => ({
  step,
  field,
  words: { zh: `第 ${step + 1} 步：${zh}`, en: `Step ${step + 1}: ${en}` },
});

function leadFlaws(step: CallStep, ids: ReadonlySet<string>): Told[] {
  const known = (id: string | undefined): boolean => id === undefined || id === LAST || ids.has(id);
  const gone: Told[] = [];
  const say = (field: string): void =>
    void gone.push([
      field,
      '要去的步骤已经不在了，重新选一个',
      'the step it leads to is not there any more; choose another',
    ]);
  if (!known(step.next)) say('next');
  if (step.kind === 'ask') {
    if (!known(step.nothing)) say('nothing');
    for (const [key, id] of Object.entries(step.to ?? {})) if (!known(id)) say(`to.${key}`);
  }
  return gone;
}

function ownFlaws(step: CallStep, form: Form | null): Told[] {
  if (step.kind === 'say' && !step.words?.zh.trim() && step.recorded === undefined)
    return [['words', '还没有写要说的话', 'say what is to be said, or choose a recording']];
  if (step.kind !== 'ask' && step.kind !== 'record') return [];
  if (!form)
    return [
      [
        'question',
        '这条消息没有配问卷，问不了；先给消息选一张表单',
        'the message has no form to ask from; give it one first',
      ],
    ];
  const question = questionOf(form, step.question);
  if (!question)
    return [
      [
        'question',
        `表单里没有题目「${step.question}」，重新选一题`,
        `the form has no question "${step.question}"; choose another`,
      ],
    ];
  return step.kind === 'record' ? recordFlaws(step.question, question) : askFlaws(step, question, form);
}

function recordFlaws(asked: string, question: Question): Told[] {
  if (question.kind === 'text' || (question.kind === 'nps' && question.why && asked === whyOf(question.id))) return [];
  return [
    [
      'question',
      '留言只能回答开放题；这一题请改用“提问”步骤',
      'a message answers an open question; use an "ask" step for this one',
    ],
  ];
}

function askFlaws(step: Extract<CallStep, { kind: 'ask' }>, question: Question, form: Form): Told[] {
  if (question.kind === 'text' || step.question !== question.id)
    return [
      ['question', '开放题不能按键回答，请改用“留言”步骤', 'an open question has no keys; use a "record" step instead'],
    ];
  if (question.kind === 'stars' && question.rows && !question.rows.some(({ id }) => id === step.row))
    return [['row', '这一题有好几项，选一项来问', 'the question has several rows; choose the one to ask']];
  const keys = keysOf(form, step);
  if (!keys)
    return [
      [
        'keys',
        '选项超过 9 个，放不进按键；自己写明哪个键代表哪个答案',
        'more than nine answers do not fit the keys; say which key means which',
      ],
    ];
  return [...keyFlaws(step, question), ...toFlaws(step, keys.kind === 'number' ? null : Object.keys(keys.values))];
}

function keyFlaws({ keys, row }: Extract<CallStep, { kind: 'ask' }>, question: Question): Told[] {
  if (keys === undefined) return [];
  if (Object.keys(keys).length === 0)
    return [['keys', '一个按键都没有，至少写一个', 'there is no key at all; write one at least']];
  const read = readerOf(question);
  return Object.entries(keys).flatMap(([key, value]): Told[] => {
    if (!/^\d$/.test(key))
      return [
        [
          `keys.${key}`,
          `按键「${key}」不能用：只能是 0 到 9（* 是“不再来电”，# 是“输入完毕”）`,
          `the key "${key}" cannot be used: 0 to 9 only (* means "do not call again", # ends what is typed)`,
        ],
      ];
    const given = question.kind === 'multiple' ? [value] : row === undefined ? value : { [row]: value };
    if (read(given, [], false) !== undefined) return [];
    return [
      [
        `keys.${key}`,
        `按键 ${key} 的答案「${value}」不是这题的选项`,
        `"${value}", meant by key ${key}, is no answer of this question`,
      ],
    ];
  });
}

/** Where a key leads must be a key there is; `null`: numbers, any of them. */
function toFlaws({ to = {} }: Extract<CallStep, { kind: 'ask' }>, keys: readonly string[] | null): Told[] {
  if (keys === null) return [];
  return Object.keys(to)
    .filter((key) => !keys.includes(key))
    .map((key) => [
      `to.${key}`,
      `这一题没有按键 ${key}，去掉这条跳转`,
      `the question has no key ${key}; take this branch out`,
    ]);
}

/** Steps that nobody gets to, and rings that nothing would end. */
function wayFlaws(steps: readonly CallStep[], form: Form | null): StepFlaw[] {
  const flow = callOfSteps(steps, { caller: NOBODY, lead: NOBODY, form, person: '0' });
  const at = new Map(steps.map(({ id }, index) => [`s_${id}`, index]));
  const seen = new Set<string>();
  return checkCall(flow).flatMap(({ path, code }) => {
    const node = flow.nodes[Number(path.split('.')[1])];
    const step = at.get(node?.id.replace(/!$/, '') ?? '');
    if (step === undefined || seen.has(`${step} ${code}`)) return [];
    seen.add(`${step} ${code}`);
    if (code === 'unreachable')
      return [
        flawAt(
          step,
          'id',
          '没有哪一步会走到这里；从别的步骤跳过来，或者删掉',
          'no step leads here; lead one to it or take it out',
        ),
      ];
    if (code === 'endless')
      return [
        flawAt(
          step,
          'next',
          '会一直绕圈停不下来；让其中一步走到结束',
          'this goes round without end; lead one of the steps to the end',
        ),
      ];
    if (code === 'bad_time')
      return [flawAt(step, 'seconds', '等待时间要在 1 到 60 秒之间', 'waiting takes 1 to 60 seconds')];
    if (code === 'bad_range')
      return [flawAt(step, 'repeats', '重复次数要在 0 到 9 之间', 'it is repeated 0 to 9 times')];
    return [flawAt(step, 'id', `有错：${code}`, code)];
  });
}
