import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Replay } from './contract.ts';

interface Row {
  replay_id: string;
  into_workspace: string;
  from_day: string;
  to_day: string;
  at_day: string | null;
  assume_consent: boolean;
  status: Replay['status'];
  summary: Record<string, number>;
  error: string | null;
  started_at: Date;
  ended_at: Date | null;
}

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function toReplay(row: Row): Replay {
  const walked = row.at_day ? days(row.from_day, row.at_day) / Math.max(1, days(row.from_day, row.to_day)) : 0;
  return {
    replayId: row.replay_id,
    into: row.into_workspace,
    from: row.from_day,
    to: row.to_day,
    at: row.at_day,
    progress: row.status === 'done' ? 1 : Math.min(1, Math.max(0, walked)),
    assumeConsent: row.assume_consent,
    status: row.status,
    summary: row.summary,
    error: row.error,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

const COLUMNS = sql`replay_id, into_workspace, from_day, to_day, at_day, assume_consent, status, summary, error, started_at, ended_at`;

export async function insertReplay(tx: Tx, workspace: string, replay: Replay, by: string): Promise<void> {
  await sql`
    insert into replay (workspace_id, replay_id, into_workspace, from_day, to_day, at_day, assume_consent, status, summary, error, started_by, started_at, beat_at, ended_at)
    values (${workspace}, ${replay.replayId}, ${replay.into}, ${replay.from}, ${replay.to}, null, ${replay.assumeConsent}, ${replay.status},
      ${JSON.stringify(replay.summary)}, null, ${by}, ${replay.startedAt}, ${replay.startedAt}, null)`.execute(tx);
}

export async function findReplay(tx: Tx, workspace: string, id: string): Promise<Replay | null> {
  const found =
    await sql<Row>`select ${COLUMNS} from replay where workspace_id = ${workspace} and replay_id = ${id}`.execute(tx);
  return found.rows[0] ? toReplay(found.rows[0]) : null;
}

export async function listReplays(tx: Tx, workspace: string): Promise<Replay[]> {
  const found =
    await sql<Row>`select ${COLUMNS} from replay where workspace_id = ${workspace} order by replay_id desc limit 50`.execute(
      tx,
    );
  return found.rows.map(toReplay);
}

/** The walk into the same scratch workspace that somebody is at: one not heard of since `alive` was cut off. */
export async function findBusy(tx: Tx, workspace: string, into: string, alive: Date): Promise<Replay | null> {
  const found = await sql<Row>`
    select ${COLUMNS} from replay
    where workspace_id = ${workspace} and into_workspace = ${into} and status in ('waiting', 'running') and beat_at > ${alive} limit 1`.execute(
    tx,
  );
  return found.rows[0] ? toReplay(found.rows[0]) : null;
}

export async function stopCutOff(tx: Tx, workspace: string, into: string, at: Date): Promise<void> {
  await sql`
    update replay set status = 'stopped', ended_at = ${at}
    where workspace_id = ${workspace} and into_workspace = ${into} and status in ('waiting', 'running')`.execute(tx);
}

/** Writes where the walk is; false when it was stopped meanwhile. */
export async function saveProgress(
  tx: Tx,
  workspace: string,
  id: string,
  at: string,
  summary: Record<string, number>,
): Promise<boolean> {
  const done = await sql`
    update replay set at_day = ${at}, status = 'running', summary = ${JSON.stringify(summary)}, beat_at = ${new Date()}
    where workspace_id = ${workspace} and replay_id = ${id} and status in ('waiting', 'running')`.execute(tx);
  return Number(done.numAffectedRows ?? 0) > 0;
}

export async function endReplay(
  tx: Tx,
  workspace: string,
  id: string,
  end: { status: 'done' | 'failed' | 'stopped'; summary?: Record<string, number>; error: string | null; at: Date },
): Promise<void> {
  const summary = end.summary ? sql`summary = ${JSON.stringify(end.summary)},` : sql``;
  await sql`
    update replay set ${summary} status = ${end.status}, error = ${end.error}, ended_at = ${end.at}
    where workspace_id = ${workspace} and replay_id = ${id} and status in ('waiting', 'running')`.execute(tx);
}
