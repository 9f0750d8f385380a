import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTree } from './check.ts';
import { compile, type Flow } from './compile.ts';
import { type Input, NOT_STARTED, type Run } from './run.ts';
import { step } from './step.ts';
import { type Happened, ReferenceRun } from './testing/reference.ts';
import { anyChances, anyTree, type Chance } from './testing/trees.ts';
import { Watch } from './testing/watch.ts';

const RUNS = Number(process.env['FLOW_RUNS'] ?? 3000);

/** The token a chance is about: a live one mostly, sometimes a dead one or one that never was. */
function tokenOf(run: Run, back: number): number {
  const live = run.at.map(([token]) => token);
  if (back < 0) return run.n + 7;
  return back < 9 ? (live[live.length - 1 - (back % Math.max(1, live.length))] ?? run.n) : Math.max(1, run.n - back);
}

function inputOf(flow: Flow, run: Run, { back, what, choice }: Chance): Input {
  if (what === 'start') return { kind: 'start' };
  if (what === 'stop') return { kind: 'stop', result: 'stopped' };
  const token = tokenOf(run, back);
  const node = flow.sites.get(run.at.find(([live]) => live === token)?.[1] ?? '')?.node;
  const fitting = {
    action: 'ended',
    wait: 'event',
    delay: 'timer',
    branch: 'decided',
    parallel: 'timer',
    end: 'timer',
  } as const;
  const timeout = choice === 3 && node && 'timeout' in node;
  const kind = what === 'fitting' ? (timeout ? 'timer' : fitting[node?.kind ?? 'end']) : what;
  if (kind === 'ended') return { kind, token, result: 'done', data: { n: choice } };
  if (kind === 'decided') return { kind, token, choice };
  return { kind, token };
}

function happenedOf(flow: Flow, run: Run, input: Input): Happened | null {
  if (!('token' in input)) return null;
  const node = run.at.find(([token]) => token === input.token)?.[1];
  if (node === undefined) return null;
  const { kind } = flow.sites.get(node)?.node ?? {};
  if (input.kind === 'ended') return kind === 'action' ? { kind: 'done', node } : null;
  if (input.kind === 'event') return kind === 'wait' ? { kind: 'done', node } : null;
  if (input.kind === 'skip') return kind === 'parallel' ? null : { kind: 'skip', node };
  if (input.kind === 'decided') return { kind: 'decided', node, choice: input.choice };
  return { kind: 'timer', node };
}

const waitingOf = (flow: Flow, run: Run): string[] =>
  run.at.flatMap(([, node]) => (flow.sites.get(node)?.node.kind === 'parallel' ? [] : [node])).sort();

test('whatever happens to whatever tree, in whatever order, late or twice', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyTree, anyChances, fc.integer({ min: 0, max: 60 }), (tree, chances, stopAt) => {
      const flow = compile(tree);
      const watch = new Watch(flow);
      const inputs: Input[] = [{ kind: 'start' }];
      let run = NOT_STARTED;
      let reference: ReferenceRun | null = null;
      const take = (input: Input): void => {
        const before = run;
        const stepped = step(flow, before, input);
        const live = 'token' in input && before.at.some(([token]) => token === input.token);
        const spends = live && stepped.run !== before ? { kind: input.kind, token: input.token } : null;
        watch.follow(before, stepped, spends);
        if (stepped.run === before) expect(stepped.commands).toEqual([]);
        const happened = happenedOf(flow, before, input);
        if (input.kind === 'start') reference ??= new ReferenceRun(tree);
        else if (input.kind === 'stop') reference?.stop(input.result);
        else if (happened) reference?.take(happened);
        else expect(stepped.run).toBe(before);
        run = stepped.run;
        expect(waitingOf(flow, run)).toEqual(reference?.waiting() ?? []);
        expect(run.end ?? null).toBe(reference?.ended ?? null);
      };
      take({ kind: 'start' });
      for (const [at, chance] of chances.entries()) {
        const input = inputOf(flow, run, at === stopAt ? { ...chance, what: 'stop' } : chance);
        inputs.push(input);
        take(input);
        if (chance.again && 'token' in input && !run.at.some(([token]) => token === input.token)) {
          const before = run;
          take(input);
          expect(run).toBe(before);
        }
      }
      const again = inputs.reduce<Run>(
        (state, input) => step(flow, JSON.parse(JSON.stringify(state)) as Run, input).run,
        NOT_STARTED,
      );
      expect(JSON.stringify(again)).toBe(JSON.stringify(run));
    }),
    { numRuns: RUNS },
  );
});

test('random trees have nothing wrong with them but what was put there', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const kinds = checkTree(tree).filter(
        ({ words }) => !/no condition|ended before|only \d+ lanes|levels deep/.test(words.en),
      );
      expect(kinds).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
