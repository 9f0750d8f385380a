/** What an attempt is about, for a room that carries it itself. */
import type { Context } from '../../../kit/context.ts';
import type { Tx } from '../../../kit/db/database.ts';
import { findAttempt } from '../sandbox/store-arrivals.ts';

export interface About {
  readonly messageId: string;
  readonly customerId: string;
  readonly playbook: string;
  readonly version: number;
  /** The key of its template. */
  readonly message: string;
  /** The form its message asks. */
  readonly form: string | null;
  readonly run: { readonly runId: string; readonly token: number } | null;
  readonly epoch: number | null;
  /** How often this channel was tried for this message, this attempt included. */
  readonly attempt: number;
  /** Nothing more is to be told: she answered elsewhere, left, or the run was stopped. */
  readonly closed: boolean;
}

export async function aboutDelivery(tx: Tx, ctx: Context, deliveryId: string): Promise<About | null> {
  const row = await findAttempt(tx, ctx.workspace.id, deliveryId);
  if (!row) return null;
  return {
    messageId: row.message_id,
    customerId: row.customer_id,
    playbook: row.playbook,
    version: row.version,
    message: row.message_key,
    form: row.form,
    run: row.run_id !== null && row.token !== null ? { runId: row.run_id, token: row.token } : null,
    epoch: row.epoch,
    attempt: row.try,
    closed: row.closed_at !== null,
  };
}
