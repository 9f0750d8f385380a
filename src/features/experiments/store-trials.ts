/** Experiments of wordings and the evidence by day. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { EndReason, TrialKind, TrialPart, TrialPlan, TrialVerdict } from './contract-trials.ts';
import type { Progress, Variant } from './decide-trial.ts';

export interface TrialRow {
  readonly experiment_id: string;
  readonly playbook: string;
  readonly number: number;
  readonly kind: TrialKind;
  readonly part: string;
  readonly fingerprint: string;
  readonly registered: {
    readonly plan: TrialPlan;
    readonly part: TrialPart;
    readonly rules: { guardDays: number; stopAt: number; alarmAt: number; leastPairs?: number; definition: number };
  };
  readonly state: 'running' | 'ended';
  readonly verdict: TrialVerdict;
  readonly progress: Progress;
  readonly last_seq: number;
  readonly last_block: number;
  readonly started_at: Date;
  readonly started_by: string;
  readonly decided_at: Date | null;
  readonly ended_at: Date | null;
  readonly end_reason: EndReason | null;
  readonly promoted: Variant | null;
  readonly promoted_version: number | null;
}

const COLUMNS = sql.raw(
  'experiment_id, playbook, number, kind, part, fingerprint, registered, state, verdict, progress, last_seq, last_block, started_at, started_by, decided_at, ended_at, end_reason, promoted, promoted_version',
);

export async function insertTrial(
  tx: Tx,
  workspace: string,
  row: Pick<
    TrialRow,
    | 'experiment_id'
    | 'playbook'
    | 'number'
    | 'kind'
    | 'part'
    | 'fingerprint'
    | 'registered'
    | 'progress'
    | 'started_at'
    | 'started_by'
  >,
): Promise<void> {
  await sql`
    insert into experiment (workspace_id, experiment_id, playbook, number, kind, part, fingerprint, registered, state, verdict, progress,
      last_seq, last_block, started_at, started_by)
    values (${workspace}, ${row.experiment_id}, ${row.playbook}, ${row.number}, ${row.kind}, ${row.part}, ${row.fingerprint},
      ${JSON.stringify(row.registered)}, 'running', 'not_yet', ${JSON.stringify(row.progress)}, 0, 0, ${row.started_at}, ${row.started_by})`.execute(
    tx,
  );
}

/** Running ones first, then the newest. */
export async function listTrials(tx: Tx, workspace: string): Promise<TrialRow[]> {
  const { rows } = await sql<TrialRow>`
    select ${COLUMNS} from experiment where workspace_id = ${workspace}
    order by (state = 'running') desc, started_at desc, experiment_id limit 200`.execute(tx);
  return rows;
}

export async function lastNumber(tx: Tx, workspace: string, playbook: string): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`
    select max(number) as n from experiment where workspace_id = ${workspace} and playbook = ${playbook}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function findTrial(tx: Tx, workspace: string, id: string, lock = false): Promise<TrialRow | null> {
  const { rows } = await sql<TrialRow>`
    select ${COLUMNS} from experiment where workspace_id = ${workspace} and experiment_id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function runningTrials(tx: Tx, workspace: string, lock = false): Promise<TrialRow[]> {
  const { rows } = await sql<TrialRow>`
    select ${COLUMNS} from experiment where workspace_id = ${workspace} and state = 'running'
    order by experiment_id ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows;
}

export async function saveLast(
  tx: Tx,
  workspace: string,
  id: string,
  last: { seq: number; block: number },
): Promise<void> {
  await sql`update experiment set last_seq = ${last.seq}, last_block = ${last.block}
    where workspace_id = ${workspace} and experiment_id = ${id}`.execute(tx);
}

export async function saveProgress(
  tx: Tx,
  workspace: string,
  id: string,
  { progress, verdict, decidedAt }: { progress: Progress; verdict: TrialVerdict; decidedAt: Date | null },
): Promise<void> {
  await sql`update experiment set progress = ${JSON.stringify(progress)}, verdict = ${verdict}, decided_at = ${decidedAt}
    where workspace_id = ${workspace} and experiment_id = ${id}`.execute(tx);
}

export async function endTrial(
  tx: Tx,
  workspace: string,
  id: string,
  end: { reason: EndReason; at: Date },
): Promise<void> {
  await sql`update experiment set state = 'ended', ended_at = ${end.at}, end_reason = ${end.reason}
    where workspace_id = ${workspace} and experiment_id = ${id} and state = 'running'`.execute(tx);
}

export async function savePromoted(
  tx: Tx,
  workspace: string,
  id: string,
  made: { variant: Variant; version: number },
): Promise<void> {
  await sql`update experiment set promoted = ${made.variant}, promoted_version = ${made.version}
    where workspace_id = ${workspace} and experiment_id = ${id}`.execute(tx);
}

export interface LookRow {
  readonly day: string;
  readonly blocks: number;
  readonly e: number;
}

/** The last look of a day stands. */
export async function saveLook(
  tx: Tx,
  workspace: string,
  id: string,
  look: LookRow & { readonly optedOut: number; readonly complained: number; readonly at: Date },
): Promise<void> {
  await sql`
    insert into experiment_look (workspace_id, experiment_id, day, blocks, e, e_opted_out, e_complained, looked_at)
    values (${workspace}, ${id}, ${look.day}, ${look.blocks}, ${look.e}, ${look.optedOut}, ${look.complained}, ${look.at})
    on conflict (workspace_id, experiment_id, day) do update set blocks = excluded.blocks, e = excluded.e,
      e_opted_out = excluded.e_opted_out, e_complained = excluded.e_complained, looked_at = excluded.looked_at`.execute(
    tx,
  );
}

export async function findLooks(tx: Tx, workspace: string, id: string): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select to_char(day, 'YYYY-MM-DD') as day, blocks, e from experiment_look
    where workspace_id = ${workspace} and experiment_id = ${id} order by day limit 1000`.execute(tx);
  return rows;
}
