import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'access',
  nav: [
    {
      group: 'work',
      path: 'welcome',
      label: { zh: '首页', en: 'Home' },
      icon: 'home',
      order: 0,
    },
  ],
  routes: [
    { path: '/sign-in', lazy: () => import('./SignIn.tsx'), outside: true },
    { path: 'welcome', lazy: () => import('./Welcome.tsx') },
  ],
});
