/** What a verdict is called in files. */
import type { Words } from '../../engine/words.ts';
import type { Verdict } from './contract.ts';

export const VERDICTS: Readonly<Record<Verdict, Words>> = {
  proven_gain: { zh: '已证实有效', en: 'Proven gain' },
  proven_loss: { zh: '已证实有害', en: 'Proven loss' },
  not_proven: { zh: '未证实', en: 'Not proven' },
  too_little_data: { zh: '数据不足', en: 'Too little data' },
  invalid: { zh: '无效', en: 'Invalid' },
};
