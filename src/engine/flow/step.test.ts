import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkTree } from './check.ts';
import { compile } from './compile.ts';
import { type Because, type Command, type Input, NOT_STARTED, type Run } from './run.ts';
import { step } from './step.ts';
import type { FlowNode, FlowTree } from './tree.ts';

interface Case {
  readonly name: string;
  readonly tree: FlowTree;
  readonly steps: readonly {
    readonly input: Input;
    readonly commands: readonly string[];
    readonly because: readonly string[];
    readonly run: Run;
  }[];
}

const cases = JSON.parse(readFileSync(new URL('./cases/steps.json', import.meta.url), 'utf8')) as Case[];

const sayCommand = (command: Command): string =>
  (command.kind === 'ended' ? `ended ${command.result}` : `${command.kind} ${command.token} ${command.node}`).trim();
const sayBecause = ({ token, node, did, detail }: Because): string =>
  [token, node, did, detail].filter((part) => part !== undefined && part !== '').join(' ');

test.each(cases)('$name', ({ tree, steps }) => {
  const flow = compile(tree);
  let run = NOT_STARTED;
  for (const { input, ...expected } of steps) {
    const stepped = step(flow, run, input);
    run = stepped.run;
    expect({
      commands: stepped.commands.map(sayCommand),
      because: stepped.because.map(sayBecause),
      run,
    }).toEqual(expected);
  }
});

test('a run of many lanes stays below 200 bytes', () => {
  const lane = (id: string): FlowNode => ({ id, kind: 'wait', event: 'e' });
  const flow = compile({
    nodes: [
      {
        id: 'all',
        kind: 'parallel',
        join: 'all',
        lanes: ['one', 'two', 'three', 'four', 'five'].map((key) => ({ key, do: [lane(key)] })),
      },
    ],
  });
  const { run } = step(flow, NOT_STARTED, { kind: 'start' });
  expect(JSON.stringify(run).length).toBeLessThanOrEqual(200);
});

test('what is wrong with a tree', () => {
  const deep = (levels: number): FlowNode => ({
    id: `n${levels}`,
    kind: 'parallel',
    join: 'all',
    lanes: [{ key: 'a', do: levels > 0 ? [deep(levels - 1)] : [] }],
  });
  expect(checkTree({ nodes: [deep(12)] }).map(({ words }) => words.en)).toEqual(['at most 12 levels deep']);
  expect(checkTree({ nodes: [] }).map(({ words }) => words.en)).toEqual(['the flow is empty']);
  const many = Array.from({ length: 301 }, (_each, n): FlowNode => ({ id: `d${n}`, kind: 'delay', at: '10:00' }));
  expect(checkTree({ nodes: many }).map(({ words }) => words.en)).toEqual(['at most 300 nodes']);
  const branch: FlowNode = {
    id: 'b',
    kind: 'branch',
    cases: [
      { key: 'x', of: 'w', where: [], do: [{ id: 'w', kind: 'wait', event: 'e' }] },
      { key: 'y', of: 'v', do: [] },
    ],
    otherwise: [{ id: 'after', kind: 'branch', cases: [{ key: 'z', of: 'w', do: [] }], otherwise: [] }],
  };
  expect(checkTree({ nodes: [{ id: 'v', kind: 'wait', event: 'e' }, branch] }).map(({ path }) => path)).toEqual([
    'nodes.1.cases.0.of',
    'nodes.1.otherwise.0.cases.0.of',
  ]);
});
