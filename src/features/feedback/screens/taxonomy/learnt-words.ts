import { defineWords } from '../../../../console/lib/words.ts';

export const words = defineWords('feedback.learnt', {
  zh: {
    title: '从改正中学到的',
    lead: '{{agreeing}} 处不同的话被同样改正过，就建议改线索词。采纳后存为新版本，之后的原话才受影响。',
    add: {
      bad: '「{{phrase}}」算{{reason}}的不满',
      good: '「{{phrase}}」算{{reason}}的满意',
      seeds: '「{{phrase}}」说的是{{reason}}',
    },
    remove: '「{{phrase}}」不再当作{{reason}}的线索',
    support: '{{support}} 处改正：{{quotes}}',
    contrary: '已有 {{n}} 段原话含这个词，理解不同',
    take: '采纳',
    leave: '不采纳',
    versions: '以前的版本',
    version: '第 {{version}} 版，{{count}} 类，{{who}} 于 {{when}} 保存',
    builtIn: '系统自带的分类',
    restore: '恢复',
  },
  en: {
    title: 'Learnt from corrections',
    lead: 'When {{agreeing}} different clauses were corrected alike, a change of the words is suggested. Taking it saves a new version, for what is said from then on.',
    add: {
      bad: '“{{phrase}}” complains of {{reason}}',
      good: '“{{phrase}}” praises {{reason}}',
      seeds: '“{{phrase}}” speaks of {{reason}}',
    },
    remove: '“{{phrase}}” no longer means {{reason}}',
    support: '{{support}} corrections: {{quotes}}',
    contrary: '{{n}} earlier texts with it are read otherwise',
    take: 'Take',
    leave: 'Leave',
    versions: 'Former versions',
    version: 'Version {{version}}, {{count}} reasons, saved by {{who}}, {{when}}',
    builtIn: 'The reasons that come with the program',
    restore: 'Restore',
  },
});
