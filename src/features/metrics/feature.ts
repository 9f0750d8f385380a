import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { readingsTaken } from './events.ts';
import * as initial from './migrations/0001-metrics.ts';
import * as ofCustomer from './migrations/0002-of-customer.ts';
import * as shares from './migrations/0003-shares.ts';
import { readResponses, rebuild } from './read.ts';
import { routes } from './routes.ts';

export const metricsFeature: Feature = {
  name: 'metrics',
  words: { zh: '指标', en: 'Metrics' },
  migrations: migrationsOf('metrics', {
    '0001-metrics': initial,
    '0002-of-customer': ofCustomer,
    '0003-shares': shares,
  }),
  tables: [
    { name: 'metric_version', replay: 'copy' },
    { name: 'metric_dimension', replay: 'copy' },
    { name: 'metric_reading', replay: 'empty' },
    { name: 'metric_count', replay: 'empty' },
  ],
  routes,
  jobs: [rebuild],
  events: [readingsTaken],
  subscribers: [readResponses],
  permissions: [
    { name: 'metrics:read', words: { zh: '查看指标', en: 'See metrics' } },
    { name: 'metrics:write', words: { zh: '发布指标定义', en: 'Publish definitions of metrics' } },
  ],
  errors: {
    metric_invalid: {
      status: 400,
      words: {
        zh: '指标定义有误，请按提示改正。',
        en: 'The definition of the metric is not valid. Correct what is named.',
      },
    },
  },
  fillings: [
    fillSlot(auditWords, {
      actions: { 'metric.published': { zh: '发布指标定义', en: 'Published the definition of a metric' } },
      things: { metric: { zh: '指标', en: 'Metric' } },
    }),
  ],
};
