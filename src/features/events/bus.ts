import { busEvent } from '../../kit/bus.ts';

export interface RecordedEvent {
  readonly eventId: string;
  readonly customerId: string;
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
}

/** One message per recorded batch, only the new ones in it. */
export const eventsRecorded = busEvent<{ readonly items: readonly RecordedEvent[] }>('events.recorded', {
  zh: '行为事件已记录',
  en: 'Events were recorded',
});
