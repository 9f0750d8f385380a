/** A scorecard as a workbook: what it says, the nine indicators, strata, costs, quarters, and what to know before reading. */
import type { Locale, Words } from '../../engine/words.ts';
import { type Cell, type Sheet, workbook } from '../../kit/xlsx.ts';
import { isFromFiles, type Scorecard } from './contract.ts';
import { besideLines, sheetHeader, sheetLines } from './decide-sheet.ts';
import { VERDICTS } from './words-verdict.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function scorecardWorkbook(card: Scorecard, locale: Locale): Buffer {
  const w = (zh: string, en: string): string => (locale === 'zh' ? zh : en);
  const sheets: Sheet[] = [
    { name: w('概要', 'Summary'), rows: summary(card, locale, w), widths: [26, 90] },
    {
      name: w('九项指标', 'Nine indicators'),
      rows: [
        sheetHeader(locale),
        ...sheetLines(card, locale).map((line) => line.map((cell) => verdictOr(cell, locale))),
      ],
      widths: [6, 22, 26, 8, 12, 12, 12, 12, 12, 12, 14, 14, 10, 10, 14, 60, 40],
    },
    {
      name: w('按今天的定义重算', 'Recomputed'),
      rows: besideLines(card, locale),
      widths: [26, 26, 8, ...Array.from({ length: 14 }, () => 14)],
    },
    { name: w('分层', 'Strata'), rows: strata(card, locale, w), widths: [22, 10, 10, 12, 12, 12, 12, 12, 14] },
    { name: w('成本', 'Costs'), rows: costs(card, locale, w), widths: [34, 16, 16, 40] },
    { name: w('季度', 'Quarters'), rows: quarters(card, w), widths: [12, 12, 12, 16, 16, 16, 16, 14, 16] },
    { name: w('读前先看', 'Read before'), rows: notes(card, locale, w), widths: [14, 28, 110] },
  ];
  return workbook(sheets.filter(({ rows }) => rows.length > 1));
}

type Say = (zh: string, en: string) => string;

function verdictOr(cell: Cell, locale: Locale): Cell {
  return typeof cell === 'string' && cell in VERDICTS ? VERDICTS[cell as Scorecard['verdict']][locale] : cell;
}

function summary(card: Scorecard, locale: Locale, w: Say): Cell[][] {
  const { roi, incremental_revenue: money } = card;
  // Of the registered mode: the one the verdict comes from.
  const gain = card.mode === 'always_valid' ? (money.ci_always_valid ?? money.ci) : money.ci;
  const payback = (months: number | null): Cell => months ?? w('不回本', 'never');
  return [
    [w('项目', 'Item'), w('内容', 'Value')],
    [w('方案', 'Playbook'), card.playbook_name[locale]],
    [w('结论', 'Verdict'), VERDICTS[card.verdict][locale]],
    [w('一句话', 'In a sentence'), card.headline.title[locale]],
    [w('依据', 'Rests on'), card.headline.detail[locale]],
    [isFromFiles(card) ? w('目标', 'Goal') : w('登记的目标', 'Registered goal'), card.goal[locale]],
    [w('期', 'Epoch'), card.epoch],
    [w('截至', 'As of'), card.as_of],
    [w('窗口（天）', 'Window (days)'), card.window.days],
    [w('定义版本', 'Definition version'), card.definition_version],
    [w('判定方式', 'Mode'), card.mode === 'fixed' ? w('只看一次', 'one look') : w('随时可看', 'always valid')],
    [w('到期：干预', 'Matured: treated'), card.matured.t],
    [w('到期：对照', 'Matured: control'), card.matured.c],
    [w('币种', 'Currency'), card.currency],
    [w('增量收入', 'Incremental revenue'), card.incremental_revenue.value],
    [w('增量收入下限', 'Incremental revenue, low'), gain?.[0] ?? null],
    [w('增量收入上限', 'Incremental revenue, high'), gain?.[1] ?? null],
    [w('归因收入（不是因果）', 'Attributed revenue (not causal)'), card.attributed_revenue],
    ...(roi
      ? [
          [w('净投入产出', 'Net return'), roi.net],
          [w('回本期（月）', 'Payback (months)'), payback(roi.payback_months)],
          [w('回本期，最好', 'Payback, at best'), payback(roi.payback_ci.best)],
          [w('回本期，最坏', 'Payback, at worst'), payback(roi.payback_ci.worst)],
          [w('新增收入/年成本，归因', 'New revenue / yearly cost, attributed'), roi.classic.attributed],
          [w('新增收入/年成本，增量', 'New revenue / yearly cost, incremental'), roi.classic.incremental],
        ]
      : []),
  ];
}

function strata(card: Scorecard, locale: Locale, w: Say): Cell[][] {
  type Ends = readonly [number, number] | null;
  const endsOf = (once: Ends, always: Ends): Ends => (card.mode === 'always_valid' ? (always ?? once) : once);
  return [
    [
      w('层', 'Stratum'),
      w('n 干预', 'n treated'),
      w('n 对照', 'n control'),
      w('对照', 'Control'),
      w('实际', 'Treated'),
      w('差值', 'Difference'),
      w('下限', 'Low'),
      w('上限', 'High'),
      w('结论', 'Verdict'),
    ],
    ...card.strata.map(
      ({ name, matured, conversion: { c, t, diff, ci: once, ci_always_valid: always, verdict } }): Cell[] => [
        name[locale],
        matured.t,
        matured.c,
        c.rate,
        t.rate,
        diff,
        endsOf(once, always)?.[0] ?? null,
        endsOf(once, always)?.[1] ?? null,
        VERDICTS[verdict][locale],
      ],
    ),
  ];
}

function costs(card: Scorecard, locale: Locale, w: Say): Cell[][] {
  const { cost, cost_measured: measured } = card;
  if (!cost && !measured) return [];
  const names = {
    setup: w('一次性', 'Set-up'),
    monthly: w('每月', 'Monthly'),
    contact: w('触达', 'Contacts'),
    staff: w('人工', 'Staff'),
    incentive: w('优惠', 'Incentives'),
  } as const;
  return [
    [
      w('构成', 'Part'),
      isFromFiles(card) ? w('配置', 'Configured') : w('登记', 'Registered'),
      w('实际', 'Measured'),
      w('说明', 'Note'),
    ],
    ...(['setup', 'monthly', 'contact', 'staff', 'incentive'] as const).map((key): Cell[] => [
      names[key],
      cost?.parts[key] ?? null,
      measured?.parts[key] ?? null,
      null,
    ]),
    [w('合计', 'Total'), cost?.total ?? null, measured?.total ?? null, null],
    ...(measured?.shares ?? []).map((share): Cell[] => [
      `${w('其中公司共用', 'of the company')}: ${share.name[locale]}`,
      null,
      share.amount,
      `${share.rule_name[locale]} ${(share.share * 100).toFixed(1)}%`,
    ]),
  ];
}

function quarters(card: Scorecard, w: Say): Cell[][] {
  return [
    [
      w('季度', 'Quarter'),
      w('n 干预', 'n treated'),
      w('n 对照', 'n control'),
      w('多出的购买（毛利）', 'Purchases gained (margin)'),
      w('下限', 'Low'),
      w('上限', 'High'),
      w('省下的人工', 'Labour saved'),
      w('回访次数', 'Follow-ups'),
      w('触达与人工', 'Contacts and staff'),
    ],
    ...(card.quarters ?? []).map((each): Cell[] => [
      each.quarter,
      each.matured.t,
      each.matured.c,
      each.repurchase.value,
      each.repurchase.ci?.[0] ?? null,
      each.repurchase.ci?.[1] ?? null,
      each.labour_saved,
      each.follow_ups,
      each.spent,
    ]),
  ];
}

function notes(card: Scorecard, locale: Locale, w: Say): Cell[][] {
  const rows = (kind: string, list: readonly { code: string; words: Words }[]): Cell[][] =>
    list.map(({ code, words }) => [kind, code, words[locale]]);
  return [
    [w('类别', 'Kind'), w('代码', 'Code'), w('内容', 'Text')],
    ...rows(w('警告', 'Warning'), card.warnings),
    ...rows(w('假定', 'Assumption'), card.assumptions),
    ...rows(w('缺什么', 'Missing'), card.missing),
  ];
}
