import { defineScreens } from '../../../console/screens.ts';

const permission = 'links:read';

export default defineScreens({
  feature: 'links',
  nav: [
    {
      group: 'design',
      path: 'links',
      label: { zh: '链接与二维码', en: 'Links and QR codes' },
      icon: 'link',
      order: 55,
      permission,
    },
  ],
  routes: [
    { path: 'links', lazy: () => import('./Links.tsx'), permission },
    { path: 'links/:link', lazy: () => import('./OneLink.tsx'), permission },
  ],
});
