/**
 * The last thing done to words before they go out: a downstream room may change them (an address becomes a tracked link) and add to them (a picture
 * by which a mail tells that it was opened). Asked once for a batch, in the transaction that writes the attempts.
 */
import type { Segment } from '../../../engine/template/index.ts';
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { slot } from '../../../kit/slots/slot.ts';
import { type Carrier, isSandbox } from '../accounts/carriers.ts';
import type { Claimed } from '../sending/store-attempts.ts';
import type { VariableEntry } from './variable.ts';
import type { Worded } from './words.ts';

export interface Outgoing extends VariableEntry {
  readonly purpose: 'service' | 'marketing';
  /** Its template wants the addresses in it tracked. */
  readonly tracks: boolean;
  /** A provider carries it; the sandbox does not. */
  readonly earnest: boolean;
  /** The provider has approved what stands around the variables: only what came from one may be changed. */
  readonly fixed: boolean;
  readonly text: readonly Segment[];
  /** What goes into the variables of the provider's template. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly text: readonly Segment[];
  readonly values: Readonly<Record<string, string>>;
  /** A picture to stand in a mail. */
  readonly pixel?: string;
}

export interface TextFinisher {
  /** By delivery id; one that is missing stays as it is. */
  finish(tx: Tx, ctx: Context, batch: readonly Outgoing[]): Promise<ReadonlyMap<string, Finished>>;
}

export const textFinisher = slot<TextFinisher>('messages.textFinisher');

/** The same words, finished. What a person wrote, and what will not be sent, is left as it is. */
export async function finishWords(
  tx: Tx,
  ctx: Context,
  attempts: readonly Claimed[],
  worded: ReadonlyMap<string, Worded>,
  carriers: ReadonlyMap<string, Carrier>,
): Promise<ReadonlyMap<string, Worded>> {
  const all = new Map(worded);
  for (const finisher of ctx.runtime.slot(textFinisher)) {
    const batch = attempts.flatMap((each) => outgoingOf(each, all.get(each.delivery_id), carriers.get(each.channel)));
    if (batch.length === 0) return all;
    for (const [id, finished] of await finisher.finish(tx, ctx, batch)) {
      const words = all.get(id);
      if (words) all.set(id, withFinished(words, finished));
    }
  }
  return all;
}

function outgoingOf(each: Claimed, words: Worded | undefined, carrier: Carrier | undefined): Outgoing[] {
  if (!words?.templated || !carrier || words.missing.length > 0 || words.gates.some(({ ok }) => !ok)) return [];
  return [
    {
      ...words.templated.entry,
      purpose: each.purpose,
      tracks: words.templated.tracks,
      earnest: !isSandbox(carrier),
      fixed: carrier.adapter.templates !== undefined,
      text: words.stored.text,
      values: words.template?.values ?? {},
    },
  ];
}

function withFinished(words: Worded, { text, values, pixel }: Finished): Worded {
  return {
    ...words,
    stored: { ...words.stored, text },
    content: {
      ...words.content,
      text: text.map((piece) => piece.text).join(''),
      ...(pixel === undefined ? {} : { pixel }),
    },
    ...(words.template ? { template: { ...words.template, values } } : {}),
  };
}
