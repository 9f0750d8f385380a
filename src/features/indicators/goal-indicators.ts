/** What of this room a goal can be set on. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { GoalFigure, GoalIndicator, GoalPart, GoalRange, GoalUnit, PartBy } from '../metrics/index.ts';
import { LEAST_MEAN, LEAST_SHARE } from './decide.ts';
import { dayOf } from './definition-versions.ts';
import { DEFAULTS } from './contract-definitions.ts';
import { figuresOf, type Frame, measureOf } from './read.ts';
import { INDICATORS, type Key, KEYS } from './contract-registry.ts';
import { sumBy } from './store-read.ts';

const HOUR = 3_600_000;
const UNITS = { share: 'share', ms: 'hours', money: 'money' } as const satisfies Record<string, GoalUnit>;
/** What was said decides whether it is settled; who is to call, and by when, stands in the playbook. */
const PARTS_SAID: readonly PartBy[] = ['script', 'playbook', 'channel', 'person', 'day'];
const PARTS_DONE: readonly PartBy[] = ['playbook', 'script', 'channel', 'person', 'day'];
const PARTS_OF_CUSTOMER: readonly PartBy[] = ['person', 'day'];

/** Sums are kept by day: a range counts the days it touches. */
function frameOf(ctx: Context, { from, to, team, playbook }: GoalRange): Frame {
  return {
    from: dayOf(ctx, from),
    to: dayOf(ctx, new Date(Math.max(from.getTime(), to.getTime() - 1))),
    team,
    playbook,
  };
}

function partsOf(key: Key): readonly PartBy[] {
  // Pictures and amounts do not add up as a goal's parts must.
  if (key === 'churn' || INDICATORS[key].unit === 'money') return [];
  if (key === 'coverage') return ['playbook', 'day'];
  if (INDICATORS[key].ofCustomer) return PARTS_OF_CUSTOMER;
  return key === 'plan' || INDICATORS[key].unit === 'ms' ? PARTS_DONE : PARTS_SAID;
}

function goalIndicatorOf(key: Key): GoalIndicator {
  const { name, define, unit, better } = INDICATORS[key];
  const scale = unit === 'ms' ? 1 / HOUR : 1;
  const by = partsOf(key);
  return {
    key: `indicators.${key}`,
    name,
    // A workspace may have changed the days in it; the screen of the room tells its own.
    definition: define(DEFAULTS),
    unit: UNITS[unit],
    direction: better === 'up' ? 'higher' : 'lower',
    adds: unit === 'money',
    least: unit === 'share' ? LEAST_SHARE : unit === 'ms' ? LEAST_MEAN : 1,
    by,
    async figure(tx: Tx, ctx: Context, range: GoalRange): Promise<GoalFigure | null> {
      const [figure] = await figuresOf(tx, ctx, frameOf(ctx, range), [key], true);
      if (!figure || figure.value === null) return null;
      const ends = unit === 'money' ? null : figure.ci;
      return {
        value: figure.value * scale,
        n: figure.n,
        ...(ends ? { low: ends[0] * scale, high: ends[1] * scale } : {}),
      };
    },
    async parts(tx: Tx, ctx: Context, range: GoalRange, part: PartBy): Promise<GoalPart[]> {
      if (!by.includes(part)) return [];
      const dims = part === 'script' ? (['playbook', 'script'] as const) : part === 'reason' ? [] : [part];
      const rows = await sumBy(tx, ctx, frameOf(ctx, range), measureOf(key, true), dims);
      return rows
        .filter(({ n }) => n > 0)
        .map(({ keys, n, k, sum }) => ({
          key: part === 'script' && keys[1] === '' ? '' : keys.join('/'),
          n,
          value: unit === 'ms' ? (sum / n) * scale : k / n,
        }));
    },
  };
}

export const goalIndicators: readonly GoalIndicator[] = KEYS.map(goalIndicatorOf);
