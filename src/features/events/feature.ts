import { type Feature, migrationsOf } from '../../kit/feature.ts';
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
  permissions: [
    { name: 'events:read', words: { zh: '查看行为事件', en: 'See events' } },
    { name: 'events:write', words: { zh: '记录行为事件', en: 'Record events' } },
  ],
};
