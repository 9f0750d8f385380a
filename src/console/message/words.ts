import { defineWords } from '../lib/words.ts';

export const words = defineWords('message-words', {
  zh: {
    letters: '{{n}} / {{most}} 字',
    parts: '按 {{count}} 条计费',
    insert: '插入变量',
    pick: '输入客户的姓名、电话或编号',
    nobody: '没有这位客户',
    missing: '她没有这些变量的值，所以发不出：{{names}}',
    send: '现在可以发',
    defer: '会等一等：{{reason}}',
    refuse: '不会发：{{reason}}',
  },
  en: {
    letters: '{{n}} of {{most}} characters',
    parts: 'billed as {{count}} parts',
    parts_one: 'billed as {{count}} part',
    insert: 'Insert variable',
    pick: 'Name, phone or number of a customer',
    nobody: 'There is no such customer',
    missing: 'She has no value for {{names}}, so it could not be sent',
    send: 'May be sent now',
    defer: 'Would wait: {{reason}}',
    refuse: 'Would not be sent: {{reason}}',
  },
});
