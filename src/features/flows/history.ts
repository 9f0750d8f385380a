/** A run's history in sentences, each with its reasons. */
import type { BranchCase, FlowNode, Json, Run } from '../../engine/flow/index.ts';
import type { Locale, Words } from '../../engine/words.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { eventWords, sayNode, sayRule } from './describe.ts';
import type { Entry } from './store-history.ts';

export interface SaidReason {
  readonly sentence: string;
  readonly value: string | null;
  readonly held: boolean;
}

export interface Told {
  readonly runtime: Runtime;
  readonly locale: Locale;
  readonly run: Run;
  nodeOf(id: string): FlowNode | undefined;
  /** Why a condition over the customer held, from the values kept at that time. */
  explain(when: Json, values: readonly unknown[], at: Date): readonly SaidReason[];
}

export function nameOf(node: FlowNode | undefined, runtime: Runtime, locale: Locale): string {
  if (!node) return locale === 'zh' ? '已删除的节点' : 'a node that is gone';
  return node.name?.[locale] ?? sayNode(node, runtime)[locale];
}

export function sayEntry(told: Told, entry: Entry): string {
  const [, id, did, detail, more] = entry;
  const node = told.nodeOf(id);
  const name = nameOf(node, told.runtime, told.locale);
  return sentenceOf(told, did, name, detail ?? '', node, more)[told.locale];
}

function sentenceOf(
  told: Told,
  did: string,
  name: string,
  detail: string,
  node: FlowNode | undefined,
  more: unknown,
): Words {
  switch (did) {
    case 'entered':
      return { zh: `到达：${name}`, en: `Reached: ${name}` };
    case 'done':
      if (node?.kind === 'wait') {
        const event = eventWords(told.runtime, node.event);
        return { zh: `等到了「${event.zh}」`, en: `“${event.en}” came` };
      }
      return detail === 'done'
        ? { zh: `完成：${name}`, en: `Done: ${name}` }
        : { zh: `完成：${name}（${detail}）`, en: `Done: ${name} (${detail})` };
    case 'timedOut':
      return { zh: `超时：${name}`, en: `Timed out: ${name}` };
    case 'waited':
      return { zh: `等待结束：${name}`, en: `Over: ${name}` };
    case 'chose': {
      const chosen = caseOf(node, detail);
      const key =
        chosen?.name ?? (detail === 'otherwise' ? { zh: '其他情况', en: 'otherwise' } : { zh: detail, en: detail });
      return { zh: `${name}：走「${key.zh}」`, en: `${name}: took “${key.en}”` };
    }
    case 'joined':
      return { zh: `并行汇合：${name}`, en: `Joined: ${name}` };
    case 'cancelled':
      return { zh: `不再等待：${name}`, en: `No longer waited for: ${name}` };
    case 'skipped':
      return { zh: `人工跳过：${name}`, en: `Skipped by hand: ${name}` };
    case 'stuck':
      return { zh: `卡在：${name}（${detail}）`, en: `Stuck at: ${name} (${detail})` };
    case 'retried':
      return { zh: `重试：${name}`, en: `Tried again: ${name}` };
    default: {
      const { type } = (more ?? {}) as { type?: string };
      const by = type === undefined ? null : eventWords(told.runtime, type);
      const result = detail === '' ? { zh: '', en: '' } : { zh: `（${detail}）`, en: ` (${detail})` };
      return {
        zh: `流程结束${result.zh}${by ? `，因为「${by.zh}」` : ''}`,
        en: `The flow ended${result.en}${by ? `, because of “${by.en}”` : ''}`,
      };
    }
  }
}

function caseOf(node: FlowNode | undefined, key: string): BranchCase | undefined {
  return node?.kind === 'branch' ? node.cases.find((each) => each.key === key) : undefined;
}

/** Of a choice: the conditions of its case, with what they looked at. */
export function reasonsOf(told: Told, entry: Entry, at: Date): SaidReason[] {
  const [, id, did, detail, more] = entry;
  if (did !== 'chose') return [];
  const chosen = caseOf(told.nodeOf(id), detail ?? '');
  if (!chosen) return [];
  const result = chosen.of === undefined ? undefined : told.run.r?.[chosen.of];
  const ofResult = (chosen.where ?? []).map((rule) => ({
    sentence: sayRule(rule),
    value: valueOf(result?.[String(rule['field'])]),
    held: true,
  }));
  const { values } = (more ?? {}) as { values?: readonly unknown[] };
  return [...ofResult, ...(chosen.when && values ? told.explain(chosen.when, values, at) : [])];
}

function valueOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string);
}
