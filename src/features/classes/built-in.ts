/** The matrix every workspace begins with. Pure. */
import { type Band, bandsIn, CELLS, type MatrixDefinition, type Measure } from './contract-definition.ts';

type Bands = Readonly<Record<Measure, Band>>;

/**
 * Satisfied promoters are loyal, whatever they plan to buy. Who wants to buy is a potential; dissatisfied ones among them are served first.
 * Who is dissatisfied or would not recommend and has no plan to buy is at risk. Everybody else is asked why.
 */
function classOf({ csat, nps, intent }: Bands): string {
  if (nps === 'high' && csat !== 'low') return 'loyal';
  if (intent === 'high') return 'potential';
  if (csat === 'low' || nps === 'low') return 'risk';
  if (csat === 'high' && nps === 'unknown' && intent === 'mid') return 'potential';
  return 'other';
}

const serviceFirst = ({ csat, intent }: Bands): boolean => csat === 'low' && intent === 'high';

export const BUILT_IN_MATRIX: MatrixDefinition = {
  days: 180,
  cuts: { csat: [3, 4], nps: [7, 9], intent: [2, 4] },
  classes: [
    {
      key: 'potential',
      name: { zh: '潜力', en: 'Potential' },
      advice: { zh: '想买：马上邀约；不满意的先服务', en: 'Wants to buy: invite now; serve first where dissatisfied' },
      tone: 'accent',
      playbook: 'intent-invitation',
    },
    {
      key: 'risk',
      name: { zh: '风险', en: 'At risk' },
      advice: {
        zh: '不满意又不想再买：先安抚，找原因',
        en: 'Dissatisfied, no plan to buy: make up for it, find the cause',
      },
      tone: 'bad',
      playbook: 'low-score-recovery',
    },
    {
      key: 'loyal',
      name: { zh: '忠实', en: 'Loyal' },
      advice: { zh: '愿意推荐：请她转介绍', en: 'Would recommend: ask for a referral' },
      tone: 'ok',
      playbook: 'referral-invitation',
    },
    {
      key: 'other',
      name: { zh: '其他', en: 'Other' },
      advice: { zh: '意愿不高：问问为什么', en: 'No plan to buy: ask why' },
      tone: 'neutral',
      playbook: 'low-intent-research',
    },
  ],
  cells: Object.fromEntries(CELLS.map((cell) => [cell, classOf(bandsIn(cell))])),
  plays: Object.fromEntries(
    CELLS.filter((cell) => serviceFirst(bandsIn(cell))).map((cell) => [cell, 'low-score-recovery']),
  ),
};
