/** Reads of personal data in the audit log: who looked at whom, once per so many minutes. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { withoutSecrets } from './decide.ts';
import { findReads, insertReads, type ReadGroup } from './store-reads.ts';

/** A page that is opened again and again within this time is one look. */
const ONE_LOOK_MS = 10 * 60_000;

export interface ReadNote {
  /** For example `customer.viewed`. */
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What the program does by itself is no look. Several notes are one statement. */
export async function auditReads(tx: Tx, ctx: Context, notes: readonly ReadNote[]): Promise<void> {
  const { actor, workspace, now } = ctx;
  if (notes.length === 0 || actor.kind === 'system') return;
  await insertReads(
    tx,
    workspace.id,
    { ...actor, at: now, since: new Date(now.getTime() - ONE_LOOK_MS) },
    notes.map(({ action, entity, entityId, detail }) => ({
      audit_id: newId('aud'),
      action,
      entity,
      entity_id: entityId,
      detail: withoutSecrets(detail ?? {}),
    })),
  );
}

export type { ReadGroup };

/** Who did one of these actions to a thing, latest first: each actor and action once, with how often. */
export function readsOf(
  tx: Tx,
  ctx: Context,
  question: { entity: string; entityId: string; actions: readonly string[]; limit: number },
): Promise<ReadGroup[]> {
  return findReads(tx, ctx.workspace.id, question);
}
