/** What was spent and what came back. Pure. */
import type { Locale } from '../../../engine/words.ts';
import type { Block } from '../../../kit/pdf/pdf.ts';
import { isFromFiles, type Scorecard } from '../contract.ts';
import { fixed, money, percent } from '../decide-format.ts';
import { NOTHING, type Say } from './figures.ts';

export function costs(card: Scorecard, locale: Locale, w: Say): Block[] {
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

export function quarters({ quarters: list = [], currency }: Scorecard, w: Say): Block[] {
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
