import { type Feature, migrationsOf } from '../../kit/feature.ts';
import * as initial from './migrations/0001-scripts.ts';
import { routes } from './routes.ts';

export const scriptsFeature: Feature = {
  name: 'scripts',
  words: { zh: '话术', en: 'Scripts' },
  migrations: migrationsOf('scripts', { '0001-scripts': initial }),
  tables: [{ name: 'script_version', replay: 'copy' }],
  routes,
  permissions: [
    { name: 'scripts:read', words: { zh: '查看话术', en: 'See scripts' } },
    { name: 'scripts:write', words: { zh: '修改话术', en: 'Change scripts' } },
  ],
};
