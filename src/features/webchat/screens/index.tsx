import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'webchat',
  settings: [
    {
      path: 'settings/web-chat',
      group: 'reach',
      label: { zh: '网页会话', en: 'Web chat' },
      order: 62,
      permission: 'webchat:read',
    },
  ],
  routes: [{ path: 'settings/web-chat', lazy: () => import('./WebChat.tsx'), permission: 'webchat:read' }],
  commands: [
    {
      label: { zh: '把聊天窗口放到网站上', en: 'Put the chat on a web site' },
      icon: 'chat',
      path: 'settings/web-chat',
      permission: 'webchat:configure',
    },
  ],
});
