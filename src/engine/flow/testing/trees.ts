/** Random trees and what may happen to them. */
import fc from 'fast-check';
import type { FlowNode, FlowTree, Wait } from '../tree.ts';

const hour: Wait = { n: 1, unit: 'hour' };

type Bare = (id: () => string) => FlowNode;

const sequences = (node: fc.Arbitrary<Bare>, most: number) => fc.array(node, { maxLength: most });
const grow = (id: () => string, bare: readonly Bare[]): FlowNode[] => bare.map((each) => each(id));

const { node: anyNode } = fc.letrec<{ node: Bare; inner: Bare[] }>((tie) => ({
  inner: sequences(tie('node'), 3),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 4 },
    { weight: 3, arbitrary: fc.constant<Bare>((id) => ({ kind: 'delay', id: id(), for: hour })) },
    { weight: 1, arbitrary: fc.constant<Bare>((id) => ({ kind: 'end', id: id(), result: 'early' })) },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom('action', 'wait'), fc.option(tie('inner'), { nil: undefined })).map(
        ([kind, late]): Bare =>
          (id) => {
            const own = id();
            const timeout = late ? { timeout: { after: hour, do: grow(id, late) } } : {};
            return kind === 'action'
              ? { kind: 'action', id: own, action: 'act', params: {}, ...timeout }
              : { kind: 'wait', id: own, event: 'event', ...timeout };
          },
      ),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.array(tie('inner'), { minLength: 1, maxLength: 3 }), tie('inner')).map(
        ([cases, otherwise]): Bare =>
          (id) => ({
            kind: 'branch',
            id: id(),
            cases: cases.map((each, at) => ({ key: `c${at}`, do: grow(id, each) })),
            otherwise: grow(id, otherwise),
          }),
      ),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.array(tie('inner'), { minLength: 1, maxLength: 4 }),
          fc.oneof(fc.constantFrom('all' as const, 'any' as const), fc.integer({ min: 1, max: 4 })),
        )
        .map(
          ([lanes, join]): Bare =>
            (id) => ({
              kind: 'parallel',
              id: id(),
              join,
              lanes: lanes.map((each, at) => ({ key: `l${at}`, do: grow(id, each) })),
            }),
        ),
    },
  ),
}));

export const anyTree: fc.Arbitrary<FlowTree> = fc
  .tuple(fc.array(anyNode, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([nodes, exits]) => {
    let n = 0;
    const id = (): string => `n${++n}`;
    return { nodes: grow(id, nodes), ...(exits ? { exits: [{ event: 'goal' }] } : {}) };
  });

/** Which token (counted from the newest, beyond the oldest: one that never was), what happens, and a choice for branches. */
export interface Chance {
  readonly back: number;
  readonly what: 'ended' | 'event' | 'timer' | 'decided' | 'skip' | 'fitting' | 'stop' | 'start';
  readonly choice: number;
  /** Happens twice. */
  readonly again: boolean;
}

export const anyChances: fc.Arbitrary<Chance[]> = fc.array(
  fc.record({
    back: fc.integer({ min: -1, max: 12 }),
    what: fc.oneof(
      { weight: 12, arbitrary: fc.constant('fitting' as const) },
      {
        weight: 5,
        arbitrary: fc.constantFrom('ended' as const, 'event' as const, 'timer' as const, 'decided' as const),
      },
      { weight: 1, arbitrary: fc.constantFrom('skip' as const, 'start' as const) },
    ),
    choice: fc.integer({ min: -1, max: 3 }),
    again: fc.boolean(),
  }),
  { maxLength: 40 },
);
