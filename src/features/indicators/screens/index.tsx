import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'indicators',
  nav: [
    {
      group: 'outcome',
      path: 'indicators',
      label: { zh: '过程与结果指标', en: 'Process and outcomes' },
      icon: 'clock',
      order: 15,
      permission: 'indicators:read',
    },
  ],
  routes: [{ path: 'indicators', lazy: () => import('./Indicators.tsx'), permission: 'indicators:read' }],
});
