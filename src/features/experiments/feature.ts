import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { enrolled } from './events.ts';
import * as initial from './migrations/0001-experiments.ts';

export const experimentsFeature: Feature = {
  name: 'experiments',
  words: { zh: '对照实验', en: 'Experiments' },
  migrations: migrationsOf('experiments', { '0001-experiments': initial }),
  tables: [
    { name: 'epoch', replay: 'copy' },
    { name: 'enrolment', replay: 'empty' },
  ],
  events: [enrolled],
  permissions: [{ name: 'experiments:read', words: { zh: '查看入组名单与分组', en: 'See who is in which arm' } }],
};
