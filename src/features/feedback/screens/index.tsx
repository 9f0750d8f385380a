import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'feedback',
  nav: [
    {
      group: 'outcome',
      path: 'insights',
      label: { zh: '洞察', en: 'Insights' },
      icon: 'insight',
      order: 30,
      permission: 'feedback:read',
    },
  ],
  settings: [
    {
      path: 'settings/text-model',
      group: 'measure',
      label: { zh: '理解模型', en: 'Text model' },
      order: 61,
      permission: 'feedback:read',
    },
    {
      path: 'settings/reasons',
      group: 'measure',
      label: { zh: '原因分类', en: 'Reasons' },
      order: 60,
      permission: 'feedback:read',
    },
  ],
  routes: [
    { path: 'insights', lazy: () => import('./Insights.tsx'), permission: 'feedback:read' },
    { path: 'settings/text-model', lazy: () => import('./model/TextModel.tsx'), permission: 'feedback:read' },
    { path: 'settings/reasons', lazy: () => import('./taxonomy/Taxonomy.tsx'), permission: 'feedback:read' },
  ],
  commands: [
    {
      label: { zh: '接入理解原话的模型', en: 'Set up the model that reads texts' },
      icon: 'settings',
      path: 'settings/text-model',
      permission: 'feedback:configure',
    },
    {
      label: { zh: '客户在抱怨什么', en: 'What customers complain about' },
      icon: 'insight',
      path: 'insights?polarity=negative',
      permission: 'feedback:read',
    },
    {
      label: { zh: '编辑原因分类', en: 'Edit the reasons' },
      icon: 'settings',
      path: 'settings/reasons',
      permission: 'feedback:write',
    },
  ],
});
