import { busEvent } from '../../kit/bus.ts';
import type { ChannelKind } from '../messages/index.ts';

/** Somebody answers for a conversation now, or nobody does any more. */
export const conversationAssigned = busEvent<{
  readonly conversationId: string;
  readonly channel: ChannelKind;
  readonly customerId: string | null;
  /** Where she wrote from last. */
  readonly address: string | null;
  readonly assigneeId: string | null;
}>('inbox.assigned', { zh: '会话换了负责人', en: 'A conversation went to somebody' });
