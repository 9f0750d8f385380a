/** What all follow-up together brings: everybody against those whom no playbook touches. */
import { alwaysValid, sampleOf, welch } from '../../engine/stats/index.ts';
import type { Context } from '../../kit/context.ts';
import { currentEpoch } from '../experiments/index.ts';
import type { GlobalComparison } from './contract-global.ts';
import { DEFAULT_PLANNED_N } from './decide.ts';
import { checkSampleRatio, compareRates, ENOUGH, type Judging, judge, pair } from './decide-rates.ts';
import { sumGlobal } from './store-global.ts';

const REFUND_DAYS = 14;

export function globalComparison(ctx: Context, windowDays: number): Promise<{ comparison: GlobalComparison | null }> {
  return ctx.tx(async (tx) => {
    const epoch = await currentEpoch(tx, ctx, 'global');
    if (!epoch || epoch.holdout === 0) return { comparison: null };
    const sums = await sumGlobal(tx, {
      workspace: ctx.workspace.id,
      holdout: epoch.holdout,
      startsAt: new Date(epoch.startsAt),
      asOf: ctx.now,
      windowDays,
      refundDays: REFUND_DAYS,
    });
    const arm = (control: boolean) =>
      sums.find((row) => row.control === control) ?? { customers: 0, matured: 0, buyers: 0, sum: 0, sumsq: 0 };
    const [t, c] = [arm(false), arm(true)];
    const srm = checkSampleRatio(t.customers, c.customers, epoch.holdout);
    const judging: Judging = { mode: 'always_valid', planned: DEFAULT_PLANNED_N, blocked: srm?.verdict === 'invalid' };
    const [mt, mc] = [t, c].map(({ matured: n, sum, sumsq }) => sampleOf({ n, sum, sumsq }));
    const both = t.matured > 0 && c.matured > 0 && mt && mc;
    const money = both ? welch(mt, mc) : null;
    const valid = money ? alwaysValid(money.value, money.se, t.matured + c.matured, judging.planned) : null;
    const enough = Math.min(t.buyers, c.buyers) >= ENOUGH.buyers;
    return {
      comparison: {
        epoch: epoch.epoch,
        holdout: epoch.holdout,
        startsAt: epoch.startsAt,
        asOf: ctx.now.toISOString(),
        windowDays,
        customers: { t: t.customers, c: c.customers },
        matured: { t: t.matured, c: c.matured },
        srm,
        conversion: compareRates({ n: t.matured, k: t.buyers }, { n: c.matured, k: c.buyers }, judging),
        revenue: {
          t: t.matured > 0 ? t.sum / t.matured : null,
          c: c.matured > 0 ? c.sum / c.matured : null,
          diff: money?.value ?? null,
          ci: money ? pair(money.ci) : null,
          verdict: judge(judging, enough, valid ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]),
        },
      },
    };
  });
}
