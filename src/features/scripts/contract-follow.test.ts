import { expect, test } from 'vitest';
import { compileWhen } from '../../engine/forms/index.ts';
import type { ScriptDefinition } from './contract-definition.ts';
import { follow, openMusts, scriptFlaws } from './contract-follow.ts';

const words = (zh: string) => ({ zh, en: zh });
const pain = (operator: string, value: number) => ({
  combinator: 'and',
  rules: [{ field: 'answer.pain', operator, value }],
});
const script: ScriptDefinition = {
  key: 'sh-204',
  number: 'SH-204',
  name: words('客服版'),
  steps: [
    { id: 'hello', title: words('开场'), say: words('您好') },
    { id: 'pain', title: words('疼痛'), say: words('疼吗'), question: 'pain', must: true },
    { id: 'strong', title: words('安抚'), say: words('我请医生回电'), when: pain('>=', 7) },
    { id: 'pills', title: words('用药'), say: words('吃药了吗'), question: 'pills', must: true, when: pain('<', 7) },
    { id: 'bye', title: words('结束'), say: words('再见') },
  ],
};
const at = (answers: object, said: string[] = [], back: string | null = null) =>
  follow(script, { answers: answers as Record<string, unknown>, said, at: back }, (when, given) =>
    compileWhen(when)(given),
  );
const way = (answers: object, said: string[] = [], back: string | null = null) =>
  at(answers, said, back).steps.map(({ step, state }) => `${step.id} ${state}`);

test('the script follows the answers', () => {
  expect(way({})).toEqual(['hello current', 'pain future', 'bye future']);
  expect(way({}, ['hello'])).toEqual(['hello past', 'pain current', 'bye future']);
  expect(way({ pain: 5 }, ['hello'])).toEqual(['hello past', 'pain past', 'pills current', 'bye future']);
  expect(way({ pain: 8 }, ['hello'])).toEqual(['hello past', 'pain past', 'strong current', 'bye future']);
  expect(at({ pain: 8 }, ['hello', 'strong', 'bye']).current).toBe(null);
});

test('what was skipped is current until it is said; going back shows it again', () => {
  expect(way({ pain: 0 }).slice(0, 2)).toEqual(['hello current', 'pain past']);
  expect(way({ pain: 5, pills: 'yes' }, ['hello'], 'pain')).toEqual([
    'hello past',
    'pain current',
    'pills past',
    'bye future',
  ]);
});

test('must-ask questions on the way that took place', () => {
  const open = (answers: Record<string, unknown>) =>
    openMusts(script, { answers, said: [] }, (when, given) => compileWhen(when)(given)).map(({ id }) => id);
  expect(open({})).toEqual(['pain']);
  expect(open({ pain: 3 })).toEqual(['pills']);
  expect(open({ pain: 9 })).toEqual([]);
  expect(at({ pain: 3 }).must).toEqual({ done: 1, all: 2 });
});

test('a step asks a question of the form, under an id of its own', () => {
  expect(scriptFlaws(script, new Set(['pain'])).map(({ path }) => path)).toEqual(['steps.3.question']);
  expect(scriptFlaws({ ...script, steps: [...script.steps, ...script.steps.slice(0, 1)] }, null)).toHaveLength(1);
});
