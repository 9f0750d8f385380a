import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'goals',
  nav: [
    {
      group: 'outcome',
      path: 'goals',
      label: { zh: '目标', en: 'Goals' },
      icon: 'target',
      order: 15,
      permission: 'goals:read',
    },
  ],
  routes: [
    { path: 'goals', lazy: () => import('./Goals.tsx'), permission: 'goals:read' },
    { path: 'goals/:goal', lazy: () => import('./Goal.tsx'), permission: 'goals:read' },
  ],
  commands: [
    {
      label: { zh: '设一个目标', en: 'Set a goal' },
      icon: 'target',
      path: 'goals?new=1',
      permission: 'goals:write',
    },
  ],
});
