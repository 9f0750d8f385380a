/** Flows in words of both languages: for the picture, for histories, for the list of stuck runs. */
import type { Words } from '../../engine/words.ts';
import { type FlowNode, type FlowTree, innerOf, type Json, type Wait } from '../../engine/flow/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { knownTypesOf } from '../events/index.ts';
import { explainCondition } from '../segments/index.ts';
import { flowAction } from './action.ts';
import type { DescribedNode, DescribedSequence } from './contract.ts';

export interface Describing {
  readonly runtime: Runtime;
  /** The whole playbook, for plug-ins that look things up in it; empty where only the flow is known. */
  readonly document: Json;
  /** Sentences of the conditions over customers, by the condition. */
  readonly sentences: ReadonlyMap<Json, Words>;
}

/** The nodes of a flow for people. */
export async function describeFlow(
  tx: Tx,
  ctx: Context,
  definition: FlowTree,
  document: Json = {},
): Promise<DescribedNode[]> {
  const sentences = new Map<Json, Words>();
  for (const when of conditionsOf(definition.nodes)) {
    const say = async (locale: 'zh' | 'en') => explainCondition(tx, ctx, when, locale).catch(() => '?');
    sentences.set(when, { zh: await say('zh'), en: await say('en') });
  }
  const about: Describing = { runtime: ctx.runtime, document, sentences };
  return definition.nodes.map((node) => describeNode(node, about));
}

function conditionsOf(nodes: readonly FlowNode[]): Json[] {
  return nodes.flatMap((node): Json[] => [
    ...(node.kind === 'branch' ? node.cases.flatMap(({ when }): Json[] => (when ? [when] : [])) : []),
    ...innerOf(node).flatMap(conditionsOf),
  ]);
}

function describeNode(node: FlowNode, about: Describing): DescribedNode {
  const keys = sequenceWords(node, about);
  const inner: DescribedSequence[] = innerOf(node).map((nodes, at) => ({
    key: keys[at]?.key ?? String(at),
    says: keys[at]?.says ?? { zh: '', en: '' },
    nodes: nodes.map((each) => describeNode(each, about)),
  }));
  return {
    id: node.id,
    kind: node.kind,
    ...(node.kind === 'action' ? { action: node.action } : {}),
    name: node.name ?? null,
    says: sayNode(node, about.runtime, about.document),
    inner,
  };
}

function sequenceWords(node: FlowNode, about: Describing): { key: string; says: Words }[] {
  switch (node.kind) {
    case 'action':
    case 'wait': {
      if (!node.timeout) return [];
      const wait = sayWait(node.timeout.after);
      return [{ key: 'timeout', says: { zh: `${wait.zh}后仍没有`, en: `not within ${wait.en}` } }];
    }
    case 'branch':
      return [
        ...node.cases.map((each) => ({ key: each.key, says: each.name ?? sayCase(each, about.sentences) })),
        { key: 'otherwise', says: { zh: '其他情况', en: 'otherwise' } },
      ];
    case 'parallel':
      return node.lanes.map(({ key, name }) => ({ key, says: name ?? { zh: key, en: key } }));
    default:
      return [];
  }
}

/** What a node does, in one line. Its own name, where it has one, stands beside this. */
export function sayNode(node: FlowNode, runtime: Runtime, document: Json = {}): Words {
  switch (node.kind) {
    case 'action': {
      const action = runtime.slot(flowAction).find((each) => each.name === node.action);
      const params = action?.params.safeParse(node.params);
      if (!action) return { zh: node.action, en: node.action };
      try {
        return (params?.success ? action.describe?.(params.data, document) : undefined) ?? action.words;
      } catch {
        return action.words;
      }
    }
    case 'wait': {
      const event = eventWords(runtime, node.event);
      const where = node.where?.length ? sayWhere(node.where) : '';
      return {
        zh: `等待「${event.zh}」${where && `（${where}）`}`,
        en: `Wait for “${event.en}”${where && ` (${where})`}`,
      };
    }
    case 'delay':
      return sayDelay(node);
    case 'branch':
      return { zh: '按情况分支', en: 'Branch' };
    case 'parallel':
      return sayJoin(node.join);
    case 'end':
      return { zh: '结束', en: 'End' };
  }
}

function sayDelay({ for: wait, at }: { readonly for?: Wait; readonly at?: string }): Words {
  const span = wait ? sayWait(wait) : null;
  if (!at) return { zh: `等 ${span?.zh ?? ''}`, en: `Wait ${span?.en ?? ''}` };
  return span
    ? { zh: `等 ${span.zh}，到 ${at}`, en: `Wait ${span.en}, then until ${at}` }
    : { zh: `等到 ${at}`, en: `Wait until ${at}` };
}

function sayJoin(join: 'all' | 'any' | number): Words {
  if (join === 'all') return { zh: '并行，全部完成后继续', en: 'In parallel, until all are through' };
  if (join === 'any') return { zh: '并行，任一完成即继续', en: 'In parallel, until one is through' };
  return { zh: `并行，完成 ${join} 条后继续`, en: `In parallel, until ${join} are through` };
}

const UNITS = {
  minute: { zh: '分钟', en: 'minute' },
  hour: { zh: '小时', en: 'hour' },
  day: { zh: '天', en: 'day' },
} as const;

function sayWait({ n, unit, working }: Wait): Words {
  const { zh, en } = UNITS[unit];
  const plural = n === 1 ? en : `${en}s`;
  if (!working) return { zh: `${n} ${zh}`, en: `${n} ${plural}` };
  return unit === 'day'
    ? { zh: `${n} 个工作日`, en: `${n} working ${plural}` }
    : { zh: `${n} 个工作${zh}`, en: `${n} working ${plural}` };
}

export function eventWords(runtime: Runtime, type: string): Words {
  return knownTypesOf(runtime)[type] ?? { zh: type, en: type };
}

interface Case {
  readonly key: string;
  readonly of?: string;
  readonly where?: readonly Json[];
  readonly when?: Json;
}

/** The conditions of a case; its result's in signs, which both languages read. */
function sayCase({ key, where, when }: Case, sentences: ReadonlyMap<Json, Words>): Words {
  const result = where?.length ? sayWhere(where) : null;
  const customer = when ? sentences.get(when) : null;
  if (!result && !customer) return { zh: key, en: key };
  const join = (of: 'zh' | 'en') => [result, customer?.[of]].filter(Boolean).join(of === 'zh' ? '，且' : ' and ');
  return { zh: join('zh'), en: join('en') };
}

const SIGNS: Readonly<Record<string, string>> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  in: '∈',
  notIn: '∉',
};

export function sayWhere(where: readonly Json[]): string {
  return where.map(sayRule).join('; ');
}

export function sayRule({ field, operator, value }: Json): string {
  const sign = SIGNS[String(operator)] ?? String(operator);
  const right =
    value === undefined || value === null ? '' : Array.isArray(value) ? `(${value.join(', ')})` : plain(value);
  return `${String(field)} ${sign} ${right}`.trim();
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string);
}
