/** Where the return came from, quarter by quarter: purchases gained by who entered then, labour saved by what was done then. Pure. */
import { sampleOf, scaleInterval, welch } from '../../engine/stats/index.ts';
import type { Scorecard } from './contract.ts';
import { pair } from './decide-rates.ts';
import type { ScorecardTotals } from './decide-totals.ts';

export function decideQuarters(totals: ScorecardTotals): NonNullable<Scorecard['quarters']> {
  const margin = totals.registered.economics?.margin ?? null;
  const measured = totals.work?.measured ?? totals.work ?? null;
  // One call by hand for each customer, however many messages she got.
  const { followed = 0, done = 0 } = totals.work ?? {};
  const each = measured?.manual && done > 0 ? measured.manual.each * (followed / done) : null;
  const gains = new Map(totals.quarters?.map((quarter) => [quarter.quarter, quarter]));
  const work = new Map(measured?.quarters?.map((quarter) => [quarter.quarter, quarter]));
  return [...new Set([...gains.keys(), ...work.keys()])].toSorted().map((quarter) => {
    const cohort = gains.get(quarter);
    const did = work.get(quarter);
    const [t, c] = [cohort?.treatment, cohort?.control].map((arm) => sampleOf({ n: 0, sum: 0, sumsq: 0, ...arm }));
    const enough = t && c && t.n > 1 && c.n > 1 && margin !== null;
    const difference = enough ? welch(t, c) : null;
    const by = enough ? t.n * margin : 0;
    return {
      quarter,
      matured: { t: t?.n ?? 0, c: c?.n ?? 0 },
      repurchase: difference
        ? { value: difference.value * by, ci: pair(scaleInterval(difference.ci, by)) }
        : { value: null, ci: null },
      labour_saved: did && each !== null ? each * did.done - did.contact - did.staff : null,
      follow_ups: did?.done ?? 0,
      spent: did ? did.contact + did.staff : null,
    };
  });
}
