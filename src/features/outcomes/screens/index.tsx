import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'outcomes',
  nav: [
    {
      group: 'outcome',
      path: 'scorecards',
      label: { zh: '记分卡', en: 'Scorecards' },
      icon: 'scorecard',
      order: 10,
      tab: { order: 90 },
      permission: 'outcomes:read',
    },
  ],
  routes: [
    { path: 'scorecards', lazy: () => import('./List.tsx'), permission: 'outcomes:read' },
    { path: 'scorecards/:playbook', lazy: () => import('./Scorecard.tsx'), permission: 'outcomes:read' },
  ],
});
