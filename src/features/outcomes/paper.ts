/** A scorecard on paper: what it says, the nine indicators, costs and quarters, and what to know before reading. Pure. */
import type { Locale, Words } from '../../engine/words.ts';
import type { Block, Paper } from '../../kit/pdf/pdf.ts';
import { besideOf, type IndicatorRow, isFromFiles, type Scorecard } from './contract.ts';
import { fixed, money, percent } from './decide-format.ts';
import { VERDICTS } from './words-verdict.ts';

type Say = (zh: string, en: string) => string;
const NOTHING = '—';

/** 0.0234 of a share as +2.3 points; a minus is −. */
function figure(
  value: number | null,
  unit: IndicatorRow['unit'],
  currency: string,
  locale: Locale,
  difference = false,
): string {
  if (value === null) return NOTHING;
  const sign = difference && value > 0 ? '+' : '';
  const months = locale === 'zh' ? ' 个月' : ' months';
  const hours = locale === 'zh' ? ' 小时' : ' h';
  if (unit === 'share')
    return difference ? `${sign}${fixed(value * 100, 1)}${locale === 'zh' ? ' 个百分点' : ' pp'}` : percent(value);
  if (unit === 'money') return sign + money(value, currency);
  if (unit === 'months') return fixed(value, 1) + months;
  if (unit === 'hours') return fixed(value, 1) + hours;
  if (unit === 'score') return sign + fixed(value, 1);
  return sign + fixed(value, 2);
}

/** The interval that decides: of the registered mode. What has only the one for one look (long windows) says so. */
function intervalOf(row: IndicatorRow, currency: string, locale: Locale, mode: Scorecard['mode']): string {
  const ci = judged(row, mode);
  const ends = ci ?? row.actual_ci;
  if (!ends) return NOTHING;
  const difference = ci !== null && row.diff !== null;
  const once = mode === 'always_valid' && difference && row.ci_always_valid === null;
  const end = (value: number | null): string =>
    value === null ? (locale === 'zh' ? '未到' : 'not reached') : figure(value, row.unit, currency, locale, difference);
  return `${end(ends[0])} ~ ${end(ends[1])}${once ? (locale === 'zh' ? '（只看一次）' : ' (one look)') : ''}`;
}

type Ends = readonly [number, number] | null;

/** At every look the wider one holds; a fixed interval beside such a verdict would contradict it. */
function judged(of: { readonly ci: Ends; readonly ci_always_valid: Ends }, mode: Scorecard['mode']): Ends {
  return mode === 'always_valid' ? (of.ci_always_valid ?? of.ci) : of.ci;
}

const PARTS = {
  reach: { zh: '触达', en: 'reached' },
  answered: { zh: '应答', en: 'answered' },
} as const;

function nameOf(row: IndicatorRow, locale: Locale): string {
  const part = row.key.startsWith('reach:') ? 'reach' : row.key.startsWith('answered:') ? 'answered' : null;
  return part ? `${row.name[locale]} · ${PARTS[part][locale]}` : row.name[locale];
}

export function paperOf(card: Scorecard, locale: Locale, workspace: string): Paper {
  const w: Say = (zh, en) => (locale === 'zh' ? zh : en);
  const day = card.as_of.slice(0, 10);
  const title = `${card.playbook_name[locale]} · ${w(`第 ${card.epoch} 期记分卡`, `scorecard, epoch ${card.epoch}`)}`;
  return {
    title,
    foot: `${workspace} · ${title} · ${w('截至', 'as of')} ${day}`,
    locale: locale === 'zh' ? 'zh-CN' : 'en',
    at: new Date(card.as_of),
    blocks: [
      { kind: 'small', text: `${workspace} · ${title} · ${w('截至', 'as of')} ${day}` },
      { kind: 'title', text: card.headline.title[locale] },
      { kind: 'text', text: card.headline.detail[locale] },
      { kind: 'facts', facts: factsOf(card, locale, w) },
      ...notesOf(w('读之前先看', 'Before reading'), card.warnings, locale),
      { kind: 'heading', text: w('九项指标', 'The nine indicators') },
      {
        kind: 'small',
        text:
          card.mode === 'always_valid'
            ? w(
                '差值的区间随时可看，结论由它得出。',
                'Intervals of differences hold at every look; the verdict comes from them.',
              )
            : w(
                '差值的区间只看一次，结论由它得出。',
                'Intervals of differences hold for one look; the verdict comes from them.',
              ),
      },
      indicators(card, locale, w),
      ...recomputed(card, locale, w),
      ...strata(card, locale, w),
      ...costs(card, locale, w),
      ...quarters(card, w),
      ...notesOf(w('假定', 'Assumptions'), card.assumptions, locale),
      ...notesOf(w('缺什么', 'What is missing'), card.missing, locale),
      { kind: 'small', text: definition(card, w) },
    ],
  };
}

function factsOf(card: Scorecard, locale: Locale, w: Say) {
  const { roi, incremental_revenue: gain, currency } = card;
  const returned = roi && judged(roi, card.mode);
  const amount = (value: number | null): string => (value === null ? NOTHING : money(value, currency));
  const months = (value: number | null): string =>
    value === null ? w('不回本', 'never') : figure(value, 'months', currency, locale);
  const ends = (ci: readonly [number, number] | null): string => (ci ? ` (${amount(ci[0])} ~ ${amount(ci[1])})` : '');
  return [
    { name: w('结论', 'Verdict'), value: VERDICTS[card.verdict][locale] },
    {
      name: isFromFiles(card) ? w('目标', 'Goal') : w('登记的目标', 'Registered goal'),
      value: card.goal[locale],
    },
    {
      name: w('到期人数（干预 / 对照）', 'Matured (treated / control)'),
      value: `${fixed(card.matured.t, 0)} / ${fixed(card.matured.c, 0)}`,
    },
    {
      name: w('窗口', 'Window'),
      value: w(
        `${card.window.days} 天 + 退款 ${card.window.refund_days} 天`,
        `${card.window.days} days + ${card.window.refund_days} for refunds`,
      ),
    },
    {
      name: w('增量收入（95% 区间）', 'Incremental revenue (95 % interval)'),
      value: amount(gain.value) + ends(judged(gain, card.mode)),
    },
    { name: w('归因收入（不是因果）', 'Attributed revenue (not causal)'), value: amount(card.attributed_revenue) },
    ...(roi
      ? [
          {
            name: w('净投入产出（95% 区间）', 'Net return (95 % interval)'),
            value:
              roi.net === null
                ? NOTHING
                : `${fixed(roi.net, 2)}${returned ? ` (${fixed(returned[0], 2)} ~ ${fixed(returned[1], 2)})` : ''}`,
          },
          {
            name: w('回本期（最好 ~ 最坏，只看一次）', 'Payback (best ~ worst, one look)'),
            value: `${months(roi.payback_months)} (${months(roi.payback_ci.best)} ~ ${months(roi.payback_ci.worst)})`,
          },
          {
            name: w('经典读法：新增收入/年成本，按归因', 'Classic: new revenue / yearly cost, attributed'),
            value: roi.classic.attributed === null ? NOTHING : fixed(roi.classic.attributed, 2),
          },
          {
            name: w('经典读法：按增量', 'Classic: incremental'),
            value: roi.classic.incremental === null ? NOTHING : fixed(roi.classic.incremental, 2),
          },
        ]
      : []),
  ];
}

function indicators(card: Scorecard, locale: Locale, w: Say): Block {
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
function recomputed(card: Scorecard, locale: Locale, w: Say): Block[] {
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

function strata(card: Scorecard, locale: Locale, w: Say): Block[] {
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

function costs(card: Scorecard, locale: Locale, w: Say): Block[] {
  const { cost, cost_measured: measured, currency } = card;
  const given = isFromFiles(card) ? w('配置', 'Configured') : w('登记', 'Registered');
  if (!cost && !measured) return [];
  const names: readonly [keyof NonNullable<Scorecard['cost']>['parts'], string][] = [
    ['setup', w('一次性', 'Set-up')],
    ['monthly', w('每月', 'Monthly')],
    ['contact', w('触达', 'Contacts')],
    ['staff', w('人工', 'Staff')],
    ['incentive', w('优惠', 'Incentives')],
  ];
  const amount = (value: number | null | undefined): string => (value == null ? NOTHING : money(value, currency));
  return [
    { kind: 'heading', text: w('成本', 'Costs') },
    {
      kind: 'table',
      columns: [
        { title: w('构成', 'Part'), width: 40 },
        { title: given, width: 20, right: true },
        { title: w('实际', 'Measured'), width: 20, right: true },
        { title: w('分摊', 'Shared by'), width: 30 },
      ],
      rows: [
        ...names.map(([key, name]) => ({ cells: [name, amount(cost?.parts[key]), amount(measured?.parts[key]), ''] })),
        { cells: [w('合计', 'Total'), amount(cost?.total), amount(measured?.total), ''], strong: true },
        ...(measured?.shares ?? []).map((share) => ({
          cells: [
            `${w('其中公司共用', 'of the company')}: ${share.name[locale]}`,
            '',
            amount(share.amount),
            `${share.rule_name[locale]} ${percent(share.share)}`,
          ],
        })),
      ],
    },
  ];
}

function quarters({ quarters: list = [], currency }: Scorecard, w: Say): Block[] {
  if (list.length === 0) return [];
  const amount = (value: number | null): string => (value === null ? NOTHING : money(value, currency));
  return [
    { kind: 'heading', text: w('回报从哪里来，按季度', 'Where the return came from, by quarter') },
    {
      kind: 'table',
      columns: [
        { title: w('季度', 'Quarter'), width: 10 },
        { title: w('n 干预 / 对照', 'n treated / control'), width: 16, right: true },
        { title: w('多出的购买（毛利）', 'Purchases gained (margin)'), width: 18, right: true },
        { title: w('95% 区间', '95 % interval'), width: 24, right: true },
        { title: w('省下的人工', 'Labour saved'), width: 14, right: true },
        { title: w('回访次数', 'Follow-ups'), width: 12, right: true },
        { title: w('触达与人工', 'Contacts and staff'), width: 14, right: true },
      ],
      rows: list.map((each) => ({
        cells: [
          each.quarter,
          `${fixed(each.matured.t, 0)} / ${fixed(each.matured.c, 0)}`,
          amount(each.repurchase.value),
          each.repurchase.ci ? `${amount(each.repurchase.ci[0])} ~ ${amount(each.repurchase.ci[1])}` : NOTHING,
          amount(each.labour_saved),
          fixed(each.follow_ups, 0),
          amount(each.spent),
        ],
      })),
    },
  ];
}

function notesOf(title: string, notes: readonly { readonly words: Words }[], locale: Locale): Block[] {
  if (notes.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    ...notes.map(({ words }): Block => ({ kind: 'text', text: `· ${words[locale]}` })),
  ];
}

function definition(card: Scorecard, w: Say): string {
  const mode = card.mode === 'fixed' ? w('只看一次', 'one look') : w('随时可看', 'always valid');
  const compared = w(
    `只算入组满 ${card.window.days} + ${card.window.refund_days} 天的客户，按入组时的分组比较，不管后来有没有联系上。`,
    `Only customers who entered ${card.window.days} + ${card.window.refund_days} days ago or earlier, compared by the arm they were drawn into, whether or not they were reached.`,
  );
  if (isFromFiles(card))
    return w(
      `定义取自上传的配置，没有预先登记；判定方式：${mode}；${compared}`,
      `Definition from the uploaded configuration, not pre-registered; mode: ${mode}. ${compared}`,
    );
  return w(
    `定义第 ${card.definition_version} 版，启用前登记；判定方式：${mode}；${compared}`,
    `Definition version ${card.definition_version}, registered before the start; mode: ${mode}. ${compared}`,
  );
}
