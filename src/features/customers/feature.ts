import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { subjectResolver } from '../events/index.ts';
import { errors } from './errors.ts';
import * as initial from './migrations/0001-customers.ts';
import { replay } from './replay.ts';
import { importJob } from './jobs.ts';
import { importRoutes } from './routes-imports.ts';
import { subjects } from './resolve.ts';
import { routes } from './routes.ts';

export const customersFeature: Feature = {
  name: 'customers',
  words: { zh: '客户', en: 'Customers' },
  migrations: migrationsOf('customers', { '0001-customers': initial }),
  tables: [
    { name: 'customer', replay: 'copy' },
    { name: 'attribute', replay: 'copy' },
    { name: 'customer_tag', replay: 'copy' },
    { name: 'consent', replay: 'copy' },
    { name: 'customer_order', replay: 'feed' },
    { name: 'contract', replay: 'copy' },
    { name: 'import_run', replay: 'empty' },
    { name: 'import_error', replay: 'empty' },
  ],
  routes: [...routes, ...importRoutes],
  jobs: [importJob],
  replay,
  errors,
  permissions: [
    { name: 'customers:read', words: { zh: '查看客户', en: 'See customers' } },
    { name: 'customers:write', words: { zh: '修改客户、订单、合同', en: 'Change customers, orders, contracts' } },
    { name: 'customers:configure', words: { zh: '设置自定义属性', en: 'Define custom attributes' } },
    { name: 'customers:import', words: { zh: '导入文件', en: 'Import files' } },
    { name: 'customers:export', words: { zh: '导出客户与订单', en: 'Export customers and orders' } },
  ],
  fillings: [fillSlot(subjectResolver, subjects)],
};
