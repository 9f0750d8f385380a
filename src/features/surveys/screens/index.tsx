import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'surveys',
  settings: [
    {
      path: 'settings/survey-cadence',
      group: 'reach',
      label: { zh: '问卷节奏', en: 'Survey cadence' },
      order: 66,
      permission: 'surveys:read',
    },
  ],
  routes: [{ path: 'settings/survey-cadence', lazy: () => import('./Cadence.tsx'), permission: 'surveys:read' }],
});
