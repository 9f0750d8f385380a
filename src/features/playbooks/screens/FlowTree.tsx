import { Fragment, type ReactNode, useRef } from 'react';
import type { FlowNode, FlowTree as Tree, Wait } from '../../../engine/flow/tree.ts';
import type { IconName } from '../../../console/ui/Icon.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { listPlaybooks, type PlaybookDetail } from '../contract.ts';
import { elbow, endsIn, useCentres } from './flow-lines.ts';
import { Line, Node } from './Node.tsx';
import { words } from './words.ts';
import './FlowTree.css';

type Said = PlaybookDetail['steps'];

/** Of the version shown, per node and `node/key` per way out of it: how many came, stand there now, went on. */
export type Counts = ReadonlyMap<string, { readonly entered: number; readonly waiting: number; readonly done: number }>;

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

/** What these do is drawn; where they have a name of their own, the word for their kind adds nothing. */
const NAMED_BY_WAYS: ReadonlySet<FlowNode['kind']> = new Set(['branch', 'parallel', 'end']);

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
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const count = counts?.get(node.id);
  const step = said[node.id];
  const named = useOtherName(node);
  return (
    <Node
      icon={ICONS[node.kind === 'action' ? node.action : node.kind] ?? 'bolt'}
      {...(node.kind === 'end' ? { kind: 'end' as const } : {})}
      title={step ? say(step.title) : node.id}
      {...(step?.sub && !(NAMED_BY_WAYS.has(node.kind) && node.name) ? { sub: named(say(step.sub)) } : {})}
      {...(count
        ? {
            count: (
              <>
                {format.number(count.entered)}
                {count.waiting > 0 ? (
                  <span className="t3 thin"> · {t('path.here', { count: format.number(count.waiting) })}</span>
                ) : null}
              </>
            ),
          }
        : {})}
    />
  );
}

/** A step that hands over names the other playbook by its key; here it stands by its name. */
function useOtherName(node: FlowNode): (text: string) => string {
  const say = useSay();
  const key = node.kind === 'action' && node.action === 'enrol' ? String(node.params['playbook']) : null;
  const query = useEndpoint(listPlaybooks, {}, { enabled: key !== null, staleTime: 60_000 });
  const name = query.data?.playbooks.find((one) => one.key === key)?.name;
  return (text) => (key !== null && name ? text.replace(key, say(name)) : text);
}

interface Way {
  readonly key: string;
  readonly label: string;
  /** How many went this way; undefined while nobody can have. */
  readonly count: number | undefined;
  readonly nodes: readonly FlowNode[];
}

function Ways({ node, ...drawn }: Drawn & { readonly node: FlowNode }): ReactNode {
  const t = useWords(words);
  const say = useSay();
  const span = useSpan();
  const came = (way: string) => drawn.counts && (drawn.counts.get(`${node.id}/${way}`)?.entered ?? 0);
  switch (node.kind) {
    case 'branch':
      return (
        <Split
          ways={[
            ...node.cases.map((one) => ({
              key: one.key,
              label: one.name ? say(one.name) : one.key,
              count: came(one.key),
              nodes: one.do,
            })),
            { key: 'otherwise', label: t('path.otherwise'), count: came('otherwise'), nodes: node.otherwise },
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
            // everybody goes through every lane
            count: undefined,
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
            {
              key: 'in-time',
              label: t(node.kind === 'wait' ? 'path.came' : 'path.ended'),
              count: drawn.counts && (drawn.counts.get(node.id)?.done ?? 0) - (came('timeout') ?? 0),
              nodes: [],
            },
            {
              key: 'timeout',
              label: t('path.late', { span: span(node.timeout.after) }),
              count: came('timeout'),
              nodes: node.timeout.do,
            },
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

/** Ways part under the node and come together again over what follows; what ends does not come back. */
function Split({ ways, ...drawn }: Drawn & { readonly ways: readonly Way[] }) {
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const { centres, middle, height } = useCentres(box, ways.length);
  const ends = ways.map(({ nodes }) => endsIn(nodes));
  return (
    <div className="hx-ways" ref={box}>
      <svg className="lines" aria-hidden="true" fill="none">
        {centres.map((centre, at) => (
          <Fragment key={ways[at]?.key}>
            <path d={elbow(middle, 0, centre, 44)} />
            {ends[at] ? null : <path d={elbow(centre, height - 24, middle, height)} />}
          </Fragment>
        ))}
      </svg>
      {ways.map((way, at) => (
        <div key={way.key} className={ends[at] ? 'way ends' : 'way'}>
          <span className="label">
            {way.label}
            {way.count === undefined ? null : <b> {format.number(way.count)}</b>}
          </span>
          {way.nodes.length > 0 ? <Sequence nodes={way.nodes} {...drawn} /> : null}
          <i className="on" aria-hidden="true" />
        </div>
      ))}
    </div>
  );
}
