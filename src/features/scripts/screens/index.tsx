import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'scripts',
  nav: [
    {
      group: 'design',
      path: 'scripts',
      label: { zh: '话术', en: 'Scripts' },
      icon: 'book',
      order: 30,
      permission: 'scripts:read',
    },
  ],
  routes: [
    { path: 'scripts', lazy: () => import('./List.tsx'), permission: 'scripts:read' },
    { path: 'scripts/:playbook/:script', lazy: () => import('./Script.tsx'), permission: 'scripts:read' },
  ],
});
