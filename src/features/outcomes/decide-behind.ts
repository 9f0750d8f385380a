/** The comparison within groups. Pure. */
import { sampleOf, welch } from '../../engine/stats/index.ts';
import type { Words } from '../../engine/words.ts';
import type { Breakdown, Dimension } from './contract-behind.ts';
import { checkSampleRatio, compareRates, type Judging, pair } from './decide-rates.ts';

export interface Group {
  readonly key: string;
  readonly arm: 'treatment' | 'control';
  readonly n: number;
  readonly k: number;
  readonly sum: number;
  readonly sumsq: number;
}

const COMPARED: readonly Dimension[] = ['month', 'segment', 'version'];

const CAVEATS: Readonly<Record<'compared' | 'alone', Words>> = {
  compared: {
    zh: '每组各有对照，差值是因果的，但组小区间宽：拆得越细，碰巧出现的差越多，不单独下结论。',
    en: 'Each group has its own control, so a difference is causal; but groups are small and intervals wide, and the finer the division the more differences come by chance.',
  },
  alone: {
    zh: '只有干预组有这一项，而且不是随机分的：难联系的客户会集中到某些渠道、人员和话术，高低不能说明谁更好。要比较，用 A/B。',
    en: 'Only the treated have this, and it was not drawn by chance: hard cases gather with some channels, people and scripts, so higher does not mean better. Compare by A/B.',
  },
};

const NOTHING = { n: 0, k: 0, sum: 0, sumsq: 0 } as const;

export function decideBreakdown(
  by: Dimension,
  groups: readonly Group[],
  nameOf: (key: string) => Words,
  judging: Omit<Judging, 'blocked'>,
  holdout: number,
): Breakdown {
  const compared = COMPARED.includes(by);
  const people = (arm: string) => groups.reduce((sum, group) => sum + (group.arm === arm ? group.n : 0), 0);
  const ratio = compared ? checkSampleRatio(people('treatment'), people('control'), holdout) : null;
  const blocked = ratio?.verdict === 'invalid';
  return {
    by,
    compared,
    groups: [...new Set(groups.map(({ key }) => key))].map((key) => {
      const of = (arm: string) => groups.find((group) => group.key === key && group.arm === arm) ?? NOTHING;
      const [t, c] = [of('treatment'), of('control')];
      const [mt, mc] = [sampleOf(t), sampleOf(c)];
      const money = compared && t.n > 1 && c.n > 1 ? welch(mt, mc) : null;
      return {
        key,
        name: nameOf(key),
        conversion: compareRates(t, c, { ...judging, blocked }),
        revenue: {
          t: t.n > 0 ? mt.mean : null,
          c: c.n > 0 ? mc.mean : null,
          diff: money?.value ?? null,
          ci: pair(money?.ci ?? null),
        },
      };
    }),
    caveat: CAVEATS[compared ? 'compared' : 'alone'],
  };
}
