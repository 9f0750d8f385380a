import type { Locale, Words } from '../../../engine/words.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { slot } from '../../../kit/slots/slot.ts';
import type { Content } from '../adapter.ts';
import type { Check } from '../contract-policy.ts';
import type { ChannelKind, MessageTemplate } from '../contract-definition.ts';

/** One attempt whose words are being made. */
export interface VariableEntry {
  readonly messageId: string;
  readonly deliveryId: string;
  readonly customerId: string;
  readonly playbook: string;
  readonly version: number;
  readonly epoch: number | null;
  /** The run that sends it; null for a message that no flow sent. */
  readonly run: { readonly runId: string; readonly token: number } | null;
  readonly message: string;
  /** The form its template names. */
  readonly form: string | null;
  readonly channel: ChannelKind;
  /** In which its words are. */
  readonly locale: Locale;
}

export type Choices = NonNullable<Content['choices']>;

/**
 * A variable of message texts. It is asked for a batch, only for messages whose words use it and that may be sent, in the transaction in which
 * the attempts are written; so it may write rows (a link). It may be asked again for the same message: the next channel of its plan.
 */
export interface MessageVariable {
  /** `survey.link` */
  readonly name: string;
  readonly words: Words;
  /** Shown where texts are written. */
  readonly example: Words;
  /** What is wrong with a template that uses it. Pure. */
  check?(template: MessageTemplate): Words | null;
  /**
   * Whether these customers may be asked at all; by message id, in the order looked at, of those it has something to say of. One that does not
   * hold refuses the message, and no value is asked for. In the same transaction, with each customer's gate held.
   */
  gate?(tx: Tx, ctx: Context, entries: readonly VariableEntry[]): Promise<ReadonlyMap<string, readonly Check[]>>;
  /** It asks though its words do not use the variable (a call that reads its form aloud): only the gate is looked at then. */
  implied?(entry: VariableEntry): boolean;
  /** By message id; one that is missing in the answer has no value. */
  resolve(tx: Tx, ctx: Context, entries: readonly VariableEntry[]): Promise<ReadonlyMap<string, string>>;
  /** Of those that were resolved: the answers she can pick with one touch, where the channel shows them. */
  choices?(tx: Tx, ctx: Context, entries: readonly VariableEntry[]): Promise<ReadonlyMap<string, Choices>>;
}

export const messageVariable = slot<MessageVariable>('messages.messageVariable');
