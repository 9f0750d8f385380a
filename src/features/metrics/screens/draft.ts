/** What the editor holds, and what a chosen question suggests. */
import type { Askable, OwnBinding, OwnDefinition, OwnFormula } from '../contract-own.ts';

export const EMPTY: OwnDefinition = {
  bind: [],
  touchpoint: { events: [], playbooks: [], channels: [] },
  scale: { low: 1, high: 5, better: 'high' },
  formula: { kind: 'mean' },
  window: { days: null },
  period: 'month',
  exclude: { segments: [], channels: [], testCustomers: true, fasterThan: null, partial: true },
  least: 30,
};

/** A binding as the value of a choice. */
export function keyOf({ playbook, form, question, row }: OwnBinding): string {
  return [playbook ?? '*', form ?? '*', question, row ?? '*'].join('|');
}

export function bindingOf(key: string): OwnBinding {
  const [playbook = '*', form = '*', question = '', row = '*'] = key.split('|');
  const part = (one: string) => (one === '*' ? null : one);
  return { playbook: part(playbook), form: part(form), question, row: part(row) };
}

/** The formula of a kind over a scale, with bounds that make sense. */
export function formulaOf(
  kind: OwnFormula['kind'],
  scale: OwnDefinition['scale'],
  asked: Askable | undefined,
): OwnFormula {
  const { low, high, better } = scale;
  const up = better === 'high';
  switch (kind) {
    case 'top':
      return up ? { kind, from: high - 1, to: high } : { kind, from: low, to: low + 1 };
    case 'net':
      return up
        ? { kind, promoter: high - 1, detractor: high - 4 > low ? high - 4 : low }
        : { kind, promoter: low + 1, detractor: high };
    case 'yes':
      return { kind, values: asked?.options.slice(0, 1).map(({ value }) => value) ?? [] };
    default:
      return { kind };
  }
}

/** The first question sets scale and formula; what was set by hand since stays when more are chosen. */
export function withQuestions(draft: OwnDefinition, bind: OwnBinding[], asked: readonly Askable[]): OwnDefinition {
  const first = bind[0];
  if (!first || draft.bind.length > 0) return { ...draft, bind };
  const found = askedBy(first, asked);
  if (!found) return { ...draft, bind };
  if (found.low === null || found.high === null)
    return { ...draft, bind, formula: formulaOf('yes', draft.scale, found) };
  const scale = { ...draft.scale, low: found.low, high: found.high };
  return { ...draft, bind, scale, formula: formulaOf(found.kind === 'nps' ? 'net' : 'top', scale, found) };
}

export function askedBy(binding: OwnBinding, asked: readonly Askable[]): Askable | undefined {
  return asked.find(
    (one) =>
      one.question === binding.question &&
      (binding.playbook === null || binding.playbook === one.playbook) &&
      (binding.form === null || binding.form === one.form),
  );
}

/** A key from a name: its Latin letters and digits, else a number of its own. */
export function keyFrom(name: string, taken: readonly string[]): string {
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 36);
  const base = latin.length >= 2 ? latin : 'metric';
  for (let at = 1; ; at += 1) {
    const key = at === 1 && latin.length >= 2 ? base : `${base}_${at}`;
    if (!taken.includes(key)) return key;
  }
}
