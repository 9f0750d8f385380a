import { defineScreens } from '../../../console/screens.ts';
import { StandIn } from './StandIn.tsx';

export default defineScreens({
  feature: 'messages',
  nav: [
    {
      group: 'work',
      path: 'messages',
      label: { zh: '触达记录', en: 'Messages' },
      icon: 'send',
      order: 40,
      permission: 'messages:read',
    },
    {
      group: 'foot',
      path: 'sandbox',
      label: { zh: '沙盒收件箱', en: 'Sandbox inbox' },
      icon: 'flask',
      order: 10,
      permission: 'messages:read',
    },
  ],
  settings: [
    {
      path: 'settings/channels',
      group: 'reach',
      label: { zh: '渠道', en: 'Channels' },
      order: 60,
      permission: 'messages:read',
    },
    {
      path: 'settings/sms-templates',
      group: 'reach',
      label: { zh: '短信模板', en: 'SMS templates' },
      order: 61,
      permission: 'messages:read',
    },
    {
      path: 'settings/contact-policy',
      group: 'reach',
      label: { zh: '触达规则', en: 'Contact policy' },
      order: 63,
      permission: 'messages:read',
    },
    {
      path: 'settings/contact-blocks',
      group: 'reach',
      label: { zh: '黑名单', en: 'Blocked' },
      order: 64,
      permission: 'messages:read',
    },
  ],
  routes: [
    { path: 'settings/contact-blocks', lazy: () => import('./settings/Blocks.tsx'), permission: 'messages:read' },
    { path: 'messages', lazy: () => import('./records/List.tsx'), permission: 'messages:read' },
    { path: 'messages/undelivered', lazy: () => import('./undelivered/Undelivered.tsx'), permission: 'messages:read' },
    { path: 'sandbox', lazy: () => import('./sandbox/Sandbox.tsx'), permission: 'messages:read' },
    { path: 'settings/channels', lazy: () => import('./settings/Channels.tsx'), permission: 'messages:read' },
    { path: 'settings/sms-templates', lazy: () => import('./templates/Templates.tsx'), permission: 'messages:read' },
    { path: 'settings/contact-policy', lazy: () => import('./settings/Policy.tsx'), permission: 'messages:read' },
  ],
  playbookTabs: [
    {
      path: 'messages',
      label: { zh: '消息', en: 'Messages' },
      order: 10,
      lazy: () => import('./playbook/Messages.tsx'),
    },
  ],
  notice: { permission: 'messages:read', Notice: StandIn },
  commands: [
    {
      label: { zh: '接通邮件', en: 'Set up e-mail' },
      icon: 'mail',
      path: 'settings/channels',
      permission: 'messages:configure',
    },
  ],
});
