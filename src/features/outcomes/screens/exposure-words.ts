import { defineWords } from '../../../console/lib/words.ts';

export const exposureWords = defineWords('exposure', {
  zh: {
    title: '对照组被触达的情况',
    caption: '到期的对照组 {{n}} 人',
    none: '窗口期内没有人被触达，比较是干净的。',
    share: '{{k}} 人（{{share}}）在窗口期内被触达过。',
    warning: '超过 10%：差异会被低估。',
    diluted: '超过 30%：对照组已被稀释，看不出方案本身的作用。',
    message: '消息',
    task: '人工任务',
    byHand: '手工',
    people: '{{count}} 人',
  },
  en: {
    title: 'Contacts of the control group',
    caption: '{{n}} matured control customers',
    none: 'Nobody was contacted within her window: the comparison is clean.',
    share: '{{k}} ({{share}}) were contacted within their window.',
    warning: 'Above 10%: the difference is understated.',
    diluted: 'Above 30%: the control group is diluted and does not show what the playbook does.',
    message: 'Messages',
    task: 'Tasks',
    byHand: 'by hand',
    people: '{{count}} customers',
    people_one: '{{count}} customer',
  },
});
