import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'experiments',
  nav: [
    {
      group: 'outcome',
      path: 'experiments',
      label: { zh: 'A/B 实验', en: 'Experiments' },
      icon: 'flask',
      order: 35,
      permission: 'experiments:read',
    },
  ],
  settings: [
    {
      path: 'settings/global-holdout',
      group: 'measure',
      label: { zh: '全局对照', en: 'Global hold-out' },
      order: 70,
      permission: 'experiments:read',
    },
  ],
  routes: [
    { path: 'experiments', lazy: () => import('./Experiments.tsx'), permission: 'experiments:read' },
    { path: 'settings/global-holdout', lazy: () => import('./GlobalHoldout.tsx'), permission: 'experiments:read' },
  ],
});
