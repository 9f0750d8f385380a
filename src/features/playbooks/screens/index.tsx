import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'playbooks',
  nav: [
    {
      group: 'design',
      path: 'playbooks',
      label: { zh: '回访方案', en: 'Playbooks' },
      icon: 'playbook',
      order: 10,
      permission: 'playbooks:read',
    },
  ],
  routes: [
    { path: 'playbooks', lazy: () => import('./List.tsx'), permission: 'playbooks:read' },
    { path: 'playbooks/:playbook', lazy: () => import('./Path.tsx'), permission: 'playbooks:read' },
    { path: 'playbooks/:playbook/customers', lazy: () => import('./Customers.tsx'), permission: 'playbooks:read' },
    { path: 'playbooks/:playbook/definition', lazy: () => import('./Definition.tsx'), permission: 'playbooks:read' },
    { path: 'playbooks/:playbook/runs', lazy: () => import('./Runs.tsx'), permission: 'playbooks:read' },
    // Those of other rooms (`playbookTabs`).
    { path: 'playbooks/:playbook/:tab', lazy: () => import('./Tab.tsx'), permission: 'playbooks:read' },
  ],
  commands: [
    {
      label: { zh: '导入回访方案', en: 'Import a playbook' },
      icon: 'upload',
      path: 'playbooks?import=1',
      permission: 'playbooks:write',
    },
  ],
});
