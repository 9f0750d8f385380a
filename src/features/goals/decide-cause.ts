/** Which part of the whole most likely moved a figure. Pure. */
import { type Decomposition, decompose, type PartChange, standsOut, zOf } from '../../engine/stats/index.ts';
import type { Words } from '../../engine/words.ts';
import type { GoalPart } from '../metrics/contract-goal-indicator.ts';
import { type Cause, type CausePart, DIVISIONS } from './contract-alerts.ts';

export type By = (typeof DIVISIONS)[number];

export interface Divided {
  readonly by: By;
  readonly before: readonly GoalPart[];
  readonly now: readonly GoalPart[];
}

/** So many parts of a division are kept, the largest effects first. */
const KEPT = 8;

/**
 * Divisions are tried in the order in which the figure names them, from what can be changed most directly to what only tells where it happens; all
 * their parts count as looked at, so that among many one does not stand out by chance.
 */
export function decideCause(
  divided: readonly Divided[],
  spread: number,
  nameOf: (by: By, key: string) => Words,
): Pick<Cause, 'kind' | 'part' | 'divisions' | 'change'> {
  const found = divided.flatMap((each) => {
    // A reason is weighed against what is said where none is given: that part is no reason itself.
    const parts = decompose(each.before, each.now, spread, each.by === 'reason' ? '' : undefined);
    return parts ? [{ by: each.by, parts, names: namesOf(each) }] : [];
  });
  const looked = found.reduce((sum, { parts }) => sum + parts.parts.length, 0);
  const say = (by: By, names: ReadonlyMap<string, Words>, part: PartChange): CausePart => ({
    key: part.key,
    name: names.get(part.key) ?? nameOf(by, part.key),
    before: part.before,
    now: part.now,
    rate: part.rate,
    mix: part.mix,
    effect: part.effect,
    low: part.effect - zOf(0.05) * part.se,
    high: part.effect + zOf(0.05) * part.se,
  });
  const divisions = found.map(({ by, parts, names }) => ({
    by,
    rate: parts.rate,
    mix: parts.mix,
    parts: parts.parts.slice(0, KEPT).map((part) => say(by, names, part)),
  }));
  const change = found[0]?.parts.change ?? null;
  for (const { by, parts, names } of found) {
    const part = standsOut(parts, looked);
    if (!part) continue;
    return { kind: 'part', part: { ...say(by, names, part), by, share: shareOf(part, parts) }, divisions, change };
  }
  return { kind: found.length > 0 ? 'none' : 'not_divisible', part: null, divisions, change };
}

function namesOf({ before, now }: Divided): Map<string, Words> {
  return new Map([...before, ...now].flatMap(({ key, name }) => (name ? [[key, name] as const] : [])));
}

function shareOf(part: PartChange, { change }: Decomposition): number {
  return change === 0 ? 0 : part.effect / change;
}
