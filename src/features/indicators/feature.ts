import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { goalIndicator } from '../metrics/index.ts';
import { goalIndicators } from './goal-indicators.ts';
import * as initial from './migrations/0001-indicators.ts';
import { routes } from './routes.ts';
import { hearMoney, refreshJob, sweepIndicators } from './sweep.ts';

export const indicatorsFeature: Feature = {
  name: 'indicators',
  words: { zh: '过程与结果指标', en: 'Process and outcome indicators' },
  migrations: migrationsOf('indicators', { '0001-indicators': initial }),
  tables: [
    { name: 'follow_up', replay: 'empty' },
    { name: 'indicator_day', replay: 'empty' },
    { name: 'indicator_state', replay: 'empty' },
    { name: 'indicator_definition', replay: 'copy' },
  ],
  routes,
  jobs: [refreshJob],
  subscribers: [hearMoney],
  sweeps: [sweepIndicators],
  errors: {
    indicator_period: {
      status: 400,
      words: {
        zh: '期间 {from} 到 {to} 不成立：开始不能晚于结束，最长三年。',
        en: 'The period {from} to {to} does not hold: it must begin before it ends, and last three years at most.',
      },
    },
    indicator_definition_invalid: {
      status: 400,
      words: { zh: '口径有误，请按提示改正。', en: 'The definition is not valid. Correct what is named.' },
    },
  },
  permissions: [
    { name: 'indicators:read', words: { zh: '查看过程与结果指标', en: 'See process and outcome indicators' } },
    { name: 'indicators:write', words: { zh: '修改指标口径', en: 'Change what indicators mean' } },
  ],
  fillings: [
    ...goalIndicators.map((each) => fillSlot(goalIndicator, each)),
    fillSlot(auditWords, {
      actions: { 'indicators.defined': { zh: '修改指标口径', en: 'Changed what an indicator means' } },
      things: { indicator_definition: { zh: '指标口径', en: 'Definition of an indicator' } },
    }),
  ],
};
