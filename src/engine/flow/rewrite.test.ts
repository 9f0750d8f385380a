import { expect, test } from 'vitest';
import { actionsOf, rewriteActions } from './rewrite.ts';
import type { FlowNode } from './tree.ts';

const send = (id: string): FlowNode => ({ id, kind: 'action', action: 'send', params: { id } });
const NODES: readonly FlowNode[] = [
  { ...send('a'), timeout: { after: { n: 1, unit: 'day' }, do: [send('b')] } } as FlowNode,
  { id: 'w', kind: 'wait', event: 'response', timeout: { after: { n: 1, unit: 'day' }, do: [send('c')] } },
  {
    id: 'x',
    kind: 'branch',
    cases: [{ key: 'k', of: 'w', do: [{ id: 'd', kind: 'delay', at: '10:00' }, send('d1')] }],
    otherwise: [{ id: 'p', kind: 'parallel', join: 'all', lanes: [{ key: 'l', do: [send('e')] }] }],
  },
  { id: 'end', kind: 'end' },
];

test('every action has its path and what is around it, wherever it stands; rewriting changes nothing else', () => {
  expect(actionsOf(NODES).map(({ node, path, inside }) => [node.id, path, inside.map((each) => each.node.id)])).toEqual(
    [
      ['a', 'nodes.0', []],
      ['b', 'nodes.0.timeout.do.0', ['a']],
      ['c', 'nodes.1.timeout.do.0', ['w']],
      ['d1', 'nodes.2.cases.0.do.1', ['x']],
      ['e', 'nodes.2.otherwise.0.lanes.0.do.0', ['x', 'p']],
    ],
  );
  expect(rewriteActions(NODES, (node) => node)).toEqual(NODES);
  const written = rewriteActions(NODES, (node) => ({ ...node, params: { seen: node.id } }));
  expect(actionsOf(written).map(({ node }) => node.params)).toEqual(
    ['a', 'b', 'c', 'd1', 'e'].map((seen) => ({ seen })),
  );
});
