import { defineScreens } from '../../../console/screens.ts';
import { useTaskCount } from './count.ts';

export default defineScreens({
  feature: 'tasks',
  nav: [
    {
      group: 'work',
      path: 'tasks',
      label: { zh: '回访任务', en: 'Tasks' },
      icon: 'task',
      order: 10,
      permission: 'tasks:write',
      tab: { order: 10, label: { zh: '待办', en: 'To do' } },
      useCount: useTaskCount,
    },
    {
      group: 'work',
      path: 'board',
      label: { zh: '主管看板', en: 'Board' },
      icon: 'team',
      order: 20,
      permission: 'tasks:manage',
      tab: { order: 15, label: { zh: '看板', en: 'Board' } },
    },
  ],
  routes: [
    { path: 'tasks', lazy: () => import('./Workbench.tsx'), permission: 'tasks:read' },
    { path: 'tasks/new', lazy: () => import('./NewTask.tsx'), permission: 'tasks:write' },
    { path: 'tasks/:task', lazy: () => import('./Workbench.tsx'), permission: 'tasks:read' },
    { path: 'board', lazy: () => import('./board/Board.tsx'), permission: 'tasks:manage' },
  ],
  commands: [
    {
      label: { zh: '看没人接的任务', en: 'Tasks nobody has' },
      icon: 'team',
      path: 'board?show=pool',
      permission: 'tasks:manage',
    },
  ],
});
