import { Fragment, type ReactNode } from 'react';
import type { FlowNode, FlowTree as Tree, Wait } from '../../../engine/flow/tree.ts';
import type { IconName } from '../../../console/ui/Icon.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import type { PlaybookDetail } from '../contract.ts';
import { Line, Node } from './Node.tsx';
import { words } from './words.ts';
import './FlowTree.css';

type Said = PlaybookDetail['steps'];

/** How many came to a node of the live version, and how many stand there now. */
export type Counts = ReadonlyMap<string, { readonly entered: number; readonly waiting: number }>;

const ICONS: Readonly<Record<string, IconName>> = {
  send: 'send',
  task: 'task',
  tag: 'flag',
  enrol: 'playbook',
  wait: 'clock',
  delay: 'clock',
  branch: 'branch',
  parallel: 'split',
  end: 'check',
};

interface Drawn {
  readonly said: Said;
  readonly counts: Counts | undefined;
}

/** The flow from top to bottom; a node that splits shows its ways side by side, on a phone one below the other. */
export function FlowTree({ flow, ...drawn }: Drawn & { readonly flow: Tree }) {
  return <Sequence nodes={flow.nodes} {...drawn} />;
}

function Sequence({ nodes, ...drawn }: Drawn & { readonly nodes: readonly FlowNode[] }) {
  return (
    <div className="hx-flow">
      {nodes.map((node, index) => (
        <Fragment key={node.id}>
          {index > 0 ? <Line /> : null}
          <One node={node} {...drawn} />
          <Ways node={node} {...drawn} />
        </Fragment>
      ))}
    </div>
  );
}

function One({ node, said, counts }: Drawn & { readonly node: FlowNode }) {
  const say = useSay();
  const format = useFormat();
  const count = counts?.get(node.id);
  const step = said[node.id];
  return (
    <Node
      icon={ICONS[node.kind === 'action' ? node.action : node.kind] ?? 'bolt'}
      {...(node.kind === 'end' ? { kind: 'end' as const } : {})}
      title={step ? say(step.title) : node.id}
      {...(step?.sub ? { sub: say(step.sub) } : {})}
      {...(count
        ? {
            count: (
              <>
                {format.number(count.entered)}
                {count.waiting > 0 ? <span className="t3 thin"> ({format.number(count.waiting)})</span> : null}
              </>
            ),
          }
        : {})}
    />
  );
}

function Ways({ node, ...drawn }: Drawn & { readonly node: FlowNode }): ReactNode {
  const t = useWords(words);
  const say = useSay();
  const span = useSpan();
  switch (node.kind) {
    case 'branch':
      return (
        <Split
          ways={[
            ...node.cases.map((one) => ({ key: one.key, label: one.name ? say(one.name) : one.key, nodes: one.do })),
            { key: 'else', label: t('path.otherwise'), nodes: node.otherwise },
          ]}
          {...drawn}
        />
      );
    case 'parallel':
      return (
        <Split
          ways={node.lanes.map((lane) => ({
            key: lane.key,
            label: lane.name ? say(lane.name) : lane.key,
            nodes: lane.do,
          }))}
          {...drawn}
        />
      );
    case 'action':
    case 'wait':
      return node.timeout && node.timeout.do.length > 0 ? (
        <Split
          ways={[
            { key: 'in-time', label: t(node.kind === 'wait' ? 'path.came' : 'path.ended'), nodes: [] },
            { key: 'late', label: t('path.late', { span: span(node.timeout.after) }), nodes: node.timeout.do },
          ]}
          {...drawn}
        />
      ) : null;
    default:
      return null;
  }
}

function useSpan() {
  const t = useWords(words);
  return ({ n, unit, working }: Wait) => {
    const length = t(`path.${unit}`, { count: n });
    return working ? t('path.working', { length }) : length;
  };
}

function Split({
  ways,
  ...drawn
}: Drawn & { readonly ways: readonly { key: string; label: string; nodes: readonly FlowNode[] }[] }) {
  return (
    <div className="hx-ways">
      {ways.map((way) => (
        <div key={way.key} className="way">
          <span className="label">{way.label}</span>
          {way.nodes.length > 0 ? <Sequence nodes={way.nodes} {...drawn} /> : null}
        </div>
      ))}
    </div>
  );
}
