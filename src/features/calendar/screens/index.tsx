import { defineScreens } from '../../../console/screens.ts';

export default defineScreens({
  feature: 'calendar',
  settings: [
    {
      path: 'settings/calendar',
      group: 'company',
      label: { zh: '工作日历', en: 'Working calendar' },
      order: 50,
      permission: 'calendar:read',
    },
  ],
  routes: [{ path: 'settings/calendar', lazy: () => import('./Calendar.tsx'), permission: 'calendar:read' }],
  commands: [
    {
      label: { zh: '放假与调休', en: 'Holidays and make-up days' },
      icon: 'calendar',
      path: 'settings/calendar',
      permission: 'calendar:read',
    },
    {
      label: { zh: '工作时间', en: 'Working hours' },
      icon: 'clock',
      path: 'settings/calendar?part=hours',
      permission: 'calendar:read',
    },
  ],
});
