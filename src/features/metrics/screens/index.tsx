import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'metrics',
  nav: [
    {
      group: 'outcome',
      path: 'metrics',
      label: { zh: '指标', en: 'Metrics' },
      icon: 'star',
      order: 20,
      permission: 'metrics:read',
    },
  ],
  routes: [
    { path: 'metrics', lazy: () => import('./Metrics.tsx'), permission: 'metrics:read' },
    { path: 'metrics/touchpoints', lazy: () => import('./Touchpoints.tsx'), permission: 'metrics:read' },
    { path: 'metrics/intent', lazy: () => import('./Plans.tsx'), permission: 'metrics:read' },
    { path: 'metrics/questions', lazy: () => import('./Questions.tsx'), permission: 'forms:read' },
    { path: 'metrics/own', lazy: () => import('./OwnList.tsx'), permission: 'metrics:read' },
    { path: 'metrics/own/:own', lazy: () => import('./OwnMetric.tsx'), permission: 'metrics:read' },
  ],
});
