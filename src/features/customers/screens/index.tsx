import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'customers',
  nav: [
    {
      group: 'work',
      path: 'customers',
      label: { zh: '客户', en: 'Customers' },
      icon: 'customers',
      order: 40,
      permission: 'customers:read',
      tab: { order: 20 },
    },
  ],
  routes: [
    { path: 'customers', lazy: () => import('./List.tsx'), permission: 'customers:read' },
    { path: 'customers/import', lazy: () => import('./imports/Imports.tsx'), permission: 'customers:import' },
    { path: 'customers/import/:import', lazy: () => import('./imports/Import.tsx'), permission: 'customers:import' },
    { path: 'customers/attributes', lazy: () => import('./fields/Attributes.tsx'), permission: 'customers:read' },
    { path: 'customers/event-types', lazy: () => import('./fields/EventTypes.tsx'), permission: 'events:read' },
    { path: 'customers/:customer', lazy: () => import('./customer/Customer.tsx'), permission: 'customers:read' },
  ],
  commands: [
    {
      label: { zh: '导入客户、订单、合同、事件', en: 'Import customers, orders, contracts, events' },
      icon: 'upload',
      path: 'customers/import',
      permission: 'customers:import',
    },
    {
      label: { zh: '新建客户', en: 'New customer' },
      icon: 'plus',
      path: 'customers?new=1',
      permission: 'customers:write',
    },
  ],
  find: async (workspace, text, signal) => (await import('./find.ts')).findCustomers(workspace, text, signal),
});
