/** A scorecard as lines of a table: what the CSV and the workbook are written from. Figures stay numbers. Pure. */
import type { Locale } from '../../engine/words.ts';
import type { IndicatorRow, Scorecard } from './contract.ts';

export type Cell = string | number | null;

const HEADER = {
  zh: [
    '序号',
    '指标',
    '项目',
    '单位',
    '目标差值',
    '对照',
    '实际',
    '差值',
    '区间下限',
    '区间上限',
    '随时可看下限',
    '随时可看上限',
    'n 干预',
    'n 对照',
    '结论',
    '说明',
  ],
  en: [
    'number',
    'indicator',
    'row',
    'unit',
    'target difference',
    'control',
    'actual',
    'difference',
    'ci low',
    'ci high',
    'always-valid low',
    'always-valid high',
    'n treated',
    'n control',
    'verdict',
    'note',
  ],
} as const;

export const sheetHeader = (locale: Locale): readonly string[] => HEADER[locale];

const PARTS = {
  reach: { zh: '触达', en: 'reached' },
  answered: { zh: '应答', en: 'answered' },
} as const;

/** A channel has two rows of one name on the screen, side by side; in a table each says which it is. */
function nameOf(row: IndicatorRow, locale: Locale): string {
  const part = row.key.startsWith('reach:') ? 'reach' : row.key.startsWith('answered:') ? 'answered' : null;
  return part ? `${row.name[locale]} · ${PARTS[part][locale]}` : row.name[locale];
}

/** One line per figure of the nine indicators; an indicator without figures has one line that says why. */
export function sheetLines(card: Scorecard, locale: Locale): Cell[][] {
  return card.indicators.flatMap((indicator) => {
    const start: Cell[] = [indicator.number, indicator.name[locale]];
    if (indicator.rows.length === 0) {
      const nothing: null[] = Array.from({ length: 12 }, () => null);
      return [[...start, '', ...nothing, indicator.missing?.words[locale] ?? '']];
    }
    return indicator.rows.map((row): Cell[] => {
      // A level without a difference has an interval of its own.
      const ends = row.ci ?? row.actual_ci ?? [null, null];
      return [
        ...start,
        nameOf(row, locale),
        row.unit,
        row.target,
        row.control,
        row.actual,
        row.diff,
        ends[0],
        ends[1],
        row.ci_always_valid?.[0] ?? null,
        row.ci_always_valid?.[1] ?? null,
        row.n.t,
        row.n.c,
        row.verdict,
        row.note?.words[locale] ?? '',
      ];
    });
  });
}
