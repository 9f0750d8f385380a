/** Words of goals, for screens and files. */
import type { Words } from '../../engine/words.ts';
import type { GoalProgress, LookState, PeriodKind } from './contract-goal.ts';

export const PERIOD_WORDS: Readonly<Record<PeriodKind, Words>> = {
  week: { zh: '每周', en: 'Weekly' },
  month: { zh: '每月', en: 'Monthly' },
  quarter: { zh: '每季度', en: 'Quarterly' },
};

export const VERDICT_WORDS: Readonly<Record<GoalProgress['verdict'], Words>> = {
  reached: { zh: '达标', en: 'Reached' },
  missed: { zh: '未达标', en: 'Missed' },
  open: { zh: '还不能断定', en: 'Cannot be told yet' },
  too_few: { zh: '样本还不够', en: 'Too few yet' },
};

export const STATE_WORDS: Readonly<Record<LookState, Words>> = {
  inside: { zh: '在正常范围内', en: 'Within its band' },
  below: { zh: '低于预警线', en: 'Below its limit' },
  above: { zh: '高于预警线', en: 'Above its limit' },
  too_few: { zh: '样本还不够，不下结论', en: 'Too few to tell' },
  no_interval: { zh: '没有区间，不预警', en: 'No interval, so no alert' },
  no_reference: {
    zh: '历史不足三个周期，还不知道正常范围',
    en: 'Fewer than three periods known, so nothing is usual yet',
  },
  no_indicator: { zh: '这个指标已经没有了', en: 'The figure is no longer there' },
};

export const CSV_HEADER = {
  zh: [
    '团队',
    '指标',
    '方案',
    '周期',
    '开始',
    '结束（不含）',
    '目标',
    '数值',
    '样本',
    '区间低端',
    '区间高端',
    '预警下限',
    '预警上限',
    '应到',
    '结论',
    '状态',
    '负责人',
    '版本',
  ],
  en: [
    'Team',
    'Figure',
    'Playbook',
    'Period',
    'From',
    'To (exclusive)',
    'Target',
    'Value',
    'n',
    'Interval low',
    'Interval high',
    'Limit low',
    'Limit high',
    'Expected',
    'Verdict',
    'State',
    'Owner',
    'Version',
  ],
};
