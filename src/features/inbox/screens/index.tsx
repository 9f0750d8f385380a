import { defineScreens } from '../../../console/screens.ts';
import { useUnreadCount } from './count.ts';

export default defineScreens({
  feature: 'inbox',
  nav: [
    {
      group: 'work',
      path: 'inbox',
      label: { zh: '会话', en: 'Inbox' },
      icon: 'chat',
      order: 30,
      permission: 'inbox:read',
      tab: { order: 25 },
      useCount: useUnreadCount,
    },
  ],
  routes: [
    { path: 'inbox', lazy: () => import('./Inbox.tsx'), permission: 'inbox:read' },
    { path: 'inbox/:conversation', lazy: () => import('./Inbox.tsx'), permission: 'inbox:read' },
  ],
});
