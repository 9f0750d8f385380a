import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'calls',
  nav: [
    {
      group: 'work',
      path: 'calls',
      label: { zh: '通话', en: 'Calls' },
      icon: 'phone',
      order: 45,
      permission: 'calls:read',
    },
  ],
  parts: { 'sandbox.voice': () => import('./sandbox/PhoneCalls.tsx') },
  routes: [
    { path: 'calls', lazy: () => import('./List.tsx'), permission: 'calls:read' },
    { path: 'calls/:call', lazy: () => import('./CallPage.tsx'), permission: 'calls:read' },
    { path: 'calls/sounds', lazy: () => import('./sounds/Sounds.tsx'), permission: 'calls:read' },
  ],
  playbookTabs: [
    {
      path: 'calls',
      label: { zh: '电话流程', en: 'On the telephone' },
      order: 20,
      isFor: ({ messages }) => messages.some(({ channels }) => Object.hasOwn(Object(channels), 'voice')),
      lazy: () => import('./flows/Flow.tsx'),
    },
  ],
});
