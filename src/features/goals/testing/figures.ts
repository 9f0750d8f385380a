/** A figure of which a test says how it is on each day: good of all, by script; its parts add up to it. */
import { wilson } from '../../../engine/stats/index.ts';
import { zoneCalendar } from '../../../kit/calendar-zone.ts';
import type { Context } from '../../../kit/context.ts';
import type { Feature } from '../../../kit/feature.ts';
import { fillSlot } from '../../../kit/slots/slot.ts';
import { type GoalIndicator, goalIndicator, type GoalRange } from '../../metrics/index.ts';

export interface Told {
  readonly day: string;
  readonly script: string;
  readonly team?: string;
  readonly k: number;
  readonly n: number;
}

export class Figures {
  readonly told: Told[] = [];

  /** The same on each of `days` days from `from` on. */
  tell(from: string, days: number, each: Omit<Told, 'day'>): void {
    for (let at = 0; at < days; at++) {
      const day = new Date(Date.parse(`${from}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10);
      this.told.push({ day, ...each });
    }
  }

  feature(): Feature {
    return {
      name: 'goal-figures',
      words: { zh: '测试', en: 'Test' },
      fillings: [fillSlot(goalIndicator, this.#indicator())],
    };
  }

  #rows(ctx: Context, { from, to, team }: GoalRange): Told[] {
    const calendar = zoneCalendar(ctx.workspace.zone);
    return this.told.filter((row) => {
      const at = calendar.startOfDate(row.day);
      return at >= from.getTime() && at < to.getTime() && (team === undefined || row.team === team);
    });
  }

  #indicator(): GoalIndicator {
    const least = 30;
    return {
      key: 'test.good',
      name: { zh: '好评率', en: 'Good' },
      definition: { zh: '测试用', en: 'For tests' },
      unit: 'share',
      direction: 'higher',
      least,
      by: ['script', 'day'],
      figure: async (_tx, ctx, range) => {
        const rows = this.#rows(ctx, range);
        const n = rows.reduce((sum, row) => sum + row.n, 0);
        const k = rows.reduce((sum, row) => sum + row.k, 0);
        if (n < least) return null;
        const [low, high] = wilson({ n, k });
        return { value: k / n, n, low, high };
      },
      parts: async (_tx, ctx, range, by) => {
        const sums = new Map<string, { k: number; n: number }>();
        for (const row of this.#rows(ctx, range)) {
          const key = by === 'day' ? row.day : row.script;
          const had = sums.get(key) ?? { k: 0, n: 0 };
          sums.set(key, { k: had.k + row.k, n: had.n + row.n });
        }
        return [...sums].map(([key, { k, n }]) => ({ key, value: k / n, n }));
      },
    };
  }
}
