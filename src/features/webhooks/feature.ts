import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { webhookConnector } from './connector.ts';
import { httpConnector } from './connectors/http/index.ts';
import { deliver } from './deliver.ts';
import * as initial from './migrations/0001-webhooks.ts';
import { queueMessages } from './queue.ts';
import { routes } from './routes.ts';
import { webhookSweep } from './sweep.ts';

export const webhooksFeature: Feature = {
  name: 'webhooks',
  words: { zh: 'Webhook 推送', en: 'Webhooks' },
  migrations: migrationsOf('webhooks', { '0001-webhooks': initial }),
  // A copy has no subscriptions: nothing can be sent from it.
  tables: [
    { name: 'webhook', replay: 'empty' },
    { name: 'webhook_delivery', replay: 'empty' },
  ],
  routes,
  jobs: [deliver],
  subscribers: [queueMessages],
  sweeps: [webhookSweep],
  permissions: [
    { name: 'webhooks:read', words: { zh: '查看 Webhook 与投递记录', en: 'See webhooks and their log' } },
    { name: 'webhooks:write', words: { zh: '管理 Webhook', en: 'Manage webhooks' } },
  ],
  errors: {
    webhook_url_refused: {
      status: 400,
      words: { zh: '不能推送到这个地址。', en: 'This address cannot be told anything.' },
    },
    webhooks_full: {
      status: 409,
      words: {
        zh: '最多 {most} 个 Webhook，请先删除不用的。',
        en: 'At most {most} webhooks. Delete one that is not used.',
      },
    },
    webhook_off: {
      status: 409,
      words: { zh: '「{name}」已停用，请先启用。', en: '{name} is switched off. Switch it on first.' },
    },
  },
  fillings: [
    fillSlot(webhookConnector, httpConnector),
    fillSlot(auditWords, {
      actions: {
        'webhook.created': { zh: '新建 Webhook', en: 'Created a webhook' },
        'webhook.changed': { zh: '修改 Webhook', en: 'Changed a webhook' },
        'webhook.deleted': { zh: '删除 Webhook', en: 'Deleted a webhook' },
        'webhook.rotated': { zh: '更换 Webhook 签名密钥', en: 'Changed the secret of a webhook' },
        'webhook.resent': { zh: '重新推送', en: 'Sent a message again' },
        'webhook.switched_off': { zh: '自动停用 Webhook', en: 'Switched a webhook off' },
      },
      things: { webhook: { zh: 'Webhook 推送', en: 'Webhook' } },
    }),
  ],
};
