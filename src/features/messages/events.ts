import type { Words } from '../../engine/words.ts';
import { busEvent } from '../../kit/bus.ts';
import type { Media } from './adapter.ts';
import type { ChannelKind } from './contract-definition.ts';

export interface InboundItem {
  readonly inboundId: string;
  readonly customerId: string;
  readonly channel: ChannelKind;
  readonly text: string;
  /** Where it came from, when the channel said so. */
  readonly address: string | null;
  readonly media: readonly Media[];
  /** The id of the answer she picked from a menu. */
  readonly choice: string | null;
  /** `digit`: a bare number, for who asked a question. */
  readonly kind: 'reply' | 'digit' | 'optOut';
  readonly at: string;
  /** The last message she got on this channel, which it probably answers. */
  readonly message: {
    readonly messageId: string;
    readonly playbook: string;
    readonly version: number;
    readonly epoch: number | null;
    readonly run: { readonly runId: string; readonly token: number } | null;
    readonly key: string;
  } | null;
}

export const inboundReceived = busEvent<{ readonly items: readonly InboundItem[] }>('messages.inboundReceived', {
  zh: '收到客户回复',
  en: 'A customer wrote back',
});

/** From an address that is nobody's, or that several customers share: a person has to say whose it is (`adoptStranger`). */
export const strangerWrote = busEvent<{
  readonly items: readonly {
    readonly inboundId: string;
    readonly channel: ChannelKind;
    readonly address: string;
    readonly text: string;
    readonly kind: 'reply' | 'digit' | 'optOut';
    readonly media: readonly Media[];
    readonly at: string;
  }[];
}>('messages.strangerWrote', { zh: '收到陌生人来信', en: 'A stranger wrote' });

/** What happened at a channel and is no message. Heard at least once: the key tells the same from another. */
export const channelSignalled = busEvent<{
  readonly channel: ChannelKind;
  readonly items: readonly {
    readonly key: string;
    readonly name: string;
    readonly from: string | null;
    readonly at: string;
    readonly data: Readonly<Record<string, string>>;
  }[];
}>('messages.signalled', { zh: '渠道里发生了一件事', en: 'Something happened at a channel' });

/** Nobody confirmed these in the time the plan gives them; the next channel waits until they are taken back (`recalls`). */
export const waitedTooLong = busEvent<{
  readonly items: readonly { readonly deliveryId: string; readonly adapter: string }[];
}>('messages.waitedTooLong', { zh: '等员工确认超时', en: 'Nobody confirmed a message in time' });

/** What this room records as events of the customer. */
export const MESSAGE_EVENTS = {
  message_sent: { zh: '消息已发出', en: 'Message sent' },
  message_delivered: { zh: '消息已送达', en: 'Message delivered' },
  message_read: { zh: '消息已读', en: 'Message read' },
  message_failed: { zh: '消息发送失败', en: 'Message failed' },
  message_replied: { zh: '客户回复', en: 'Replied to a message' },
  opted_out: { zh: '退订', en: 'Opted out' },
} as const satisfies Readonly<Record<string, Words>>;
export type MessageEvent = keyof typeof MESSAGE_EVENTS;
