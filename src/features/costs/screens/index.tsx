import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'costs',
  nav: [
    {
      group: 'outcome',
      path: 'costs',
      label: { zh: '成本', en: 'Costs' },
      icon: 'money',
      order: 60,
      permission: 'costs:read',
    },
  ],
  routes: [{ path: 'costs', lazy: () => import('./Costs.tsx'), permission: 'costs:read' }],
});
