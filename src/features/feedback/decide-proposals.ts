/** What people's corrections have in common, as changes of the taxonomy that a person may take or leave. Pure. */
import { normalise, type Polarity, type Reason } from '../../engine/text/index.ts';

/** So many different clauses must be corrected alike. */
export const AGREEING = 3;
/** Of one reason and side at most. */
const MOST = 2;

export interface Corrected {
  readonly code: string;
  /** null: not this reason. */
  readonly polarity: Polarity | null;
  readonly quote: string;
  /** What the clause says: the same words count once. */
  readonly clause: string;
}

export type List = 'seeds' | 'bad' | 'good';

export interface Proposal {
  readonly kind: 'add' | 'remove';
  readonly code: string;
  readonly list: List;
  readonly phrase: string;
  /** Different clauses that were corrected so. */
  readonly support: number;
  readonly quotes: readonly string[];
}

const LISTS: readonly List[] = ['seeds', 'bad', 'good'];
const listOf = (reason: Reason, list: List): readonly string[] => reason[list] ?? [];
const has = (quote: string, phrase: string): boolean => normalise(quote).includes(phrase);

function distinct(corrections: readonly Corrected[]): Corrected[] {
  return [...new Map(corrections.map((one) => [one.clause, one])).values()];
}

export function proposalsOf(corrections: readonly Corrected[], reasons: readonly Reason[]): Proposal[] {
  return reasons.flatMap((reason) => {
    const own = corrections.filter(({ code }) => code === reason.code);
    return own.length < AGREEING
      ? []
      : [
          ...additions(own, reason, reasons, 'negative'),
          ...additions(own, reason, reasons, 'positive'),
          ...removals(own, reason),
        ];
  });
}

/** Phrases that stand in what was judged so, and in nothing that was judged otherwise. A word that only names the subject judges nothing. */
function additions(
  own: readonly Corrected[],
  reason: Reason,
  reasons: readonly Reason[],
  polarity: Polarity,
): Proposal[] {
  const list: List = polarity === 'negative' ? 'bad' : 'good';
  const agreeing = distinct(own.filter((one) => one.polarity === polarity));
  if (agreeing.length < AGREEING) return [];
  const others = own.filter((one) => one.polarity !== polarity);
  const named = reason.seeds.map(normalise);
  const taken = new Set(
    reasons.flatMap((each) => [...(each.bad ?? []), ...(each.good ?? []), ...each.seeds]).map(normalise),
  );
  const support = new Map<string, Corrected[]>();
  for (const one of agreeing) {
    for (const phrase of phrasesOf(one.quote)) support.set(phrase, [...(support.get(phrase) ?? []), one]);
  }
  const fit = [...support]
    .filter(([, by]) => by.length >= AGREEING)
    .filter(([phrase]) => !taken.has(phrase) && !named.some((seed) => seed.includes(phrase)))
    .filter(([phrase]) => !others.some(({ quote }) => has(quote, phrase)))
    .sort(([a, x], [b, y]) => y.length - x.length || b.length - a.length || (a < b ? -1 : 1));
  const chosen: Proposal[] = [];
  for (const [phrase, by] of fit) {
    if (chosen.length === MOST) break;
    if (chosen.some((one) => one.phrase.includes(phrase) || phrase.includes(one.phrase))) continue;
    chosen.push({
      kind: 'add',
      code: reason.code,
      list,
      phrase,
      support: by.length,
      quotes: by.slice(0, 3).map(({ quote }) => quote),
    });
  }
  return chosen;
}

/** Words that led to this reason where people said it is not. */
function removals(own: readonly Corrected[], reason: Reason): Proposal[] {
  const wrong = distinct(own.filter(({ polarity }) => polarity === null));
  const right = own.filter(({ polarity }) => polarity !== null);
  return LISTS.flatMap((list) =>
    listOf(reason, list).flatMap((phrase): Proposal[] => {
      const by = wrong.filter(({ quote }) => has(quote, normalise(phrase)));
      const against = right.filter(({ quote }) => has(quote, normalise(phrase)));
      if (by.length < AGREEING || against.length > 0) return [];
      return [
        {
          kind: 'remove',
          code: reason.code,
          list,
          phrase,
          support: by.length,
          quotes: by.slice(0, 3).map(({ quote }) => quote),
        },
      ];
    }),
  );
}

/** Two to six Han signs in a row; one to three English words, one alone only when it is long enough to mean something. */
export function phrasesOf(quote: string): Set<string> {
  const text = normalise(quote);
  const found = new Set<string>();
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    for (let at = 0; at < run.length; at++)
      for (let size = 2; size <= 6 && at + size <= run.length; size++) found.add(run.slice(at, at + size));
  }
  for (const [run] of text.matchAll(/[a-z']+(?: [a-z']+)*/g)) {
    const words = run.split(' ');
    for (let at = 0; at < words.length; at++)
      for (let size = 1; size <= 3 && at + size <= words.length; size++) {
        const phrase = words.slice(at, at + size).join(' ');
        if (phrase.length >= 5) found.add(phrase);
      }
  }
  return found;
}

/** The reasons with the proposal taken. */
export function take(
  reasons: readonly Reason[],
  { kind, code, list, phrase }: Pick<Proposal, 'kind' | 'code' | 'list' | 'phrase'>,
): Reason[] {
  return reasons.map((reason) => {
    if (reason.code !== code) return reason;
    const before = listOf(reason, list);
    return { ...reason, [list]: kind === 'add' ? [...before, phrase] : before.filter((one) => one !== phrase) };
  });
}
