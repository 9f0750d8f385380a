/** A scorecard as lines of a table: what the CSV and the workbook are written from. Figures stay numbers. Pure. */
import type { Locale } from '../../engine/words.ts';
import { besideOf, type IndicatorRow, isFromFiles, type Scorecard } from './contract.ts';

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
    '依据',
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
    'basis',
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

const BASIS = {
  registered: { zh: '登记', en: 'registered' },
  files: { zh: '上传的配置，未预先登记', en: 'uploaded configuration, not pre-registered' },
  recomputed: { zh: '按今天的定义重算，未预先登记', en: 'recomputed by today’s definition, not pre-registered' },
} as const;

/**
 * One line per figure of the nine indicators; an indicator without figures has one line that says why. What today's definition would make of a
 * figure follows below the registered lines of its indicator, and says so.
 */
export function sheetLines(card: Scorecard, locale: Locale): Cell[][] {
  const beside = besideOf(card);
  const basis = BASIS[isFromFiles(card) ? 'files' : 'registered'][locale];
  return card.indicators.flatMap((indicator) => {
    const start: Cell[] = [indicator.number, indicator.name[locale]];
    const lines = indicator.rows.map((row) => [...start, ...cellsOf(row, locale), basis]);
    const nothing: null[] = Array.from({ length: 12 }, () => null);
    if (lines.length === 0) lines.push([...start, '', ...nothing, indicator.missing?.words[locale] ?? '', basis]);
    const others = beside.filter(({ number }) => number === indicator.number);
    return [
      ...lines,
      ...others.map(({ recomputed }) => [...start, ...cellsOf(recomputed, locale), BASIS.recomputed[locale]]),
    ];
  });
}

function cellsOf(row: IndicatorRow, locale: Locale): Cell[] {
  // A level without a difference has an interval of its own.
  const ends = row.ci ?? row.actual_ci ?? [null, null];
  return [
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
}

/** Registered and recomputed side by side, then what was changed. */
export function besideLines(card: Scorecard, locale: Locale): Cell[][] {
  const { recomputed } = card;
  if (!recomputed) return [];
  const w = (zh: string, en: string): string => (locale === 'zh' ? zh : en);
  const figures = [
    w('对照', 'control'),
    w('实际', 'actual'),
    w('差值', 'difference'),
    w('区间下限', 'ci low'),
    w('区间上限', 'ci high'),
    w('n 干预', 'n treated'),
    w('n 对照', 'n control'),
  ];
  const cells = (row: IndicatorRow | null): Cell[] => {
    if (!row) return figures.map(() => null);
    const ends = row.ci ?? row.actual_ci ?? [null, null];
    return [row.control, row.actual, row.diff, ends[0], ends[1], row.n.t, row.n.c];
  };
  return [
    [
      w('指标', 'indicator'),
      w('项目', 'row'),
      w('单位', 'unit'),
      ...figures.map((name) => `${w('登记', 'registered')}: ${name}`),
      ...figures.map((name) => `${w('重算', 'recomputed')}: ${name}`),
    ],
    ...besideOf(card).map((one): Cell[] => [
      one.indicator[locale],
      nameOf(one.recomputed, locale),
      one.recomputed.unit,
      ...cells(one.registered),
      ...cells(one.recomputed),
    ]),
    [],
    [recomputed.caveat[locale]],
    ...(recomputed.missing ? [[recomputed.missing.words[locale]]] : []),
    ...recomputed.changes.map(({ words }): Cell[] => [words[locale]]),
  ];
}
