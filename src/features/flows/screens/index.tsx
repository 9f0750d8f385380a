import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'flows',
  nav: [
    {
      group: 'design',
      path: 'flows/stuck',
      label: { zh: '卡住的流程', en: 'Stuck runs' },
      icon: 'pause',
      order: 60,
      permission: 'flows:read',
    },
  ],
  routes: [
    { path: 'flows/stuck', lazy: () => import('./Stuck.tsx'), permission: 'flows:read' },
    { path: 'customers/:customer/flows/:run', lazy: () => import('./Run.tsx'), permission: 'flows:read' },
  ],
});
