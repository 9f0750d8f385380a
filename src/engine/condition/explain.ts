/** A condition as a sentence, and for one customer what each leaf had. */
import type { Locale } from '../words.ts';
import { type Group, isGroup, leavesOf } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import { leafOf } from './leaf.ts';
import type { Moment } from './span.ts';

export function explain(condition: Group, catalogue: Catalogue, locale: Locale): string {
  return sentence(condition, catalogue, locale, true);
}

const JOINTS = {
  zh: { and: '，且', or: '，或', not: '不满足', everybody: '所有客户' },
  en: { and: ' and ', or: ' or ', not: 'not', everybody: 'everybody' },
};

function sentence(group: Group, catalogue: Catalogue, locale: Locale, root: boolean): string {
  const joints = JOINTS[locale];
  const parts = group.rules.map((node) => {
    if (isGroup(node)) return sentence(node, catalogue, locale, false);
    const leaf = leafOf(node, catalogue, []);
    return leaf.kind.say(leaf)[locale];
  });
  const joined = parts.length === 0 ? joints.everybody : parts.join(joints[group.combinator]);
  const [open, close] = locale === 'zh' ? ['（', '）'] : ['(', ')'];
  if (group.not)
    return locale === 'zh' ? `${joints.not}${open}${joined}${close}` : `${joints.not} ${open}${joined}${close}`;
  return root || parts.length < 2 ? joined : `${open}${joined}${close}`;
}

export interface Reason {
  readonly sentence: string;
  /** What she had, for people; null when it was not kept. */
  readonly value: string | null;
  readonly held: boolean;
}

/** The reasons of one customer from the stored left values (`leafValues`), judged at the moment they were stored. */
export function explainValues(
  condition: Group,
  catalogue: Catalogue,
  values: readonly unknown[],
  at: Moment,
  locale: Locale,
): Reason[] {
  return leavesOf(condition).map(({ rule }, index) => {
    const leaf = leafOf(rule, catalogue, []);
    const value = values[index] ?? null;
    const holds = leaf.kind.test(leaf)(value, at);
    return {
      sentence: leaf.kind.say(leaf)[locale],
      value: index < values.length ? leaf.kind.show(leaf, value, at)[locale] : null,
      held: leaf.operator.negates === undefined ? holds : !holds,
    };
  });
}
