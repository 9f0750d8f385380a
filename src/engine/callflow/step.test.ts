import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkCall } from './check.ts';
import { compileCall } from './compile.ts';
import type { CallFlow, CallNode } from './flow.ts';
import { type Because, type Command, type Input, NOT_CALLED } from './run.ts';
import { step } from './step.ts';

interface Case {
  readonly name: string;
  readonly nodes: readonly CallNode[];
  readonly start?: string;
  readonly steps: readonly {
    readonly input: string;
    readonly commands: readonly string[];
    readonly because: readonly string[];
    readonly answers?: object;
    readonly result?: string;
  }[];
}

const cases = JSON.parse(readFileSync(new URL('./cases/calls.json', import.meta.url), 'utf8')) as Case[];

function inputOf(line: string): Input {
  const [what = '', which = ''] = line.split(' ');
  switch (what) {
    case 'key':
      return { kind: 'key', key: which };
    case 'played':
      return { kind: 'played', play: Number(which) };
    case 'timer':
      return { kind: 'timer', timer: Number(which) };
    case 'joined':
    case 'notJoined':
      return { kind: 'joined', transfer: Number(which), ok: what === 'joined' };
    case 'recorded':
      return { kind: 'recorded', record: Number(which), ms: 2000 };
    default:
      return { kind: what as 'answered' | 'hungUp' };
  }
}

function sayCommand(command: Command): string {
  switch (command.kind) {
    case 'play':
      return `play ${command.play} ${command.prompts.map(({ words }) => words.zh).join(' | ')}`;
    case 'stopPlay':
      return `stopPlay ${command.play}`;
    case 'timer':
      return `timer ${command.timer} ${command.ms}`;
    case 'untimer':
      return `untimer ${command.timer}`;
    case 'record':
      return `record ${command.record} ${command.node}`;
    case 'stopRecord':
      return `stopRecord ${command.record}`;
    case 'transfer':
      return `transfer ${command.transfer} ${command.target} ${command.ringMs}`;
    case 'optOut':
      return 'optOut';
    case 'hangUp':
      return `hangUp ${command.result}`;
  }
}

const sayBecause = ({ node, what, key }: Because): string => `${node} ${what}${key === undefined ? '' : ` ${key}`}`;
/** The opening is written out in the first case; the others say `…`. */
const shorten = (line: string): string => line.replace(/^play 1 您好.*/, 'play 1 …');

test.each(cases)('$name', ({ nodes, start, steps }) => {
  const flow: CallFlow = {
    caller: { zh: '回响口腔', en: 'Huixiang Dental' },
    start: start ?? nodes[0]?.id ?? '',
    nodes,
  };
  expect(checkCall(flow)).toEqual([]);
  const call = compileCall(flow);
  let run = NOT_CALLED;
  for (const { input, commands, because, answers, result } of steps) {
    const stepped = step(call, run, inputOf(input));
    const said = stepped.commands.map(sayCommand);
    expect(
      { commands: commands[0] === 'play 1 …' ? said.map(shorten) : said, because: stepped.because.map(sayBecause) },
      input,
    ).toEqual({
      commands,
      because,
    });
    run = JSON.parse(JSON.stringify(stepped.run)) as typeof run;
    if (answers) expect(run.answers).toEqual(answers);
    if (result) expect(run.result).toBe(result);
  }
});

const end: CallNode = { id: 'bye', kind: 'end', result: 'completed' };
const words = { zh: '一', en: 'one' };
const flowOf = (...nodes: CallNode[]): CallFlow => ({ caller: words, start: nodes[0]?.id ?? '', nodes });
const codes = (flow: CallFlow): string[] => checkCall(flow).map(({ path, code }) => `${path} ${code}`);

test('what is wrong with a flow is said before anybody is called', () => {
  expect(codes(flowOf())).toEqual(['nodes empty']);
  expect(codes({ ...flowOf(end), caller: { zh: ' ', en: '' } })).toEqual(['caller no_caller']);
  expect(codes(flowOf({ id: 'a', kind: 'say', prompt: { words }, next: 'gone' }))).toEqual([
    'nodes.0.next unknown_node',
  ]);
  expect(codes(flowOf(end, end))).toEqual(['nodes.1.id double_id']);
  expect(codes(flowOf(end, { ...end, id: 'far' }))).toEqual(['nodes.1 unreachable']);
  const say = (id: string, next: string): CallNode => ({ id, kind: 'say', prompt: { words }, next });
  expect(codes(flowOf(say('a', 'b'), say('b', 'a')))).toEqual(['nodes.0.next endless', 'nodes.1.next endless']);
  const star: CallNode = {
    id: 'q',
    kind: 'ask',
    prompt: { words },
    keys: { kind: 'one', values: { '*': 1 } },
    next: 'bye',
  };
  expect(codes(flowOf(star, end))).toEqual(['nodes.0.keys bad_key']);
  const far: CallNode = { ...star, keys: { kind: 'number', from: 5, to: 5 }, timeoutMs: 100 } as CallNode;
  expect(codes(flowOf(far, end))).toEqual(['nodes.0.keys bad_range', 'nodes.0.timeoutMs bad_time']);
});
