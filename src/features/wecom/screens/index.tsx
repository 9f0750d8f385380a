import { defineScreens } from '../../../console/screens.ts';

const permission = 'wecom:read';

export default defineScreens({
  feature: 'wecom',
  nav: [
    {
      group: 'work',
      path: 'wecom',
      label: { zh: '企业微信', en: 'WeCom' },
      icon: 'wecom',
      order: 45,
      permission,
    },
  ],
  routes: [
    { path: 'wecom', lazy: () => import('./Tasks.tsx'), permission },
    { path: 'wecom/friends', lazy: () => import('./Friends.tsx'), permission },
    { path: 'wecom/staff', lazy: () => import('./Staff.tsx'), permission },
    { path: 'wecom/runs', lazy: () => import('./Runs.tsx'), permission },
  ],
});
