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
      // Until a phone has its tasks and conversations, it opens with what is proven.
      tab: { order: 0 },
    },
    {
      group: 'foot',
      path: 'settings',
      label: { zh: '设置', en: 'Settings' },
      icon: 'settings',
      order: 10,
    },
  ],
  settings: [
    {
      path: 'settings',
      group: 'company',
      label: { zh: '工作区', en: 'Workspace' },
      order: 10,
      permission: 'access:read',
    },
    {
      path: 'settings/members',
      group: 'company',
      label: { zh: '成员', en: 'Members' },
      order: 20,
      permission: 'access:read',
    },
    {
      path: 'settings/teams',
      group: 'company',
      label: { zh: '团队', en: 'Teams' },
      order: 30,
      permission: 'access:read',
    },
    {
      path: 'settings/roles',
      group: 'company',
      label: { zh: '角色', en: 'Roles' },
      order: 40,
      permission: 'access:read',
    },
    {
      path: 'settings/keys',
      group: 'system',
      label: { zh: 'API 密钥', en: 'API keys' },
      order: 60,
      permission: 'access:keys',
    },
    {
      path: 'settings/audit',
      group: 'system',
      label: { zh: '审计日志', en: 'Audit log' },
      order: 70,
      permission: 'access:audit',
    },
    { path: 'settings/account', group: 'mine', label: { zh: '我的账号', en: 'My account' }, order: 90 },
  ],
  routes: [
    { path: '/sign-in', lazy: () => import('./SignIn.tsx'), outside: true },
    { path: '/password', lazy: () => import('./SetPassword.tsx'), outside: true },
    { path: 'welcome', lazy: () => import('./Home.tsx') },
    { path: 'settings', lazy: () => import('./settings/Workspace.tsx') },
    { path: 'settings/members', lazy: () => import('./settings/Members.tsx'), permission: 'access:read' },
    { path: 'settings/teams', lazy: () => import('./settings/Teams.tsx'), permission: 'access:read' },
    { path: 'settings/roles', lazy: () => import('./settings/Roles.tsx'), permission: 'access:read' },
    { path: 'settings/keys', lazy: () => import('./settings/Keys.tsx'), permission: 'access:keys' },
    { path: 'settings/audit', lazy: () => import('./settings/Audit.tsx'), permission: 'access:audit' },
    { path: 'settings/account', lazy: () => import('./settings/Account.tsx') },
  ],
  commands: [
    {
      label: { zh: '添加成员', en: 'Add a member' },
      icon: 'team',
      path: 'settings/members',
      permission: 'access:write',
    },
    {
      label: { zh: '新建 API 密钥', en: 'New API key' },
      icon: 'key',
      path: 'settings/keys',
      permission: 'access:keys',
    },
    { label: { zh: '修改密码', en: 'Change password' }, icon: 'lock', path: 'settings/account' },
  ],
});
