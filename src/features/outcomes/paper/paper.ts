/** A scorecard on paper: what it says, the nine indicators, costs and quarters, and what to know before reading. Pure. */
import type { Locale, Words } from '../../../engine/words.ts';
import type { Block, Paper } from '../../../kit/pdf/pdf.ts';
import { isFromFiles, type Scorecard } from '../contract.ts';
import { fixed, money } from '../decide-format.ts';
import { VERDICTS } from '../words-verdict.ts';
import { figure, judged, NOTHING, type Say } from './figures.ts';
import { costs, quarters } from './money.ts';
import { indicators, recomputed, strata } from './tables.ts';

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
