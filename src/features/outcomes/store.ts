import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';

/** What is summed: the enrolled of one epoch, over windows that lie wholly before `asOf`. */
export interface Frame {
  readonly workspace: string;
  readonly subject: string;
  readonly epoch: number;
  readonly asOf: Date;
  /** The event type that counts as success. */
  readonly goal: string;
  readonly windowDays: number;
  /** Further days before a customer counts as matured. */
  readonly refundDays: number;
}

export interface Entries {
  readonly first_at: Date | null;
  readonly last_at: Date | null;
}

/** Read from the two ends of the index. */
export async function findEntries(tx: Tx, { workspace, subject, epoch, asOf }: Frame): Promise<Entries> {
  const found = await sql<Entries>`
    select min(entered_at) as first_at, max(entered_at) as last_at from enrolment
    where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch} and entered_at <= ${asOf}`.execute(
    tx,
  );
  return found.rows[0] ?? { first_at: null, last_at: null };
}
