/** Something to be told to customers: written here, sent by the job that is enqueued with it. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { newId } from '../../../kit/ids.ts';
import { enqueue } from '../../../kit/jobs/enqueue.ts';
import { suitsOf } from '../choice/choice.ts';
import type { MessageTemplate } from '../contract-definition.ts';
import { type Plan, togetherWith } from '../contract-plan.ts';
import { planFor } from '../decide-choice.ts';
import { attemptsAt, DELIVER } from './outcomes.ts';
import { assignVariants, fingerprintOf, type ToWord } from '../../experiments/index.ts';
import { findTemplates, insertAttempts, insertMessages, type TemplateRef } from '../store.ts';

export interface SendEntry extends TemplateRef {
  /** The run and token that send it: the key, so that asking twice sends once. null sends each time. */
  readonly run: { readonly runId: string; readonly token: number } | null;
  readonly node?: string | null;
  readonly epoch: number | null;
  readonly customerId: string;
  readonly plan: Plan;
  /** The channel that suits her best comes first (`decide-choice.ts`). */
  readonly preferred?: boolean | undefined;
  /** What it is sent with: held and stopped together. */
  readonly group?: string | undefined;
  /** Not before. */
  readonly dueAt?: Date | undefined;
}

/** Writes the messages in the caller's transaction. Returns how many are new. */
export async function sendMessages(tx: Tx, ctx: Context, entries: readonly SendEntry[]): Promise<number> {
  return (await writeMessages(tx, ctx, entries)).length;
}

/** The same; returns the ids of those that are new. */
export async function writeMessages(tx: Tx, ctx: Context, entries: readonly SendEntry[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const refs = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const templates = new Map(
    (await findTemplates(tx, ctx.workspace.id, [...refs.values()])).map((row) => [
      keyOf({ playbook: row.playbook, version: row.version, message: row.message_key }),
      row.definition,
    ]),
  );
  const variants = await variantsOf(tx, ctx, entries, templates);
  const asked = entries.filter((entry) => entry.preferred).map((entry) => entry.customerId);
  const suits = asked.length > 0 ? await suitsOf(tx, ctx, asked) : null;
  const items = entries.map((entry) => ({
    ...(entry.preferred && suits ? planFor(entry.plan, suits(entry.customerId)) : { plan: entry.plan, why: null }),
    messageId: newId('msg'),
    deliveryId: newId('dlv'),
    run: entry.run,
    node: entry.node ?? null,
    epoch: entry.epoch,
    customerId: entry.customerId,
    playbook: entry.playbook,
    version: entry.version,
    message: entry.message,
    // Without a template it is refused when its turn comes, and shown; marketing asks for more than service.
    purpose: templates.get(keyOf(entry))?.purpose ?? ('marketing' as const),
    variant: variants(entry),
    group: entry.group ?? null,
    dueAt: entry.dueAt ?? ctx.now,
  }));
  const written = await insertMessages(tx, ctx.workspace.id, items, ctx.now);
  const fresh = new Set(written);
  const beside = items
    .filter((item) => fresh.has(item.messageId))
    .flatMap((item) => attemptsAt(item, { first: 1, last: togetherWith(item.plan, 0).last }, item.dueAt));
  await insertAttempts(tx, ctx.workspace.id, beside, ctx.now);
  if (written.length > 0) await enqueue(tx, ctx, [{ task: DELIVER, payload: {} }]);
  return written;
}

/** Only what a flow sends is tried: a message by hand is somebody's own decision. */
async function variantsOf(
  tx: Tx,
  ctx: Context,
  entries: readonly SendEntry[],
  templates: ReadonlyMap<string, MessageTemplate>,
): Promise<(entry: SendEntry) => string | null> {
  const prints = new Map(
    [...templates].flatMap(([key, template]) => (template.variants ? [[key, fingerprintOf(template)] as const] : [])),
  );
  const toWord = (entry: SendEntry): ToWord[] => {
    const fingerprint = entry.run && prints.get(keyOf(entry));
    const { playbook, message: part, customerId } = entry;
    return fingerprint ? [{ playbook, part, customerId, fingerprint }] : [];
  };
  const variant = await assignVariants(tx, ctx, 'message', entries.flatMap(toWord));
  return (entry) => toWord(entry).map(variant)[0] ?? null;
}

const keyOf = (ref: TemplateRef): string => `${ref.playbook}/${ref.version}/${ref.message}`;
