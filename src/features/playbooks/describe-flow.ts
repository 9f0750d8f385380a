/** The nodes of a playbook's flow in words, for its picture. Pure. */
import type { FlowNode, Json, Wait } from '../../engine/flow/tree.ts';
import { innerOf } from '../../engine/flow/index.ts';
import type { Words } from '../../engine/words.ts';
import type { FlowAction } from '../flows/index.ts';
import type { PlaybookDetail } from './contract.ts';
import type { PlaybookDefinition } from './contract-definition.ts';

type Steps = PlaybookDetail['steps'];
/** The names of event types. */
type EventWords = Readonly<Record<string, Words>>;

export function describeFlow(
  definition: PlaybookDefinition,
  actions: readonly FlowAction[],
  events: EventWords,
): Steps {
  const steps: Steps = {};
  const document = definition as unknown as Json;
  const visit = (nodes: readonly FlowNode[]): void => {
    for (const node of nodes) {
      const said = saidOf(node, document, actions, events);
      // What it does by itself stands below the name that somebody gave it.
      steps[node.id] = node.name
        ? { title: node.name, ...((said.sub ?? said.title) ? { sub: said.sub ?? said.title } : {}) }
        : said;
      for (const inner of innerOf(node)) visit(inner);
    }
  };
  visit(definition.flow?.nodes ?? []);
  return steps;
}

function saidOf(node: FlowNode, document: Json, actions: readonly FlowAction[], events: EventWords): Steps[string] {
  switch (node.kind) {
    case 'action': {
      const action = actions.find((each) => each.name === node.action);
      const params = action?.params.safeParse(node.params);
      const sub = params?.success ? action?.describe?.(params.data, document) : undefined;
      return { title: action?.words ?? { zh: node.action, en: node.action }, ...(sub ? { sub } : {}) };
    }
    case 'wait': {
      const event = events[node.event] ?? { zh: node.event, en: node.event };
      const most = node.timeout ? spanWords(node.timeout.after) : null;
      return {
        title: { zh: `等「${event.zh}」`, en: `Wait for “${event.en}”` },
        ...(most ? { sub: { zh: `最多 ${most.zh}`, en: `at most ${most.en}` } } : {}),
      };
    }
    case 'delay':
      return { title: delayWords(node.for, node.at) };
    case 'branch':
      return { title: { zh: '分支', en: 'Branch' } };
    case 'parallel':
      return { title: { zh: '同时进行', en: 'At the same time' }, sub: joinWords(node.join) };
    case 'end':
      return { title: { zh: '结束', en: 'End' } };
  }
}

const UNITS: Readonly<Record<Wait['unit'], Words>> = {
  minute: { zh: '分钟', en: 'min' },
  hour: { zh: '小时', en: 'h' },
  day: { zh: '天', en: 'd' },
};

function spanWords({ n, unit, working }: Wait): Words {
  const { zh, en } = UNITS[unit];
  return working
    ? { zh: `${n} 个工作${zh}`, en: `${n} ${en} of working time` }
    : { zh: `${n} ${zh}`, en: `${n} ${en}` };
}

function delayWords(length: Wait | undefined, at: string | undefined): Words {
  const span = length ? spanWords(length) : null;
  const until = at ? { zh: `到 ${at}`, en: `until ${at}` } : null;
  if (span && until) return { zh: `等 ${span.zh}，再${until.zh}`, en: `Wait ${span.en}, then ${until.en}` };
  if (span) return { zh: `等 ${span.zh}`, en: `Wait ${span.en}` };
  return until ? { zh: `等${until.zh}`, en: `Wait ${until.en}` } : { zh: '立即', en: 'At once' };
}

function joinWords(join: 'all' | 'any' | number): Words {
  if (join === 'all') return { zh: '全部完成才继续', en: 'goes on when all are through' };
  if (join === 'any') return { zh: '任一完成就继续', en: 'goes on when one is through' };
  return { zh: `${join} 个完成就继续`, en: `goes on when ${join} are through` };
}
