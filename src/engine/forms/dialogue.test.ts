import { expect, test } from 'vitest';
import { compileForm } from './compile.ts';
import { begin, type DialogueState, folded, hear, readReply, turnsOf } from './dialogue.ts';
import type { Answers, Form } from './form.ts';
import { VISIT } from './testing/visit.ts';

const compiled = compileForm(VISIT);
const turn = (id: string) => {
  const found = turnsOf(VISIT).find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const read = (id: string, text: string) => {
  const said = readReply(turn(id), text);
  return said.kind === 'value' ? said.value : said.kind;
};

test.each([
  ['5', 5],
  ['５', 5],
  ['①', 1],
  [' 4 。', 4],
  ['五', 5],
  ['伍', 5],
  ['五星！', 5],
  ['我打3分吧', 3],
  ['给五分', 5],
  ['两分', 2],
  ['非常满意', 5],
  ['满意', 4],
  ['不满意', 2],
  ['很不满意了', 1],
  ['6', 'unclear'],
  ['0', 'unclear'],
  ['55', 'unclear'],
  ['1T', 'unclear'],
  ['5个人等了3小时', 'unclear'],
  ['你们几点开门', 'unclear'],
  ['', 'unclear'],
])('of one to five, %j is %j', (text, expected) => {
  expect(read('overall', text)).toBe(expected);
});

test.each([
  ['recommend', '10', 10],
  ['recommend', '十', 10],
  ['recommend', '11', 'unclear'],
  ['recommend', '满意', 'unclear'],
  ['reason', '2', 'far'],
  ['reason', 'Ａ', 'price'],
  ['reason', '太远', 'far'],
  ['reason', '因为太远了', 'far'],
  ['reason', '3', 'unclear'],
  ['wait_why', '1 3', ['long', 'seats']],
  ['wait_why', '31', ['long', 'seats']],
  ['wait_why', '座位少、没人说明', ['silent', 'seats']],
  ['wait_why', '2', ['silent']],
  ['wait_why', '1和9', 'unclear'],
  ['words', '医生很耐心', '医生很耐心'],
  ['words', '跳过', 'skip'],
  ['overall', '跳过', 'skip'],
  ['recommend', '跳过', 'unclear'],
] as const)('%s: %j is %j', (id, text, expected) => {
  expect(read(id, text)).toEqual(expected);
});

function talk(replies: readonly string[], all = true, form = compiled) {
  let state: DialogueState | null = begin(form);
  let answers: Answers = {};
  const said: (string | null)[] = [];
  for (const text of replies) {
    if (!state) break;
    const heard = hear(form, state, answers, { text, all });
    ({ state, answers } = heard);
    said.push(heard.say?.zh ?? null);
  }
  return { state, answers, said };
}

test('one question after the other, row by row, what does not apply left out', () => {
  const { answers, said, state } = talk(['5', '2', '4', '1', '9', '医生好', '跳过', '4', '很好']);
  expect(answers).toEqual({
    care: { doctor: 5, wait: 2, price: 4 },
    wait_why: ['long'],
    recommend: 9,
    recommend_why: '医生好',
    again: 4,
    words: '很好',
  });
  expect(state).toBeNull();
  expect(said[0]).toBe(
    '这几方面，您打几颗星？候诊时间。请回复1-5分，5分为非常满意'.replace('？候诊时间。', '？候诊时间。'),
  );
  expect(said[4]).toBe('谢谢您，最满意的是什么？请直接回复');
  expect(compiled.validate(answers).errors).toEqual([]);
});

test('who is not understood is asked once more, politely, and then left in peace; a later answer still counts', () => {
  const { said, state, answers } = talk(['几点开门？', '喂', '5']);
  expect(said[0]).toBe('抱歉没有看懂。请回复1-5分，5分为非常满意，谢谢');
  expect(said[1]).toBeNull();
  expect(answers).toEqual({ care: { doctor: 5 } });
  expect(state).toMatchObject({ at: 'care.wait', unclear: 0 });
});

test('only the first question, where the form is asked no further', () => {
  const { state, said, answers } = talk(['4'], false);
  expect({ state, said, answers }).toEqual({ state: null, said: [null], answers: { care: { doctor: 4 } } });
});

test('whatever is written, a dialogue ends and its answers are ones the form takes', () => {
  const words = ['1', '5', '9', '十', '跳过', '太远', '好', '1 2', '', '😀', '\0', 'x'.repeat(3000)];
  let seed = 7;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let n = 0; n < 300; n++) {
    const replies = Array.from({ length: 40 }, () => words[next() % words.length] ?? '');
    const { answers } = talk(replies);
    expect(compiled.validate(answers, { partial: true })).toEqual({ answers, errors: [] });
  }
});

test('folding', () => {
  expect(folded('「５分」！')).toBe('5分');
});

export const ONE: Form = {
  key: 'one',
  title: { zh: '一', en: 'One' },
  questions: [{ id: 'a', kind: 'stars', title: { zh: '甲', en: 'A' } }],
};

test('a form of one question is over at once', () => {
  expect(talk(['5'], true, compileForm(ONE))).toEqual({ state: null, answers: { a: 5 }, said: [null] });
});
