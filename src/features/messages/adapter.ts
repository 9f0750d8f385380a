/**
 * What carries messages of one kind of channel. An adapter is stateless and dumb: it makes one attempt and says how it ended, and it
 * reads what the provider tells later. Policy, order, retries and fallbacks are decided here, not there.
 */
import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { AddressKind } from '../customers/index.ts';
import type { ChannelKind } from './contract-definition.ts';
import type { ReceiptStatus } from './contract-states.ts';

export type Outcome =
  /** Taken over by the provider; whether it arrives is told by a receipt, if at all. `awaiting`: a colleague has to confirm it first. */
  | {
      readonly kind: 'accepted';
      readonly providerId?: string;
      readonly note?: string;
      readonly awaiting?: 'staff';
      /** Parts it is billed as (SMS). */
      readonly parts?: number;
    }
  /** Arrived, and that is proven already. */
  | { readonly kind: 'confirmed'; readonly providerId?: string; readonly note?: string }
  /** Surely not sent, and trying again would not help. `recipient`: try another channel. `content`, `config`: somebody has to mend it. */
  | {
      readonly kind: 'rejected';
      /** `window`: the provider takes only answers, and not now. */
      readonly scope: 'recipient' | 'content' | 'config' | 'window';
      readonly code: string;
      readonly note: string;
      /** The provider does not send to her because she refused: she is taken off the channel here too. */
      readonly optOut?: true;
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
  /** Where the provider knows the words already and takes only what is put into them. */
  readonly template?: {
    readonly ref: string;
    readonly sign?: string;
    readonly params: Readonly<Record<string, string>>;
  };
  /** E-mail only: the address of a picture that tells when the mail is looked at. */
  readonly pixel?: string;
  /** Answers she can pick with one touch, where the channel can show them (a menu). */
  readonly choices?: readonly { readonly id: string; readonly text: string }[];
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

/** An attempt whose end nobody told. */
export interface LostAttempt {
  readonly deliveryId: string;
  readonly to: string;
  readonly providerId: string | null;
  /** When it was handed to the adapter, in real time. */
  readonly sentAt: Date;
}

/** What an adapter is lent. */
export interface ChannelTools {
  /** Kept encrypted and shared by all processes of the installation: access tokens and the like, never the only copy of something. */
  readonly cache: {
    get(key: string): Promise<string | null>;
    set(key: string, value: string, ttlMs: number): Promise<void>;
    drop(key: string): Promise<void>;
  };
  /** Where the provider reaches this channel of this workspace (receipts, replies). */
  readonly callbackUrl: string;
  /** For a channel that a room of ours carries itself (calls): it writes its own rows. Adapters of providers have no use for it. */
  readonly within: Context;
}

/** A picture, a voice, a file that came with a message, by where it is fetched. */
export interface Media {
  readonly kind: 'image' | 'voice' | 'video' | 'file';
  readonly ref: string;
  readonly name?: string;
}

/** What a provider's callback or a poll brings, in our words. `key`: the same never comes with another one. */
export type ChannelEvent =
  | {
      readonly type: 'receipt';
      readonly key: string;
      readonly deliveryId?: string;
      /** Where the provider does not know our id. */
      readonly providerId?: string;
      readonly status: ReceiptStatus;
      readonly at: Date;
      readonly code?: string;
      readonly note?: string;
    }
  | {
      readonly type: 'inbound';
      readonly key: string;
      readonly from: string;
      readonly text: string;
      readonly at: Date;
      readonly media?: readonly Media[];
      /** The id of the answer she picked from a menu. */
      readonly choice?: string;
      /** The attempt it answers, where the channel says so (a mail's In-Reply-To). */
      readonly deliveryId?: string;
    }
  /** She left by the provider's own door: her number is on its blacklist, she removed the friend. */
  | {
      readonly type: 'optOut';
      readonly key: string;
      readonly from: string;
      readonly at: Date;
      readonly evidence: string;
    }
  /** What happened at the channel and is no message: a friend was added, a session went over to a person. Rooms that know the channel hear it (`messages.signalled`). */
  | {
      readonly type: 'signal';
      readonly key: string;
      readonly name: string;
      /** Whom it is about, where it is about somebody. */
      readonly from?: string;
      readonly at: Date;
      readonly data: Readonly<Record<string, string>>;
    }
  /** Something is there to be fetched: `poll` is called at once, with what the provider said about it. */
  | { readonly type: 'bell'; readonly hint?: string };

export interface Polled {
  readonly events: readonly ChannelEvent[];
  /** Kept when the events are, and given back at the next call. */
  readonly cursor: string | null;
  readonly more: boolean;
}

export interface RawCallback {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Who called, where the server knows; behind a proxy only when it is told to trust it. */
  readonly ip?: string;
}

export interface CallbackAnswer {
  readonly events: readonly ChannelEvent[];
  readonly reply: { readonly status: number; readonly body: string; readonly type?: string };
}

/** Thrown by `readCallback` when a signature is wrong or the body is not the provider's. The caller learns nothing more than 403. */
export class CallbackRefused extends Error {}

/** A field of the settings as the console shows it. */
export interface SettingField {
  readonly key: string;
  readonly label: Words;
  readonly hint?: Words;
  readonly kind: 'text' | 'lines' | 'number' | 'boolean' | 'secret' | 'choice';
  /** What stands there before anybody has filled it in. */
  readonly initial?: string | number | boolean;
  /** Of a `choice`. */
  readonly options?: readonly { readonly value: string; readonly label: Words }[];
  /** Says where the secrets are sent: when it changes they are asked for anew, so that nobody leads them to a server of hers. */
  readonly leads?: true;
}

/** A template as its provider lists it; variables are written `${name}`. */
export interface ProviderTemplate {
  readonly ref: string;
  readonly name: string;
  readonly text: string;
  readonly sign?: string;
  readonly purpose?: 'code' | 'notice' | 'marketing';
  readonly state: 'pending' | 'approved' | 'rejected';
  readonly reason?: string;
}

export interface ChannelAdapter<S = unknown> {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly words: Words;
  readonly settings: z.ZodType<S>;
  readonly fields: readonly SettingField[];
  readonly needs: AddressKind;
  /** Whether anything tells later that a message arrived; without, a fallback does not wait for it. */
  readonly receipts: boolean;
  /** Attempts in flight at once in one process. */
  readonly atOnce: number;
  /** The most attempts its account may make in a second, over all processes; a person may set less. */
  readonly perSecond?: number;
  /** She must have written first: so long after her last message, and so many messages, can be told to her. */
  readonly window?: { readonly ms: number; readonly most: number };
  /**
   * What waits for a colleague is taken back before the next channel is tried: when the wait of the plan is over the room that knows the
   * channel hears it (`messages.waitedTooLong`), and its receipt leads on.
   */
  readonly recalls?: true;
  /** It knows texts beforehand and approves them. `only`: it sends nothing else. `numbered`: their variables are numbers. */
  readonly templates?: {
    readonly only: boolean;
    readonly numbered: boolean;
    list?(settings: S, tools: ChannelTools): Promise<readonly ProviderTemplate[]>;
  };
  send(settings: S, attempt: Attempt, tools: ChannelTools): Promise<Outcome>;
  /** After a crash: what became of an attempt, or null when the provider cannot say. `transient`: it surely was not sent. */
  reconcile?(settings: S, attempt: LostAttempt, tools: ChannelTools): Promise<Outcome | null>;
  /** Reads a callback; pure, from the raw bytes. Throws `CallbackRefused` when its signature is wrong. */
  readCallback?(settings: S, callback: RawCallback, now: Date): CallbackAnswer;
  /** Fetches what has come since `cursor` (null: the first time). Called about every minute and whenever a bell rings. */
  poll?(settings: S, cursor: string | null, tools: ChannelTools, hint?: string): Promise<Polled>;
  /** False: with these settings there is nothing to be asked. Unset: there is. */
  polls?(settings: S): boolean;
  /** Looks whether the settings work without sending anything to a customer. */
  probe?(settings: S, tools: ChannelTools): Promise<{ readonly ok: boolean; readonly note: string }>;
}

export const channelAdapter = slot<ChannelAdapter>('messages.channelAdapter');

export function defineAdapter<S>(adapter: ChannelAdapter<S>): ChannelAdapter {
  return adapter as unknown as ChannelAdapter;
}
