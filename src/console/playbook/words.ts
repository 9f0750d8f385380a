import { defineWords } from '../lib/words.ts';

export const words = defineWords('playbook-draft', {
  zh: {
    save: '保存为新版本',
    undo: '撤销一步',
    discard: '放弃修改',
    unsaved: '有没保存的修改',
    flaws: '还有 {{n}} 处要改',
    wrong: '没有保存，{{n}} 处要改',
    saved: '已保存为 v{{version}}',
    savedLive: '已保存为 v{{version}}。正在运行的还是 v{{live}}，点右上角“启用 v{{version}}”后才会用上。',
    newer: '{{at}}，{{by}}存了 v{{version}}。你写的还在，没有丢。',
    newerHint:
      '可以把你改过的部分放到 v{{version}} 上保存（同一条两个人都改了，以你的为准），也可以放弃自己的，从 v{{version}} 重新改。',
    onTop: '在 v{{version}} 上保存我的修改',
    load: '放弃我的，载入 v{{version}}',
    language: '语言',
    zh: '中文',
    en: 'English',
    leaveTitle: '有没保存的修改',
    leave: '离开这一页，刚才写的就没有了。',
    leaveNow: '不保存，离开',
    readOnly: '你可以看，不能改：修改方案要有“修改与启停方案”的权限。',
  },
  en: {
    save: 'Save as a new version',
    undo: 'Undo',
    discard: 'Discard changes',
    unsaved: 'Changes are not saved',
    flaws: '{{n}} to mend',
    wrong: 'Not saved: {{n}} to mend',
    saved: 'Saved as v{{version}}',
    savedLive:
      'Saved as v{{version}}. v{{live}} still runs; “Switch on v{{version}}” at the top puts the new one to use.',
    newer: '{{at}}: {{by}} saved v{{version}}. What you wrote is still here.',
    newerHint:
      'Put what you changed on top of v{{version}} (where both of you changed the same, yours holds), or let go of yours and start from v{{version}}.',
    onTop: 'Save my changes on top of v{{version}}',
    load: 'Let go of mine, load v{{version}}',
    language: 'Language',
    zh: '中文',
    en: 'English',
    leaveTitle: 'Changes are not saved',
    leave: 'When you leave this page, what you wrote is gone.',
    leaveNow: 'Leave without saving',
    readOnly: 'You may look, not change: that takes the permission to change playbooks.',
  },
});
