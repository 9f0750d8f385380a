import { defineScreens } from '../../../console/screens.ts';

const permission = 'forms:read';

export default defineScreens({
  feature: 'forms',
  nav: [
    {
      group: 'design',
      path: 'forms',
      label: { zh: '表单与答卷', en: 'Forms' },
      icon: 'form',
      order: 40,
      permission,
    },
  ],
  routes: [
    { path: 'forms', lazy: () => import('./List.tsx'), permission },
    { path: 'forms/:playbook/:form', lazy: () => import('./Form.tsx'), permission },
  ],
});
