/**
 * Half a year of 2,000 customers through the live code, with an effect and without: how long it takes on this machine, and whether the
 * scorecard says what is true.
 */
import { simulate } from '../src/main/simulate/simulate.ts';
import { atMost, type Bench, type Figure } from './bench.ts';
import { withRuntime } from './world.ts';

const SECONDS = 120;
const SEEDS = [7, 8, 9];

export const bench: Bench = {
  name: 'simulate',
  async run(options) {
    const size = options.smoke ? { days: 50, customers: 60 } : { days: 180, customers: 2000 };
    const figures: Figure[] = [];
    await withRuntime(options, async (runtime) => {
      for (const seed of options.smoke ? [7] : SEEDS) {
        for (const effect of [0.4, 0]) {
          const began = performance.now();
          const run = { seed, effect, ...size, workspace: 'simulation', until: '2026-11-20' };
          const { truth, scorecard } = await simulate(runtime, run);
          const seconds = (performance.now() - began) / 1000;
          const name = `seed ${seed}, effect ${effect}`;
          figures.push(atMost(`${name}: seconds`, 's', seconds, SECONDS, 1));
          const ci = scorecard.conversion.ci;
          const holds = ci !== null && ci[0] <= truth.conversion_lift && truth.conversion_lift <= ci[1];
          figures.push(right(`${name}: the true lift lies in the interval`, holds));
          const expected = effect > 0 ? 'proven_gain' : 'not_proven';
          figures.push(right(`${name}: ${scorecard.verdict}`, scorecard.verdict === expected));
        }
      }
    });
    return figures;
  },
};

function right(name: string, pass: boolean): Figure {
  return { name, ours: pass ? 1 : 0, reference: 1, ratio: pass ? 1 : 0, unit: '', goal: 'true', pass };
}
