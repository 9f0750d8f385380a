import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import * as initial from './migrations/0001-calendar.ts';
import { routes } from './routes.ts';

export const calendarFeature: Feature = {
  name: 'calendar',
  words: { zh: '工作日历', en: 'Working calendar' },
  migrations: migrationsOf('calendar', { '0001-calendar': initial }),
  tables: [
    { name: 'calendar_year', replay: 'copy' },
    { name: 'calendar_day', replay: 'copy' },
    { name: 'working_hours', replay: 'copy' },
  ],
  routes,
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'calendar.day_worked': { zh: '设为上班日', en: 'Made a day a working day' },
        'calendar.day_freed': { zh: '设为放假', en: 'Made a day a holiday' },
        'calendar.day_unset': { zh: '撤销自设的一天', en: 'Took back a day that was set' },
        'calendar.year_imported': { zh: '导入放假安排', en: 'Imported the holidays of a year' },
        'calendar.year_removed': { zh: '删除导入的放假安排', en: 'Removed the imported holidays of a year' },
        'calendar.hours_changed': { zh: '修改工作时间', en: 'Changed the working hours' },
      },
      things: {
        calendar_day: { zh: '日历日', en: 'Calendar day' },
        calendar_year: { zh: '放假安排', en: 'Holidays of a year' },
        working_hours: { zh: '工作时间', en: 'Working hours' },
      },
    }),
  ],
  errors: {
    working_hours_empty: {
      status: 400,
      words: {
        zh: '一周里至少要有一段工作时间，否则期限永远不会到。',
        en: 'A week needs some working time; without it no deadline ever comes.',
      },
    },
    no_working_time: {
      status: 409,
      words: {
        zh: '{date} 之后 1,000 天内没有工作时间，算不出期限。请在设置里检查工作日历。',
        en: 'There is no working time within 1,000 days after {date}, so a deadline cannot be told. Check the working calendar in the settings.',
      },
    },
  },
  permissions: [
    { name: 'calendar:read', words: { zh: '查看工作日历', en: 'See the working calendar' } },
    { name: 'calendar:write', words: { zh: '修改工作日历与工作时间', en: 'Change the working calendar and hours' } },
  ],
};
