import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { conversationAssigned } from './events.ts';
import { hearInbound, hearStrangers } from './hear.ts';
import * as initial from './migrations/0001-inbox.ts';
import { routes } from './routes.ts';

export const inboxFeature: Feature = {
  name: 'inbox',
  words: { zh: '会话', en: 'Inbox' },
  migrations: migrationsOf('inbox', { '0001-inbox': initial }),
  tables: [
    { name: 'conversation', replay: 'empty' },
    { name: 'conversation_entry', replay: 'empty' },
  ],
  routes,
  subscribers: [hearInbound, hearStrangers],
  events: [conversationAssigned],
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'inbox.assigned': { zh: '分派会话', en: 'Gave a conversation to somebody' },
        'inbox.linked': { zh: '认出陌生来信者是哪位客户', en: 'Said which customer an unknown sender is' },
      },
      things: { conversation: { zh: '会话', en: 'Conversation' } },
    }),
  ],
  errors: {
    conversation_answered: {
      status: 409,
      words: {
        zh: '{who} 在 {when} 已经回复了：{text}。看一看再决定要不要发。',
        en: '{who} answered at {when}: {text}. Look before you send yours.',
      },
    },
    conversation_linked: {
      status: 409,
      words: {
        zh: '这个会话已经归到客户「{name}」名下。',
        en: 'This conversation belongs to {name} already.',
      },
    },
  },
  permissions: [
    { name: 'inbox:read', words: { zh: '查看会话', en: 'See conversations' } },
    { name: 'inbox:write', words: { zh: '回复、分派、结束会话', en: 'Answer, assign and close conversations' } },
  ],
};
