import { defineWords } from '../lib/words.ts';

export const words = defineWords('message-words', {
  zh: {
    letters: '{{n}} / {{most}} 字',
    parts: '按 {{count}} 条计费',
    insert: '插入变量',
    template: '审核通过的模板',
    templateHint:
      '阿里云、腾讯云只发审核通过的模板：内容和某个已通过的模板一致时自动使用它；也可以点名一个，内容就是它的。',
    templateAny: '按内容自动匹配',
    templateNot: '没有通过审核',
    templateGone: '登记里没有模板「{{key}}」，会被拒发。换一个，或改成自动匹配。',
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
    template: 'Approved template',
    templateHint:
      'Aliyun and Tencent send approved templates only: one that gives exactly this text is used by itself. Or name one; the text is then what it says.',
    templateAny: 'Found by the text',
    templateNot: 'not approved',
    templateGone:
      'The register has no template “{{key}}”: it would be refused. Choose another, or let it be found by the text.',
    pick: 'Name, phone or number of a customer',
    nobody: 'There is no such customer',
    missing: 'She has no value for {{names}}, so it could not be sent',
    send: 'May be sent now',
    defer: 'Would wait: {{reason}}',
    refuse: 'Would not be sent: {{reason}}',
  },
});
