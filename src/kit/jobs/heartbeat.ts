import { hostname } from 'node:os';
import { newId } from '../ids.ts';
import type { Runtime } from '../runtime.ts';

const BEAT_MS = 5_000;
/** A process silent for this long is dead; with a look every 5 s its work is taken over well within 60 s. */
const DEAD_AFTER_S = 30;

/**
 * The queue library frees the jobs of a killed process only after 4 hours. So each process writes a heartbeat with the names in which it
 * locks jobs (`locks`, which may change), and any living one frees what the dead have locked. A name that stands in no heartbeat is freed
 * by the age of its locks. `onDeclaredDead`: this process slept so long that the others have taken over its jobs.
 */
export async function startHeartbeat(
  runtime: Runtime,
  role: string,
  locks: ReadonlySet<string>,
  onDeclaredDead: () => void,
): Promise<{ stop(): Promise<void> }> {
  const { owner } = runtime.db;
  const processId = `${newId('proc')}@${hostname()}:${process.pid}`;
  let beatAt = 0;
  const beat = async (): Promise<void> => {
    const written = await owner.query<{ fresh: boolean }>(
      `insert into process (process_id, role, started_at, beat_at, worker_ids) values ($1, $2, now(), now(), $3)
       on conflict (process_id) do update set beat_at = excluded.beat_at, worker_ids = excluded.worker_ids
       returning beat_at = started_at as fresh`,
      [processId, role, [...locks]],
    );
    const slept = beatAt > 0 && Date.now() - beatAt > DEAD_AFTER_S * 1000;
    if (beatAt > 0 && written.rows[0]?.fresh) onDeclaredDead();
    beatAt = Date.now();
    // When a whole machine has slept, everybody's beat is old: the others get the time to say that they live.
    if (!slept) await freeTheDead(runtime);
  };
  await beat();
  let last = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    // While the database is away a beat may take longer than the pause between two.
    if (busy) return;
    busy = true;
    last = beat()
      .catch((error: unknown) => runtime.log.warn({ err: error }, 'heartbeat failed'))
      .finally(() => {
        busy = false;
      });
  }, BEAT_MS);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await owner.query('delete from process where process_id = $1', [processId]).catch(() => undefined);
    },
  };
}

async function freeTheDead(runtime: Runtime): Promise<void> {
  const { owner } = runtime.db;
  await owner.query('delete from process where beat_at < now() - make_interval(secs => $1)', [DEAD_AFTER_S]);
  const orphans = await owner.query<{ locked_by: string }>(
    `select distinct locked_by from graphile_worker._private_jobs
     where locked_by is not null and locked_at < now() - make_interval(secs => $1)
       and locked_by not in (select unnest(worker_ids) from process)`,
    [DEAD_AFTER_S],
  );
  if (orphans.rows.length === 0) return;
  const ids = orphans.rows.map((row) => row.locked_by);
  await owner.query('select graphile_worker.force_unlock_workers($1::text[])', [ids]);
  runtime.log.warn({ locks: ids }, 'took over the jobs of a process that died');
}
