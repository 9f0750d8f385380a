import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'segments',
  nav: [
    {
      group: 'design',
      path: 'segments',
      label: { zh: '客户分群', en: 'Segments' },
      icon: 'target',
      order: 20,
      permission: 'segments:read',
    },
  ],
  routes: [
    { path: 'segments', lazy: () => import('./List.tsx'), permission: 'segments:read' },
    { path: 'segments/new', lazy: () => import('./Editor.tsx'), permission: 'segments:write' },
    { path: 'segments/:segment', lazy: () => import('./Segment.tsx'), permission: 'segments:read' },
    { path: 'segments/:segment/edit', lazy: () => import('./Editor.tsx'), permission: 'segments:write' },
  ],
  commands: [
    {
      label: { zh: '新建分群', en: 'New segment' },
      icon: 'target',
      path: 'segments/new',
      permission: 'segments:write',
    },
  ],
});
