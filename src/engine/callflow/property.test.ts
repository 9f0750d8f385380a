import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VISIT } from '../forms/testing/visit.ts';
import { compileCall } from './compile.ts';
import type { CallNode } from './flow.ts';
import { callOfForm } from './form.ts';
import { type CallRun, type Command, type Input, NOT_CALLED } from './run.ts';
import { step } from './step.ts';

const base = callOfForm(VISIT, { caller: { zh: '回响', en: 'Huixiang' }, messages: true }).flow;
/** With a person at the end, so that every kind of node is there. */
const call = compileCall({
  ...base,
  nodes: [
    ...base.nodes.map(
      (node): CallNode => (node.id === 'end' ? { id: 'end', kind: 'transfer', target: 'owner', next: 'last' } : node),
    ),
    { id: 'last', kind: 'end', result: 'completed' },
  ],
});

const inputs = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ what: fc.constant('due' as const), n: fc.constant(0) }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constant('key' as const), n: fc.integer({ min: 0, max: 11 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constantFrom('played', 'timer', 'recorded', 'joined', 'answered', 'hungUp'),
        n: fc.integer({ min: 0, max: 40 }),
      }),
    },
  ),
  { maxLength: 120 },
);
type Chance = { readonly what: string; readonly n: number };

/** What the world owes the call: the end of what it was told to do. */
function due(command: Command | undefined): Input {
  if (command?.kind === 'play') return { kind: 'played', play: command.play };
  if (command?.kind === 'timer') return { kind: 'timer', timer: command.timer };
  if (command?.kind === 'record') return { kind: 'recorded', record: command.record, ms: 1 };
  if (command?.kind === 'transfer') return { kind: 'joined', transfer: command.transfer, ok: false };
  return { kind: 'answered' };
}

function inputOf({ what, n }: Chance, last: Command | undefined): Input {
  switch (what) {
    case 'due':
      return due(last);
    case 'key':
      return { kind: 'key', key: '0123456789#*'[n] ?? '#' };
    case 'played':
      return { kind: 'played', play: n };
    case 'timer':
      return { kind: 'timer', timer: n };
    case 'recorded':
      return { kind: 'recorded', record: n, ms: 1 };
    case 'joined':
      return { kind: 'joined', transfer: n, ok: n % 2 === 0 };
    default:
      return { kind: what as 'answered' | 'hungUp' };
  }
}

const OWED = new Set<Command['kind']>(['play', 'timer', 'record', 'transfer']);

test('whatever happens in whatever order: nothing before the opening, something always going on, nothing after the end', () => {
  fc.assert(
    fc.property(inputs, (chances) => {
      let run: CallRun = NOT_CALLED;
      let last: Command | undefined;
      for (const chance of chances) {
        const input = inputOf(chance, last);
        const before = run;
        const stepped = step(call, before, input);
        run = JSON.parse(JSON.stringify(stepped.run)) as CallRun;
        expect(step(call, JSON.parse(JSON.stringify(before)) as CallRun, input)).toEqual(stepped);
        if (before.phase === 'ended') expect(stepped.commands).toEqual([]);
        if (before.phase === 'new' && stepped.commands.length > 0)
          expect(stepped.commands[0]).toMatchObject({ kind: 'play', node: '(opening)' });
        last = stepped.commands.findLast(({ kind }) => OWED.has(kind)) ?? last;
        holds(run, last);
        const star = input.kind === 'key' && input.key === '*';
        if (star && !['new', 'talking', 'leaving', 'ended'].includes(before.phase)) {
          expect(stepped.commands).toContainEqual({ kind: 'optOut' });
          expect(run.result).toBe('opted_out');
        }
      }
    }),
    { numRuns: 2000 },
  );
});

/** A call never hangs: in every phase one thing is going on whose end leads further. */
function holds(run: CallRun, last: Command | undefined): void {
  if (run.phase === 'listening') expect(last).toEqual(expect.objectContaining({ kind: 'timer', timer: run.timer }));
  if (['opening', 'saying', 'asking', 'leaving'].includes(run.phase))
    expect(last).toEqual(expect.objectContaining({ kind: 'play', play: run.doing }));
  if (run.phase === 'recording') expect(last).toEqual(expect.objectContaining({ kind: 'record', record: run.doing }));
  if (run.phase === 'ended') expect(run.result).toBeTypeOf('string');
}
