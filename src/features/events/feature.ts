import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { eventsRecorded } from './bus.ts';
import * as initial from './migrations/0001-events.ts';
import { replayFeed } from './replay.ts';
import { routes } from './routes.ts';

export const eventsFeature: Feature = {
  name: 'events',
  words: { zh: '行为事件', en: 'Events' },
  migrations: migrationsOf('events', { '0001-events': initial }),
  tables: [
    { name: 'event', replay: 'feed' },
    { name: 'event_key', replay: 'feed' },
    { name: 'customer_event_stat', replay: 'feed' },
    { name: 'event_type', replay: 'copy' },
    { name: 'event_refusal', replay: 'empty' },
  ],
  routes,
  events: [eventsRecorded],
  replay: replayFeed,
  fillings: [
    fillSlot(auditWords, {
      actions: { 'events.type_named': { zh: '给行为类型命名', en: 'Named an event type' } },
      things: { event_type: { zh: '行为类型', en: 'Event type' } },
    }),
  ],
  permissions: [
    { name: 'events:read', words: { zh: '查看行为事件', en: 'See events' } },
    { name: 'events:write', words: { zh: '记录行为事件', en: 'Record events' } },
  ],
};
