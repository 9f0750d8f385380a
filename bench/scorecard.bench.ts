/**
 * The whole scorecard, all nine indicators, of a million customers with five million contacts and three million orders: from the sums that are
 * kept, against one hand-written aggregate over the raw rows in the same database, in the same run. The aggregate is spared intervals,
 * prices by day and the trend. Beside it: what keeping the sums costs, made anew and after a change.
 */
import { ensureWorkspace } from '../src/features/access/index.ts';
import { type Scorecard, scorecardOf } from '../src/features/outcomes/index.ts';
import { makeSlices } from '../src/features/outcomes/rollup/make.ts';
import { enablePlaybook, ensureShippedPlaybooks } from '../src/features/playbooks/index.ts';
import { record } from '../src/features/events/index.ts';
import { ensureMonths } from '../src/features/events/index.ts';
import { COMMAND } from '../src/kit/context.ts';
import { contextIn } from '../src/kit/runtime.ts';
import { atMost, type Bench, type Figure, median } from './bench.ts';
import { byHand } from './made/scorecard-by-hand.ts';
import { fillRows } from './made/scorecard-rows.ts';
import { withRuntime } from './world.ts';

const CUSTOMERS = 1_000_000;
const ROUNDS = 3;
const GOAL = 0.2;
const PLAYBOOK = 'silent-wakeup';
const NOW = new Date('2026-11-01T00:00:00Z');
const DAY_MS = 86_400_000;

export const bench: Bench = {
  name: 'scorecard',
  run: (options) =>
    withRuntime(options, async (runtime) => {
      const customers = options.smoke ? CUSTOMERS / 100 : CUSTOMERS;
      const made = await ensureWorkspace(runtime, 'bench', { kind: 'demo', clock: NOW });
      const ctx = contextIn(runtime, { ...made, zone: 'UTC', clock: NOW }, COMMAND);
      await ctx.tx(async (tx) => {
        await ensureShippedPlaybooks(tx, ctx);
        await enablePlaybook(tx, ctx, PLAYBOOK, { holdout: 0.1 });
      });
      const months = Array.from({ length: 22 }, (_each, i) => new Date(NOW.getTime() - (i - 1) * 28 * DAY_MS));
      await ensureMonths(runtime.db.owner, months);
      let began = performance.now();
      await fillRows(runtime.db.owner, 'bench', PLAYBOOK, { customers, now: NOW });
      await settle(runtime.db.owner, PLAYBOOK);
      const filled = seconds(began);

      const card = (): Promise<Scorecard> => ctx.tx((tx) => scorecardOf(tx, ctx, { playbook: PLAYBOOK }));
      began = performance.now();
      const rowByRow = await card();
      const raw = seconds(began);
      began = performance.now();
      await makeSlices(ctx, { most: 10_000, atOnce: true });
      const making = seconds(began);
      await runtime.db.owner.query('analyze outcome_sum; analyze outcome_buyer; analyze outcome_slice');

      const ours: number[] = [];
      const hand: number[] = [];
      let summed = rowByRow;
      for (let round = 0; round < ROUNDS; round++) {
        began = performance.now();
        summed = await card();
        ours.push(seconds(began));
        began = performance.now();
        await runtime.db.owner.query(byHand('bench', PLAYBOOK, NOW));
        hand.push(seconds(began));
      }
      const late = {
        source: 'bench',
        externalId: 'late',
        customerId: 'c77',
        type: 'purchase',
        occurredAt: new Date(NOW.getTime() - DAY_MS),
        amount: 10,
      };
      await ctx.tx((tx) => record(tx, ctx, [late]));
      began = performance.now();
      await card();
      const dirty = seconds(began);
      const [a, b] = [median(ours), median(hand)];
      return [
        atMost('scorecard from sums', 's', a, b, GOAL),
        atMost('with one day changed since', 's', dirty, b, GOAL),
        told('the same figures row by row, to the last digit', same(rowByRow, summed)),
        { name: 'row by row', ours: raw, reference: b, ratio: raw / b, unit: 's', goal: 'told', pass: true },
        {
          name: 'making all sums',
          ours: making,
          reference: filled,
          ratio: making / filled,
          unit: 's',
          goal: 'told',
          pass: true,
        },
      ];
    }),
};

const seconds = (began: number): number => (performance.now() - began) / 1000;

/** The epoch began before the first entered. */
async function settle(
  owner: { query(text: string, values: unknown[]): Promise<unknown> },
  playbook: string,
): Promise<void> {
  await owner.query(`update epoch set starts_at = $2 where workspace_id = 'bench' and subject = $1`, [
    playbook,
    new Date(NOW.getTime() - 401 * DAY_MS),
  ]);
}

function same(a: Scorecard, b: Scorecard): boolean {
  const { basis: _a, ...one } = a;
  const { basis: _b, ...two } = b;
  return JSON.stringify(one) === JSON.stringify(two);
}

function told(name: string, pass: boolean): Figure {
  return { name, ours: pass ? 1 : 0, reference: 1, ratio: pass ? 1 : 0, unit: '', goal: 'true', pass };
}
