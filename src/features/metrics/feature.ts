import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { readingsTaken } from './events.ts';
import * as initial from './migrations/0001-metrics.ts';
import * as ofCustomer from './migrations/0002-of-customer.ts';
import * as shares from './migrations/0003-shares.ts';
import * as own from './migrations/0004-own.ts';
import * as ownRead from './migrations/0005-own-read.ts';
import { ownRun, readOwn, rereadOwn } from './own-read.ts';
import { readResponses, rebuild, rereadResponses } from './read.ts';
import { routes } from './routes.ts';
import { ownRoutes } from './routes-own.ts';

export const metricsFeature: Feature = {
  name: 'metrics',
  words: { zh: '指标', en: 'Metrics' },
  migrations: migrationsOf('metrics', {
    '0001-metrics': initial,
    '0002-of-customer': ofCustomer,
    '0003-shares': shares,
    '0004-own': own,
    '0005-own-read': ownRead,
  }),
  tables: [
    { name: 'metric_version', replay: 'copy' },
    { name: 'metric_dimension', replay: 'copy' },
    { name: 'metric_reading', replay: 'empty' },
    { name: 'metric_count', replay: 'empty' },
    { name: 'own_metric', replay: 'copy' },
    { name: 'own_metric_version', replay: 'copy' },
    { name: 'own_run', replay: 'empty' },
    { name: 'own_reading', replay: 'empty' },
    { name: 'own_count', replay: 'empty' },
  ],
  routes: [...routes, ...ownRoutes],
  jobs: [rebuild, ownRun],
  events: [readingsTaken],
  subscribers: [readResponses, readOwn, rereadResponses, rereadOwn],
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
    own_metric_invalid: {
      status: 400,
      words: { zh: '指标定义有误：{message}。', en: 'The definition of the metric is not valid: {message}.' },
    },
    own_metric_moved: {
      status: 409,
      words: {
        zh: '你编辑期间这个指标变成了第 {version} 版。请重新打开后再改，你填的内容还在屏幕上。',
        en: 'The metric became version {version} while you were editing. Open it again and repeat your changes; what you entered is still on the screen.',
      },
    },
    own_metric_taken: {
      status: 409,
      words: {
        zh: '代号 {metric} 已经用于另一个指标。请换一个。',
        en: 'The key {metric} belongs to another metric. Choose another one.',
      },
    },
  },
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'metric.published': { zh: '发布指标定义', en: 'Published the definition of a metric' },
        'metric.own_made': { zh: '新建自定义指标', en: 'Made a metric of the company’s own' },
        'metric.own_changed': { zh: '修改自定义指标', en: 'Changed a metric of the company’s own' },
        'metric.own_archived': { zh: '归档自定义指标', en: 'Put a metric of the company’s own away' },
        'metric.own_taken_back': { zh: '取回自定义指标', en: 'Took a metric of the company’s own back' },
      },
      things: {
        metric: { zh: '指标', en: 'Metric' },
        own_metric: { zh: '自定义指标', en: 'Metric of the company’s own' },
      },
    }),
  ],
};
