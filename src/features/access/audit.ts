import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import { withoutSecrets } from './decide.ts';
import { insertAudit } from './store-audit.ts';

export interface AuditNote {
  /** Thing and past tense, for example `member.invited`. */
  readonly action: string;
  /** The kind of thing, for example `member`. */
  readonly entity: string;
  readonly entityId: string;
  /** What changed. Values under a name that sounds like a secret are not written. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes who did what, in the transaction that does it. Several notes are one statement. */
export async function audit(tx: Tx, ctx: Context, notes: AuditNote | readonly AuditNote[]): Promise<void> {
  const list = Array.isArray(notes) ? (notes as readonly AuditNote[]) : [notes as AuditNote];
  if (list.length === 0) return;
  const { actor, workspace, now } = ctx;
  await insertAudit(
    tx,
    workspace.id,
    list.map(({ action, entity, entityId, detail }) => ({
      audit_id: newId('aud'),
      at: now,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action,
      entity,
      entity_id: entityId,
      detail: withoutSecrets(detail ?? {}),
    })),
  );
}
