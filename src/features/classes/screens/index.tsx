import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'classes',
  nav: [
    {
      group: 'outcome',
      path: 'classes',
      label: { zh: '客户分层', en: 'Classes' },
      icon: 'columns',
      order: 25,
      permission: 'classes:read',
    },
  ],
  routes: [
    { path: 'classes', lazy: () => import('./Overview.tsx'), permission: 'classes:read' },
    { path: 'classes/matrix', lazy: () => import('./Matrix.tsx'), permission: 'classes:read' },
    { path: 'classes/intent', lazy: () => import('./Intent.tsx'), permission: 'classes:read' },
  ],
});
