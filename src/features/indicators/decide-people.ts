/** Who does best in what. Pure. */
import { type Count, shrinkShares, standardShares } from '../../engine/stats/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Person, Practice } from './contract-people.ts';

/** Nobody is ranked with fewer cases. */
export const LEAST_CASES = 20;
/** A difference in practice is told from here on: share of a script or channel, points. */
const TELLING = 0.25;
/** And of the time of the first contact: half, or twice. */
const TELLING_TIMES = 2;

/** Cases of one person in one playbook. */
export interface Cases extends Count {
  readonly person: string;
  readonly playbook: string;
}

export function decidePeople(cases: readonly Cases[], nameOf: (person: string) => string) {
  const known = cases.filter(({ person, n }) => person !== '' && n > 0);
  const persons = [...new Set(known.map(({ person }) => person))].toSorted();
  const playbooks = [...new Set(known.map(({ playbook }) => playbook))].toSorted();
  const strata = playbooks.map((playbook) =>
    persons.map((person) => sumOf(known, (one) => one.person === person && one.playbook === playbook)),
  );
  const adjusted = standardShares(strata);
  const overall = sumOf(known, () => true);
  const middle = overall.n > 0 ? overall.k / overall.n : null;
  const found = persons.map((person, i) => {
    const own = sumOf(known, (one) => one.person === person);
    const shrunk = adjusted[i];
    const enough = own.n >= LEAST_CASES && shrunk !== undefined && persons.length > 1;
    const standing = !enough || middle === null ? 'few' : sideOf(shrunk.ci, middle);
    return {
      person,
      name: nameOf(person),
      ...own,
      raw: own.n > 0 ? own.k / own.n : null,
      adjusted: enough ? shrunk.mean : null,
      ci: enough ? ([...shrunk.ci] as [number, number]) : null,
      standing: standing as Person['standing'],
    };
  });
  const ranked = found
    .filter(({ ci }) => ci !== null)
    .toSorted((a, b) => (b.ci?.[0] ?? 0) - (a.ci?.[0] ?? 0) || (a.person < b.person ? -1 : 1));
  const rankOf = (person: string): number | null => {
    const at = ranked.findIndex((one) => one.person === person);
    return at < 0 ? null : at + 1;
  };
  const people: Person[] = found
    .map((one) => ({ ...one, rank: rankOf(one.person) }))
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.n - a.n || (a.person < b.person ? -1 : 1));
  return { overall: { ...overall, rate: middle }, people };
}

const sideOf = ([low, high]: readonly [number, number], middle: number): Person['standing'] =>
  low > middle ? 'above' : high < middle ? 'below' : 'within';

function sumOf(cases: readonly Cases[], which: (one: Cases) => boolean): { n: number; k: number } {
  const some = cases.filter(which);
  return { n: some.reduce((sum, { n }) => sum + n, 0), k: some.reduce((sum, { k }) => sum + k, 0) };
}

/** How somebody works in a playbook: tasks by script and by channel, and the time to the first contact. */
export interface Way {
  readonly person: string;
  readonly playbook: string;
  readonly script: string;
  readonly channel: string;
  readonly n: number;
}

export interface FirstContact {
  readonly person: string;
  readonly playbook: string;
  readonly n: number;
  readonly sumMs: number;
}

export interface PracticeInput {
  readonly cases: readonly Cases[];
  readonly ways: readonly Way[];
  readonly firsts: readonly FirstContact[];
  readonly nameOf: (person: string) => string;
  readonly playbookOf: (playbook: string) => Words;
  readonly scriptOf: (script: string) => Words;
  readonly channelOf: (channel: string) => Words;
}

/** Per playbook, who stands out of it, if anybody does: the lower end above what the others do. */
export function decidePractices(input: PracticeInput): Practice[] {
  const { cases, nameOf, playbookOf } = input;
  const found: Practice[] = [];
  for (const playbook of [...new Set(cases.map((one) => one.playbook))].toSorted()) {
    const here = cases.filter((one) => one.playbook === playbook && one.person !== '' && one.n > 0);
    const { shares } = shrinkShares(here);
    const able = here.map((one, i) => ({ ...one, shrunk: shares[i] })).filter(({ n }) => n >= LEAST_CASES);
    if (able.length < 2) continue;
    const best = able.toSorted((a, b) => (b.shrunk?.ci[0] ?? 0) - (a.shrunk?.ci[0] ?? 0))[0];
    if (!best?.shrunk) continue;
    const others = sumOf(here, ({ person }) => person !== best.person);
    const rate = others.n > 0 ? others.k / others.n : null;
    if (rate === null || best.shrunk.ci[0] <= rate) continue;
    found.push({
      playbook,
      playbookName: playbookOf(playbook),
      person: best.person,
      name: nameOf(best.person),
      n: best.n,
      k: best.k,
      rate: best.shrunk.mean,
      ci: [...best.shrunk.ci],
      others: { n: others.n, rate },
      differs: differencesOf(input, playbook, best.person),
    });
  }
  return found.toSorted((a, b) => b.rate - (b.others.rate ?? 0) - (a.rate - (a.others.rate ?? 0)));
}

function differencesOf(
  { ways, firsts, scriptOf, channelOf }: PracticeInput,
  playbook: string,
  person: string,
): Words[] {
  const mine = ways.filter((way) => way.playbook === playbook && way.person === person);
  const theirs = ways.filter((way) => way.playbook === playbook && way.person !== person && way.person !== '');
  const found: Words[] = [];
  for (const [kind, nameOf] of [
    ['script', scriptOf],
    ['channel', channelOf],
  ] as const) {
    const share = (some: readonly Way[], key: string): number => {
      const all = some.reduce((sum, { n }) => sum + n, 0);
      return all > 0 ? some.filter((way) => way[kind] === key).reduce((sum, { n }) => sum + n, 0) / all : 0;
    };
    for (const key of [...new Set(mine.map((way) => way[kind]))].filter((one) => one !== '')) {
      const [own, others] = [share(mine, key), share(theirs, key)];
      if (own - others < TELLING) continue;
      const name = nameOf(key);
      const [p, q] = [Math.round(own * 100), Math.round(others * 100)];
      found.push(
        kind === 'script'
          ? { zh: `用话术「${name.zh}」的占 ${p} %，其他人 ${q} %`, en: `script “${name.en}” in ${p} %, others ${q} %` }
          : { zh: `走「${name.zh}」渠道的占 ${p} %，其他人 ${q} %`, en: `by ${name.en} in ${p} %, others ${q} %` },
      );
    }
  }
  const first = contactWords(firsts, playbook, person);
  return first ? [...found, first] : found;
}

function contactWords(firsts: readonly FirstContact[], playbook: string, person: string): Words | null {
  const mean = (some: readonly FirstContact[]): number | null => {
    const n = some.reduce((sum, one) => sum + one.n, 0);
    return n < LEAST_CASES ? null : some.reduce((sum, one) => sum + one.sumMs, 0) / n;
  };
  const here = firsts.filter((one) => one.playbook === playbook && one.person !== '');
  const own = mean(here.filter((one) => one.person === person));
  const others = mean(here.filter((one) => one.person !== person));
  if (own === null || others === null || Math.max(own, others) === 0) return null;
  if (own * TELLING_TIMES > others && others * TELLING_TIMES > own) return null;
  const minutes = (ms: number): number => Math.round(ms / 60_000);
  return {
    zh: `打开后平均 ${minutes(own)} 分钟第一次联系，其他人 ${minutes(others)} 分钟`,
    en: `first contact ${minutes(own)} minutes after opening on average, others ${minutes(others)}`,
  };
}
