import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'replays',
  nav: [
    {
      group: 'outcome',
      path: 'replays',
      label: { zh: '历史回放', en: 'Replays' },
      icon: 'history',
      order: 40,
      permission: 'replays:read',
    },
  ],
  routes: [{ path: 'replays', lazy: () => import('./List.tsx'), permission: 'replays:read' }],
  commands: [
    {
      label: { zh: '回放历史', en: 'Replay history' },
      icon: 'history',
      path: 'replays?new=1',
      permission: 'replays:write',
    },
  ],
});
