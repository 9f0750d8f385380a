/** What was compared: the nine indicators, beside them today's definition, and the strata. Pure. */
import type { Locale } from '../../../engine/words.ts';
import type { Block } from '../../../kit/pdf/pdf.ts';
import { besideOf, type IndicatorRow, type Scorecard } from '../contract.ts';
import { fixed } from '../decide-format.ts';
import { VERDICTS } from '../words-verdict.ts';
import { figure, intervalOf, judged, nameOf, NOTHING, type Say } from './figures.ts';

export function indicators(card: Scorecard, locale: Locale, w: Say): Block {
  const { mode } = card;
  return {
    kind: 'table',
    columns: [
      { title: w('指标', 'Indicator'), width: 24 },
      { title: w('目标', 'Target'), width: 9, right: true },
      { title: w('对照', 'Control'), width: 10, right: true },
      { title: w('实际', 'Actual'), width: 10, right: true },
      { title: w('差值', 'Difference'), width: 12, right: true },
      { title: w('95% 区间', '95 % interval'), width: 22, right: true },
      { title: w('n 干预 / 对照', 'n treated / control'), width: 14, right: true },
      { title: w('结论', 'Verdict'), width: 10 },
    ],
    rows: card.indicators.flatMap((indicator) => [
      {
        cells: [`${indicator.number}. ${indicator.name[locale]}`, '', '', '', '', '', '', ''],
        strong: true,
        ...(indicator.missing ? { note: indicator.missing.words[locale] } : {}),
      },
      ...indicator.rows.map((row) => ({
        cells: [
          nameOf(row, locale),
          figure(row.target, row.unit, card.currency, locale, true),
          figure(row.control, row.unit, card.currency, locale),
          figure(row.actual, row.unit, card.currency, locale),
          figure(row.diff, row.unit, card.currency, locale, true),
          intervalOf(row, card.currency, locale, mode),
          `${fixed(row.n.t, 0)} / ${fixed(row.n.c, 0)}`,
          row.verdict ? VERDICTS[row.verdict][locale] : NOTHING,
        ],
        ...(row.note ? { note: row.note.words[locale] } : {}),
      })),
    ]),
  };
}

/** Beside the registered figures, what today's definition would make of them. */
export function recomputed(card: Scorecard, locale: Locale, w: Say): Block[] {
  if (!card.recomputed) return [];
  const { changes, caveat, missing } = card.recomputed;
  const told = (row: IndicatorRow | null, mode: Scorecard['mode']): string[] =>
    row
      ? [
          row.diff === null
            ? figure(row.actual, row.unit, card.currency, locale)
            : figure(row.diff, row.unit, card.currency, locale, true),
          intervalOf(row, card.currency, locale, mode),
          `${fixed(row.n.t, 0)} / ${fixed(row.n.c, 0)}`,
        ]
      : [NOTHING, NOTHING, NOTHING];
  const rows = besideOf(card);
  return [
    {
      kind: 'heading',
      text: w('按今天的定义重算（未预先登记）', 'Recomputed by today’s definition (not pre-registered)'),
    },
    { kind: 'text', text: caveat[locale] },
    ...changes.map(({ words }): Block => ({ kind: 'text', text: `· ${words[locale]}` })),
    ...(missing ? [{ kind: 'text', text: missing.words[locale] } as const] : []),
    ...(rows.length > 0
      ? [
          {
            kind: 'table',
            columns: [
              { title: w('指标', 'Indicator'), width: 26 },
              { title: w('登记', 'Registered'), width: 12, right: true },
              { title: w('95% 区间', '95 % interval'), width: 20, right: true },
              { title: w('n 干预 / 对照', 'n treated / control'), width: 14, right: true },
              { title: w('重算', 'Recomputed'), width: 12, right: true },
              { title: w('95% 区间', '95 % interval'), width: 20, right: true },
              { title: w('n 干预 / 对照', 'n treated / control'), width: 14, right: true },
            ],
            rows: rows.map(({ registered, recomputed: row }) => ({
              cells: [
                nameOf(row, locale),
                ...told(registered, card.mode),
                ...told(row, card.recomputed?.figures?.mode ?? card.mode),
              ],
            })),
          } as const,
        ]
      : []),
  ];
}

export function strata(card: Scorecard, locale: Locale, w: Say): Block[] {
  if (card.strata.length === 0) return [];
  return [
    { kind: 'heading', text: w('按层', 'By stratum') },
    {
      kind: 'table',
      columns: [
        { title: w('层', 'Stratum'), width: 20 },
        { title: w('n 干预 / 对照', 'n treated / control'), width: 16, right: true },
        { title: w('对照', 'Control'), width: 10, right: true },
        { title: w('实际', 'Actual'), width: 10, right: true },
        { title: w('差值', 'Difference'), width: 12, right: true },
        { title: w('95% 区间', '95 % interval'), width: 20, right: true },
        { title: w('结论', 'Verdict'), width: 12 },
      ],
      rows: card.strata.map(({ name, matured, conversion }) => {
        const { t, c, diff, verdict } = conversion;
        const ci = judged(conversion, card.mode);
        return {
          cells: [
            name[locale],
            `${fixed(matured.t, 0)} / ${fixed(matured.c, 0)}`,
            figure(c.rate, 'share', card.currency, locale),
            figure(t.rate, 'share', card.currency, locale),
            figure(diff, 'share', card.currency, locale, true),
            ci
              ? `${figure(ci[0], 'share', card.currency, locale, true)} ~ ${figure(ci[1], 'share', card.currency, locale, true)}`
              : NOTHING,
            VERDICTS[verdict][locale],
          ],
        };
      }),
    },
  ];
}
