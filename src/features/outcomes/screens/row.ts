import type { Format } from '../../../console/format.ts';
import type { IndicatorRow, Scorecard } from '../contract.ts';

type Ends = readonly [number, number];

const HOUR_MS = 3_600_000;

/** The interval that decides: the one of the registered mode; long windows have one look only and say so. */
export function intervalOf(
  row: { readonly ci: Ends | null; readonly ci_always_valid: Ends | null },
  mode: Scorecard['mode'],
): { readonly ends: Ends | null; readonly mode: Scorecard['mode'] } {
  if (mode === 'always_valid' && row.ci_always_valid) return { ends: row.ci_always_valid, mode };
  return { ends: row.ci, mode: 'fixed' };
}

export interface UnitFormat {
  /** A level: 22.9%, ¥484. */
  readonly level: (value: number | null) => string;
  /** A difference with its sign: +4.7 点, +¥71.60. */
  readonly change: (value: number | null) => string;
  /** Both ends in brackets, without their unit. */
  readonly ends: (ends: Ends | null) => string;
}

export function unitFormat(
  unit: IndicatorRow['unit'],
  format: Format,
  words: { times: string; months: string },
): UnitFormat {
  const figure = (value: number) => format.number(value, Math.abs(value) >= 10_000 ? 0 : 1);
  switch (unit) {
    case 'share':
      return {
        level: (value) => format.percent(value),
        change: (value) => format.points(value),
        ends: (ends) => (ends ? format.interval(ends[0] * 100, ends[1] * 100) : ''),
      };
    case 'money':
      return {
        level: (value) => format.money(value),
        change: (value) => format.signed(value, (size) => format.money(size)),
        ends: (ends) => (ends ? format.interval(ends[0], ends[1], figure) : ''),
      };
    case 'score': {
      const whole = (value: number) => format.number(Math.round(value));
      return {
        level: (value) => (value === null ? '—' : whole(value)),
        change: (value) => format.signed(value),
        ends: (ends) => (ends ? format.interval(ends[0], ends[1]) : ''),
      };
    }
    case 'count':
      return {
        level: (value) => (value === null ? '—' : format.number(value, 1)),
        change: (value) => format.signed(value),
        ends: (ends) => (ends ? format.interval(ends[0], ends[1]) : ''),
      };
    case 'hours': {
      const write = (value: number | null) => (value === null ? '—' : format.duration(value * HOUR_MS));
      return { level: write, change: write, ends: (ends) => (ends ? format.interval(ends[0], ends[1], write) : '') };
    }
    default: {
      const word = unit === 'ratio' ? words.times : words.months;
      const write = (value: number | null) => (value === null ? '—' : `${figure(value)} ${word}`);
      return { level: write, change: write, ends: (ends) => (ends ? format.interval(ends[0], ends[1], figure) : '') };
    }
  }
}

/** Rows of the table: strata have a card of their own, return and payback too, and so has what each channel did. */
export function tableRows(card: Scorecard): readonly IndicatorRow[] {
  const strata = new Set(card.strata.map((stratum) => stratum.key));
  return card.indicators.flatMap((indicator) =>
    indicator.key === 'roi'
      ? []
      : indicator.rows.filter(
          (row) => !strata.has(row.key) && !row.key.includes(':') && !row.key.startsWith('cycle_work'),
        ),
  );
}

export const isRegistered = (row: IndicatorRow, card: Scorecard): boolean => row.key === card.registered_target.measure;

/** “80 : 20” and “79.6 : 20.4”. */
export function splitOf(treatment: number, control: number, digits: number): string {
  const whole = treatment + control;
  if (whole === 0) return '—';
  const share = (part: number) => ((part / whole) * 100).toFixed(digits);
  return `${share(treatment)} : ${share(control)}`;
}

export const isProven = (verdict: Scorecard['verdict'] | null): boolean =>
  verdict === 'proven_gain' || verdict === 'proven_loss';

/** The interval of a level in words: “[2 时, 5 时]”, “至少 3 时” where its upper end was not reached yet. */
export function levelEnds(
  row: IndicatorRow,
  level: (value: number | null) => string,
  atLeast: (value: string) => string,
): string {
  const [low, high] = row.actual_ci ?? [null, null];
  if (low === null) return '';
  return high === null ? atLeast(level(low)) : `[${level(low)}, ${level(high)}]`;
}
