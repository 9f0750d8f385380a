import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { goalIndicator } from '../metrics/index.ts';
import { answers } from './indicators/answers.ts';
import { conversion, lift } from './indicators/conversion.ts';
import { cost } from './indicators/cost.ts';
import { cycle } from './indicators/cycle.ts';
import { overdue } from './indicators/overdue.ts';
import { ownMetricGoals } from './indicators/own.ts';
import { reach } from './indicators/reach.ts';
import { responseRate } from './indicators/response-rate.ts';
import * as initial from './migrations/0001-goals.ts';
import * as recentCause from './migrations/0002-recent-cause.ts';
import { routes } from './routes.ts';
import { sweepGoals } from './sweep.ts';

export const goalsFeature: Feature = {
  name: 'goals',
  words: { zh: '目标', en: 'Goals' },
  migrations: migrationsOf('goals', { '0001-goals': initial, '0002-recent-cause': recentCause }),
  tables: [
    { name: 'goal', replay: 'empty' },
    { name: 'goal_version', replay: 'empty' },
    { name: 'goal_frame', replay: 'empty' },
    { name: 'goal_look', replay: 'empty' },
    { name: 'goal_alert', replay: 'empty' },
    { name: 'goal_ratio_day', replay: 'empty' },
  ],
  routes,
  sweeps: [sweepGoals],
  fillings: [
    fillSlot(goalIndicator, answers),
    fillSlot(goalIndicator, ownMetricGoals),
    fillSlot(goalIndicator, responseRate),
    fillSlot(goalIndicator, reach),
    fillSlot(goalIndicator, overdue),
    fillSlot(goalIndicator, cycle),
    fillSlot(goalIndicator, conversion),
    fillSlot(goalIndicator, lift),
    fillSlot(goalIndicator, cost),
    fillSlot(auditWords, {
      actions: {
        'goal.created': { zh: '新建目标', en: 'Set a goal' },
        'goal.changed': { zh: '修改目标', en: 'Changed a goal' },
        'goal.archived': { zh: '归档目标', en: 'Archived a goal' },
        'goal_alert.cause_sought': { zh: '重新分析预警原因', en: 'Looked for the cause of an alert again' },
        'goal_alert.handled': { zh: '处理预警', en: 'Handled an alert' },
      },
      things: { goal: { zh: '目标', en: 'Goal' }, goal_alert: { zh: '预警', en: 'Alert' } },
    }),
  ],
  errors: {
    goal_exists: {
      status: 409,
      words: {
        zh: '这个团队、指标和周期已经有一个目标了。请修改那一个。',
        en: 'There is a goal for this team, figure and period already. Change that one.',
      },
    },
    goal_changed: {
      status: 409,
      words: {
        zh: '这个目标刚被别人改过或已归档。请刷新后再改。',
        en: 'Somebody has changed or archived this goal meanwhile. Load it again.',
      },
    },
    goal_invalid: {
      status: 400,
      words: { zh: '目标填写有误，请按提示改正。', en: 'The goal is not valid. Correct what is named.' },
    },
    alert_closed: {
      status: 409,
      words: { zh: '这条预警已经关闭。', en: 'This alert has closed already.' },
    },
  },
  permissions: [
    { name: 'goals:read', words: { zh: '查看目标与预警', en: 'See goals and alerts' } },
    { name: 'goals:write', words: { zh: '设定与修改目标', en: 'Set and change goals' } },
    { name: 'goals:handle', words: { zh: '处理预警', en: 'Handle alerts' } },
  ],
};
