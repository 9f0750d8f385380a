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
    { path: 'campaigns', lazy: () => import('./campaigns/Campaigns.tsx'), permission: 'outcomes:read' },
    { path: 'campaigns/:campaign', lazy: () => import('./campaigns/Campaign.tsx'), permission: 'outcomes:read' },
    { path: 'scorecards', lazy: () => import('./List.tsx'), permission: 'outcomes:read' },
    { path: 'scorecards/:playbook/print', lazy: () => import('./Print.tsx'), permission: 'outcomes:read' },
    { path: 'scorecards/:playbook', lazy: () => import('./Scorecard.tsx'), permission: 'outcomes:read' },
  ],
  commands: [
    {
      label: { zh: '给别处的活动计分', en: 'Score a campaign that ran elsewhere' },
      icon: 'upload',
      path: 'campaigns',
      permission: 'outcomes:write',
    },
  ],
});
