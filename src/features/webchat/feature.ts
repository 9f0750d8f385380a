import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { channelAdapter } from '../messages/index.ts';
import { webAdapter } from './channels/web.ts';
import * as initial from './migrations/0001-webchat.ts';
import { routes } from './routes.ts';

export const webchatFeature: Feature = {
  name: 'webchat',
  words: { zh: '网页会话', en: 'Web chat' },
  migrations: migrationsOf('webchat', { '0001-webchat': initial }),
  tables: [
    { name: 'web_chat', replay: 'empty' },
    { name: 'web_visitor', replay: 'empty' },
  ],
  routes,
  permissions: [
    { name: 'webchat:read', words: { zh: '查看网页会话的设置', en: 'See the settings of the web chat' } },
    { name: 'webchat:configure', words: { zh: '设置网页会话', en: 'Set up the web chat' } },
  ],
  fillings: [
    fillSlot(channelAdapter, webAdapter),
    fillSlot(auditWords, {
      actions: { 'webchat.changed': { zh: '修改网页会话', en: 'Changed the web chat' } },
      things: { web_chat: { zh: '网页会话', en: 'Web chat' } },
    }),
  ],
};
