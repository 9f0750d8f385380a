import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { newId } from '../../kit/ids.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';
import { withoutSecrets } from './decide.ts';
import { insertAudit } from './store-audit.ts';

/** What a room's actions, and the things they are done to, are called in the audit log. */
export interface AuditWords {
  readonly actions: Readonly<Record<string, Words>>;
  readonly things: Readonly<Record<string, Words>>;
}

/** Filled by every room that writes to the audit log. */
export const auditWords = slot<AuditWords>('access.auditWords');

export function allAuditWords(runtime: Runtime): AuditWords {
  const all = runtime.slot(auditWords);
  return {
    actions: Object.assign({}, ...all.map((one) => one.actions)) as AuditWords['actions'],
    things: Object.assign({}, ...all.map((one) => one.things)) as AuditWords['things'],
  };
}

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
