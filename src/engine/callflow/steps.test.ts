import { expect, test } from 'vitest';
import { VISIT } from '../forms/testing/visit.ts';
import { checkCall } from './check.ts';
import { type CallRun, compileCall, type Input, NOT_CALLED, step } from './index.ts';
import { type CallStep, callOfSteps } from './steps.ts';
import { checkSteps } from './steps-check.ts';

const both = (text: string) => ({ zh: text, en: text });
const options = { caller: both('回响口腔'), lead: both('想请您评价。'), form: VISIT };
const STEPS: readonly CallStep[] = [
  { id: 'hello', kind: 'say', words: both('很快，两个问题。'), bargeIn: true },
  {
    id: 'wait',
    kind: 'ask',
    question: 'care',
    row: 'wait',
    to: { '1': 'person', '2': 'person' },
    repeats: 1,
    seconds: 4,
  },
  { id: 'why', kind: 'ask', question: 'wait_why' },
  { id: 'again', kind: 'ask', question: 'again', keys: { '1': 5, '2': 0 }, next: 'end' },
  { id: 'person', kind: 'transfer', words: both('为您转接。'), next: 'end' },
];

const pressed = (keys: string): CallRun => {
  const call = compileCall(callOfSteps(STEPS, { ...options, person: '8001' }));
  let run = NOT_CALLED;
  const take = (input: Input) => ({ run } = step(call, run, input));
  take({ kind: 'answered' });
  const listening = () => run.phase === 'listening' || run.phase === 'ended' || run.phase === 'ringing';
  for (const key of keys) {
    while (!listening()) take({ kind: 'played', play: run.doing });
    take(key === '-' ? { kind: 'timer', timer: run.timer } : { kind: 'key', key });
  }
  while (!listening()) take({ kind: 'played', play: run.doing });
  return run;
};

test('steps become a flow: the words of the message first, each question by its form or by its own keys', () => {
  expect(checkSteps(STEPS, VISIT)).toEqual([]);
  const flow = callOfSteps(STEPS, options);
  expect(checkCall(flow)).toEqual([]);
  expect(flow.nodes[0]).toMatchObject({ kind: 'say', prompt: { words: options.lead } });
  // The third question is asked only of those who were not content with the waiting.
  expect(pressed('52')).toMatchObject({ phase: 'ended', answers: { care: { wait: 5 }, again: 0 } });
  expect(pressed('312#1')).toMatchObject({
    phase: 'ended',
    answers: { care: { wait: 3 }, wait_why: ['long', 'silent'], again: 5 },
  });
  expect(pressed('1')).toMatchObject({ phase: 'ringing', answers: { care: { wait: 1 } } });
  // Silence once and again: on without an answer.
  expect(pressed('--2')).toMatchObject({ phase: 'ended', answers: { again: 0 } });
});

test('nobody to transfer to: on, not into a silence', () => {
  const flow = callOfSteps(STEPS, options);
  expect(flow.nodes.find(({ id }) => id === 's_person')).toMatchObject({ kind: 'branch', next: 'end' });
});

test.each<[string, CallStep[], string]>([
  ['no words', [{ id: 'a', kind: 'say' }], '第 1 步：还没有写要说的话'],
  [
    'an open question by keys',
    [{ id: 'a', kind: 'ask', question: 'words' }],
    '第 1 步：开放题不能按键回答，请改用“留言”步骤',
  ],
  ['a row is missing', [{ id: 'a', kind: 'ask', question: 'care' }], '第 1 步：这一题有好几项，选一项来问'],
  [
    'the star',
    [{ id: 'a', kind: 'ask', question: 'again', keys: { '*': 1 } }],
    '第 1 步：按键「*」不能用：只能是 0 到 9（* 是“不再来电”，# 是“输入完毕”）',
  ],
  [
    'an answer that is none',
    [{ id: 'a', kind: 'ask', question: 'reason', keys: { '1': 'weather' } }],
    '第 1 步：按键 1 的答案「weather」不是这题的选项',
  ],
  [
    'a step that is gone',
    [{ id: 'a', kind: 'ask', question: 'again', to: { '1': 'gone' } }],
    '第 1 步：要去的步骤已经不在了，重新选一个',
  ],
  [
    'twice the same',
    [
      { id: 'a', kind: 'end' },
      { id: 'a', kind: 'end' },
    ],
    '第 2 步：步骤编号「a」用过了，换一个',
  ],
  [
    'never reached',
    [
      { id: 'a', kind: 'end' },
      { id: 'b', kind: 'end' },
    ],
    '第 2 步：没有哪一步会走到这里；从别的步骤跳过来，或者删掉',
  ],
  [
    'round and round',
    [{ id: 'a', kind: 'say', words: both('一'), next: 'a' }],
    '第 1 步：会一直绕圈停不下来；让其中一步走到结束',
  ],
  [
    'a message for a scale',
    [{ id: 'a', kind: 'record', question: 'again' }],
    '第 1 步：留言只能回答开放题；这一题请改用“提问”步骤',
  ],
])('%s: said at its step, with what to do', (_name, steps, zh) =>
  expect(checkSteps(steps, VISIT).map(({ words }) => words.zh)).toContain(zh),
);

test('without a form nothing can be asked', () =>
  expect(checkSteps([{ id: 'a', kind: 'ask', question: 'care' }], null)[0]?.words.en).toBe(
    'Step 1: the message has no form to ask from; give it one first',
  ));
