import { defineScreens } from '../../../console/screens.ts';

const permission = 'webhooks:read';

export default defineScreens({
  feature: 'webhooks',
  settings: [
    { path: 'settings/webhooks', group: 'system', label: { zh: 'Webhook', en: 'Webhooks' }, order: 65, permission },
  ],
  routes: [
    { path: 'settings/webhooks', lazy: () => import('./Webhooks.tsx'), permission },
    { path: 'settings/webhooks/:webhook', lazy: () => import('./Log.tsx'), permission },
  ],
  commands: [
    {
      label: { zh: '新建 Webhook', en: 'New webhook' },
      icon: 'link',
      path: 'settings/webhooks',
      permission: 'webhooks:write',
    },
  ],
});
