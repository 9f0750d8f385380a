import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'broadcasts',
  nav: [
    {
      group: 'work',
      path: 'broadcasts',
      label: { zh: '群发', en: 'Broadcasts' },
      icon: 'bell',
      order: 42,
      permission: 'broadcasts:read',
    },
  ],
  routes: [
    { path: 'broadcasts', lazy: () => import('./List.tsx'), permission: 'broadcasts:read' },
    { path: 'broadcasts/new', lazy: () => import('./Editor.tsx'), permission: 'broadcasts:write' },
    { path: 'broadcasts/:broadcast', lazy: () => import('./Broadcast.tsx'), permission: 'broadcasts:read' },
    { path: 'broadcasts/:broadcast/edit', lazy: () => import('./Editor.tsx'), permission: 'broadcasts:write' },
  ],
  commands: [
    {
      label: { zh: '新建群发', en: 'New broadcast' },
      icon: 'bell',
      path: 'broadcasts/new',
      permission: 'broadcasts:write',
    },
  ],
});
