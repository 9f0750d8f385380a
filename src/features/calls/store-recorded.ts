import { sql } from 'kysely';
import { plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface RecordedRow {
  readonly recorded_id: string;
  readonly name: string;
  readonly says: string;
  readonly seconds: number;
  readonly archived_at: Date | null;
  readonly created_at: Date;
  readonly created_by: string;
}

const COLUMNS = sql`recorded_id, name, says, seconds, archived_at, created_at, created_by`;

/** Those in use first, the newest first. */
export async function listRecorded(tx: Tx, workspace: string): Promise<RecordedRow[]> {
  const { rows } = await sql<RecordedRow>`
    select ${COLUMNS} from call_recorded where workspace_id = ${workspace}
    order by archived_at is not null, created_at desc, recorded_id limit 500`.execute(tx);
  return rows;
}

export async function insertRecorded(tx: Tx, workspace: string, row: RecordedRow, sound: Buffer): Promise<void> {
  await sql`
    insert into call_recorded (workspace_id, recorded_id, name, says, seconds, sound, created_at, created_by)
    values (${workspace}, ${row.recorded_id}, ${row.name}, ${row.says}, ${row.seconds}, ${sound}, ${row.created_at}, ${row.created_by})`.execute(
    tx,
  );
}

export async function changeRecorded(
  tx: Tx,
  workspace: string,
  recordedId: string,
  change: {
    readonly name: string | null;
    readonly says: string | null;
    readonly archived: boolean | null;
    readonly now: Date;
  },
): Promise<RecordedRow | null> {
  const { name, says, archived, now } = change;
  const { rows } = await sql<RecordedRow>`
    update call_recorded set name = coalesce(${name}, name), says = coalesce(${says}, says),
      archived_at = case when ${archived}::boolean is null then archived_at when ${archived}::boolean then coalesce(archived_at, ${now}) end
    where workspace_id = ${workspace} and recorded_id = ${recordedId} returning ${COLUMNS}`.execute(tx);
  return rows[0] ?? null;
}

export async function findRecordedSound(tx: Tx, workspace: string, recordedId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ sound: Buffer }>`
    select sound from call_recorded where workspace_id = ${workspace} and recorded_id = ${recordedId}`.execute(tx);
  return rows[0]?.sound ?? null;
}

/** Of these, those there are. An archived one is still played where a published call names it. */
export async function knownRecorded(tx: Tx, workspace: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ recorded_id: string }>`
    select recorded_id from call_recorded
    where workspace_id = ${workspace} and recorded_id = any(${plainArrayOf(ids, (id) => id)}::text[])`.execute(tx);
  return new Set(rows.map((row) => row.recorded_id));
}
