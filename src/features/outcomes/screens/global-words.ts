import { defineWords } from '../../../console/lib/words.ts';

export const globalWords = defineWords('globalComparison', {
  zh: {
    title: '所有回访加在一起',
    caption: '全局对照 {{share}} · 第 {{epoch}} 期 · {{days}} 天窗口',
    waiting: '从 {{at}} 起算，窗口加 14 天退款期满后才有数字。现在：可回访 {{t}} 人，全局对照 {{c}} 人。',
    conversion: '购买率',
    revenue: '人均净收入',
    row: '可回访 {{t}}，对照 {{c}}',
    diff: '差 {{diff}} {{ci}}',
    people: '到期：可回访 {{t}} 人，对照 {{c}} 人',
    broken: '两边人数偏离登记的比例，结论无效。',
  },
  en: {
    title: 'All follow-up together',
    caption: 'Global hold-out {{share}} · epoch {{epoch}} · {{days}}-day window',
    waiting:
      'Counted from {{at}}; figures come once the window and 14 days for refunds are over. Now: {{t}} who may be followed up, {{c}} held out.',
    conversion: 'Bought',
    revenue: 'Net revenue per customer',
    row: 'followed up {{t}}, held out {{c}}',
    diff: 'difference {{diff}} {{ci}}',
    people: 'Matured: {{t}} who may be followed up, {{c}} held out',
    broken: 'The arms are off the registered share: no verdict holds.',
  },
});
