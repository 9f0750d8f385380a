/**
 * What carries messages of one kind of channel. An adapter is stateless and dumb: it makes one attempt and says how it ended, and it
 * reads what the provider tells later. Policy, order, retries and fallbacks are decided here, not there.
 */
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { ReceiptStatus } from './contract-states.ts';

export type Outcome =
  /** Taken over by the provider; whether it arrives is told by a receipt, if at all. */
  | { readonly kind: 'accepted'; readonly providerId?: string; readonly note?: string }
  /** Arrived, and that is proven already. */
  | { readonly kind: 'confirmed'; readonly providerId?: string; readonly note?: string }
  /** Surely not sent, and trying again would not help. `recipient`: try another channel. `content`, `config`: somebody has to mend it. */
  | {
      readonly kind: 'rejected';
      readonly scope: 'recipient' | 'content' | 'config';
      readonly code: string;
      readonly note: string;
    }
  /** Surely not sent, later it may go. */
  | { readonly kind: 'transient'; readonly code: string; readonly note?: string; readonly retryAfterMs?: number }
  | { readonly kind: 'throttled'; readonly code: string; readonly note?: string; readonly retryAfterMs: number }
  /** Perhaps sent. Never sent again by itself. */
  | { readonly kind: 'unknown'; readonly code: string; readonly note?: string };

export interface Content {
  /** E-mail only. */
  readonly subject?: string;
  readonly text: string;
}

export interface Attempt {
  /** Also the idempotency key: the same attempt never comes with another id. */
  readonly deliveryId: string;
  readonly to: string;
  readonly purpose: 'service' | 'marketing';
  readonly content: Content;
  readonly locale: 'zh' | 'en';
  /** The one-click way out for this customer on this channel. */
  readonly unsubscribeUrl: string;
  /** Aborted when the attempt takes too long: it then ends as `unknown` unless the adapter knows better. */
  readonly signal: AbortSignal;
}

/** What a provider's callback or a poll brings, in our words. */
export type ChannelEvent =
  | {
      readonly type: 'receipt';
      readonly key: string;
      readonly deliveryId?: string;
      readonly providerId?: string;
      readonly status: ReceiptStatus;
      readonly at: Date;
      readonly code?: string;
      readonly note?: string;
    }
  | { readonly type: 'inbound'; readonly key: string; readonly from: string; readonly text: string; readonly at: Date };

export interface RawCallback {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface CallbackAnswer {
  readonly events: readonly ChannelEvent[];
  readonly reply: { readonly status: number; readonly body: string; readonly type?: string };
}

/** A field of the settings as the console shows it. */
export interface SettingField {
  readonly key: string;
  readonly label: Words;
  readonly hint?: Words;
  readonly kind: 'text' | 'number' | 'boolean' | 'secret';
  /** Says where the secrets are sent: when it changes they are asked for anew, so that nobody leads them to a server of hers. */
  readonly leads?: true;
}

export interface ChannelAdapter<S = unknown> {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly words: Words;
  readonly settings: z.ZodType<S>;
  readonly fields: readonly SettingField[];
  readonly needs: 'phone' | 'email' | 'wecom';
  /** Whether anything tells later that a message arrived; without, a fallback does not wait for it. */
  readonly receipts: boolean;
  /** Attempts in flight at once in one process. */
  readonly atOnce: number;
  send(settings: S, attempt: Attempt): Promise<Outcome>;
  /** After a crash: what became of an attempt, or null when the provider cannot say. */
  reconcile?(settings: S, attempt: { readonly deliveryId: string; readonly to: string }): Promise<Outcome | null>;
  /** Reads a callback; pure. Throws when its signature is wrong. */
  readCallback?(settings: S, callback: RawCallback): CallbackAnswer;
  /** Looks whether the settings work without sending anything to a customer. */
  probe?(settings: S): Promise<{ readonly ok: boolean; readonly note: string }>;
}

export const channelAdapter = slot<ChannelAdapter>('messages.channelAdapter');

export function defineAdapter<S>(adapter: ChannelAdapter<S>): ChannelAdapter {
  return adapter as unknown as ChannelAdapter;
}
