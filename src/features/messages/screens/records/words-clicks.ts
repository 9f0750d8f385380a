import { defineWords } from '../../../../console/lib/words.ts';

export const words = defineWords('messages.clicks', {
  zh: {
    title: '链接打开情况',
    mail: '邮件本身',
    survey: '问卷',
    opened: '打开 {{count}} 次，第一次 {{when}}',
    nobody: '还没有人打开',
    bots: '；机器 {{count}} 次，不计',
  },
  en: {
    title: 'Links opened',
    mail: 'The mail itself',
    survey: 'Survey',
    opened: 'opened {{count}} times, first {{when}}',
    opened_one: 'opened once, {{when}}',
    nobody: 'nobody yet',
    bots: '; {{count}} by machines, not counted',
  },
});
