import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileForm } from '../forms/compile.ts';
import { VISIT } from '../forms/testing/visit.ts';
import { checkCall } from './check.ts';
import { type CompiledCall, compileCall } from './compile.ts';
import { callOfForm } from './form.ts';
import { type CallRun, type Command, type Input, NOT_CALLED } from './run.ts';
import { step } from './step.ts';

const caller = { zh: '回响口腔', en: 'Huixiang Dental' };
const compiled = compileForm(VISIT);

/** A customer who presses keys when she has been asked, and otherwise lets it run. */
function talk(call: CompiledCall, keys: readonly string[]): { run: CallRun; said: string[] } {
  const said: string[] = [];
  const left = [...keys];
  let run = NOT_CALLED;
  const inputs: Input[] = [{ kind: 'answered' }];
  for (let turn = 0; turn < 500; turn++) {
    const input = inputs.shift();
    if (!input) break;
    const stepped = step(call, run, input);
    run = stepped.run;
    for (const command of stepped.commands) inputs.push(...answerTo(command, left, said));
  }
  return { run, said };
}

function answerTo(command: Command, keys: string[], said: string[]): Input[] {
  switch (command.kind) {
    case 'play':
      said.push(command.prompts.map(({ words }) => words.zh).join(''));
      return [{ kind: 'played', play: command.play }];
    case 'timer': {
      const key = keys.shift();
      return [key === undefined ? { kind: 'timer', timer: command.timer } : { kind: 'key', key }];
    }
    case 'record':
      return [{ kind: 'recorded', record: command.record, ms: 1000 }];
    default:
      return [];
  }
}

test('a form becomes a call: stars, nought to ten, choices, and its answers are those of the form', () => {
  const { flow, unasked } = callOfForm(VISIT, { caller });
  expect(checkCall(flow)).toEqual([]);
  expect(unasked).toEqual([]);
  const { run, said } = talk(compileCall(flow), ['5', '2', '4', '1', '2', '1', '0', '4', '5']);
  expect(said).toMatchObject({ 0: expect.stringContaining('回响口腔'), length: 9 });
  expect(said[1]).toBe('这几方面，您打几颗星？医生沟通。请按1到5打分，5分表示非常满意。');
  expect(run.result).toBe('completed');
  expect(run.answers).toEqual({
    care: { doctor: 5, wait: 2, price: 4 },
    wait_why: ['long', 'silent'],
    recommend: 10,
    overall: 4,
    again: 5,
  });
  expect(compiled.validate(run.answers)).toEqual({ answers: run.answers, errors: [] });
});

test('free words are left as messages where they can be, in the words that fit the score', () => {
  const { flow } = callOfForm(VISIT, { caller, messages: true });
  expect(checkCall(flow)).toEqual([]);
  const { said } = talk(compileCall(flow), ['5', '5', '5', '9', '4', '5']);
  expect(said.filter((line) => line.includes('提示音'))).toEqual([
    '谢谢您，最满意的是什么？请在提示音后留言，按井号键结束。',
    '还想说的。请在提示音后留言，按井号键结束。',
  ]);
});

test('what does not fit nine keys is named, not cut', () => {
  const options = Array.from({ length: 10 }, (_, at) => ({ value: `v${at}`, label: { zh: '甲', en: 'A' } }));
  const { flow, unasked } = callOfForm(
    { ...VISIT, questions: [{ id: 'many', kind: 'single', title: caller, options }] },
    { caller },
  );
  expect(unasked).toEqual(['many']);
  expect(flow.nodes.map(({ id }) => id)).toEqual(['end']);
});

test('whatever is pressed, the answers fit the form', () => {
  const call = compileCall(callOfForm(VISIT, { caller }).flow);
  const key = fc.constantFrom(...'0123456789#');
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      const { run } = talk(call, keys);
      expect(run.result).toBe('completed');
      const { answers, errors } = compiled.validate(run.answers, { partial: true });
      expect(errors).toEqual([]);
      expect(answers).toEqual(run.answers);
    }),
    { numRuns: 500 },
  );
});
