import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { subjectResolver } from '../events/index.ts';
import { errors } from './errors.ts';
import * as initial from './migrations/0001-customers.ts';
import * as search from './migrations/0002-search.ts';
import * as identities from './migrations/0003-identities.ts';
import * as consentProof from './migrations/0004-consent-proof.ts';
import * as consentLatest from './migrations/0005-consent-latest.ts';
import { replay } from './replay.ts';
import { forgetUploads } from './imports/forget.ts';
import { importJob } from './jobs.ts';
import { importRoutes } from './routes-imports.ts';
import { subjects } from './resolve.ts';
import { routes } from './routes.ts';

export const customersFeature: Feature = {
  name: 'customers',
  words: { zh: '客户', en: 'Customers' },
  migrations: migrationsOf('customers', {
    '0001-customers': initial,
    '0002-search': search,
    '0003-identities': identities,
    '0004-consent-proof': consentProof,
    '0005-consent-latest': consentLatest,
  }),
  tables: [
    { name: 'customer', replay: 'copy' },
    { name: 'attribute', replay: 'copy' },
    { name: 'customer_tag', replay: 'copy' },
    { name: 'customer_identity', replay: 'copy' },
    { name: 'consent', replay: 'copy' },
    { name: 'customer_order', replay: 'feed' },
    { name: 'contract', replay: 'copy' },
    { name: 'import_run', replay: 'empty' },
    { name: 'import_error', replay: 'empty' },
  ],
  routes: [...routes, ...importRoutes],
  jobs: [importJob],
  sweeps: [forgetUploads],
  replay,
  errors,
  permissions: [
    { name: 'customers:read', words: { zh: '查看客户', en: 'See customers' } },
    { name: 'customers:write', words: { zh: '修改客户、订单、合同', en: 'Change customers, orders, contracts' } },
    { name: 'customers:configure', words: { zh: '设置自定义属性', en: 'Define custom attributes' } },
    { name: 'customers:import', words: { zh: '导入文件', en: 'Import files' } },
    { name: 'customers:export', words: { zh: '导出客户与订单', en: 'Export customers and orders' } },
    { name: 'customers:reveal', words: { zh: '看到完整的手机号和邮箱', en: 'See whole phone numbers and e-mails' } },
    { name: 'customers:contact', words: { zh: '逐个显示号码（留痕）', en: 'Reveal one number at a time, on record' } },
  ],
  fillings: [
    fillSlot(subjectResolver, subjects),
    fillSlot(auditWords, {
      actions: {
        'customer.created': { zh: '新建客户', en: 'Created a customer' },
        'customer.changed': { zh: '修改客户', en: 'Changed a customer' },
        'customer.tagged': { zh: '打标签', en: 'Tagged a customer' },
        'customer.untagged': { zh: '去掉标签', en: 'Took a tag away' },
        'consent.given': { zh: '登记同意', en: 'Recorded a consent' },
        'consent.withdrawn': { zh: '撤回同意', en: 'Withdrew a consent' },
        'customers.exported': { zh: '导出客户', en: 'Exported customers' },
        'orders.exported': { zh: '导出订单', en: 'Exported orders' },
        'customer.viewed': { zh: '查看客户', en: 'Looked at a customer' },
        'customer.revealed': { zh: '显示了完整号码', en: 'Revealed a number' },
        'customers.listed': { zh: '查看客户列表', en: 'Looked through customers' },
        'attribute.created': { zh: '新建属性', en: 'Created an attribute' },
        'attribute.changed': { zh: '修改属性', en: 'Changed an attribute' },
        'attribute.deleted': { zh: '删除属性', en: 'Deleted an attribute' },
        'import.started': { zh: '开始导入', en: 'Started an import' },
        'import.done': { zh: '完成导入', en: 'Finished an import' },
      },
      things: {
        customer: { zh: '客户', en: 'Customer' },
        order: { zh: '订单', en: 'Order' },
        attribute: { zh: '属性', en: 'Attribute' },
        import: { zh: '导入', en: 'Import' },
      },
    }),
  ],
};
