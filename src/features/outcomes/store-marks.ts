/** Marks: which slices something has changed in; and what there is to make. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Whose } from './store-slices.ts';

/** The days on which these customers entered anything. */
export async function markPeople(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  mark: string,
  zone: string,
): Promise<void> {
  await sql`
    insert into outcome_mark (workspace_id, subject, epoch, day, mark_id)
    select distinct ${workspace}, e.subject, e.epoch, (e.entered_at at time zone ${zone})::date, ${mark} from enrolment e
    where e.workspace_id = ${workspace} and e.customer_id = any(${[...customers]}::text[])
    order by 2, 3, 4
    on conflict (workspace_id, subject, epoch, day, mark_id) do nothing`.execute(tx);
}

export async function markDays(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  days: readonly string[],
  mark: string,
): Promise<void> {
  await sql`
    insert into outcome_mark (workspace_id, subject, epoch, day, mark_id)
    select ${workspace}, ${subject}, ${epoch}::int, d.day, ${mark} from unnest(${[...days].sort()}::date[]) as d(day)
    on conflict (workspace_id, subject, epoch, day, mark_id) do nothing`.execute(tx);
}

/** The days on which anything was finished for these customers: a task taken up again leaves its day. */
export async function markFinished(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
  mark: string,
  zone: string,
): Promise<void> {
  await sql`
    insert into outcome_mark (workspace_id, subject, epoch, day, mark_id)
    select distinct ${workspace}, '', 0, (ev.occurred_at at time zone ${zone})::date, ${mark} from event ev
    where ev.workspace_id = ${workspace} and ev.customer_id = any(${[...customers]}::text[]) and ev.type = 'task_done'
    order by 4
    on conflict (workspace_id, subject, epoch, day, mark_id) do nothing`.execute(tx);
}

export async function markEverything(tx: Tx, workspace: string, mark: string): Promise<void> {
  await sql`
    insert into outcome_mark (workspace_id, subject, epoch, day, mark_id)
    select ${workspace}, s.subject, s.epoch, s.day, ${mark} from outcome_slice s
    where s.workspace_id = ${workspace} and s.subject <> '' order by s.subject, s.epoch, s.day
    on conflict (workspace_id, subject, epoch, day, mark_id) do nothing`.execute(tx);
}

export interface AtHand {
  readonly subject: string;
  readonly epoch: number;
  readonly marked: boolean;
  readonly made: boolean;
}

export async function epochsAtHand(tx: Tx, workspace: string): Promise<AtHand[]> {
  const found = await sql<AtHand>`
    select e.subject, e.epoch,
      exists (select 1 from outcome_mark k where k.workspace_id = ${workspace} and k.subject = e.subject and k.epoch = e.epoch) as marked,
      exists (select 1 from outcome_slice s where s.workspace_id = ${workspace} and s.subject = e.subject and s.epoch = e.epoch) as made
    from epoch e where e.workspace_id = ${workspace} order by e.subject, e.epoch`.execute(tx);
  return found.rows;
}

/** Cheap: reads `least` index entries at most. */
export async function hasAsMany(tx: Tx, { workspace, subject, epoch }: Whose, least: number): Promise<boolean> {
  const found =
    await sql`select 1 from enrolment where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch}
    offset ${least - 1} limit 1`.execute(tx);
  return found.rows.length > 0;
}

export async function forgetMarks(tx: Tx, { workspace, subject, epoch }: Whose): Promise<void> {
  await sql`delete from outcome_mark where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch}`.execute(
    tx,
  );
}

export async function entryDays(
  tx: Tx,
  { workspace, subject, epoch }: Whose,
  zone: string,
  until: string,
): Promise<string[]> {
  const found = await sql<{ day: string }>`
    select (entered_at at time zone ${zone})::date as day from enrolment
    where workspace_id = ${workspace} and subject = ${subject} and epoch = ${epoch}
      and (entered_at at time zone ${zone})::date <= ${until}::date group by 1 order by 1`.execute(tx);
  return found.rows.map(({ day }) => day);
}

export async function workDays(tx: Tx, workspace: string, zone: string, until: string): Promise<string[]> {
  const found = await sql<{ day: string }>`
    select (ended_at at time zone ${zone})::date as day from task where workspace_id = ${workspace} and state = 'done'
      and (ended_at at time zone ${zone})::date <= ${until}::date group by 1 order by 1`.execute(tx);
  return found.rows.map(({ day }) => day);
}

export interface Due {
  /** Days to come are not made: the demo company is lived through ahead of its clock. */
  readonly today: string;
  /** A slice made after this is left alone although marked: a busy day is not made anew every minute. */
  readonly notSince: Date;
  /** One made before this is made anew while its people are still in their flows: what leaves no event is caught up so. */
  readonly before: Date;
  /** Entered since. */
  readonly young: Date;
  readonly definition: string;
}

export async function daysDue(tx: Tx, { workspace, subject, epoch }: Whose, due: Due): Promise<string[]> {
  const found = await sql<{ day: string }>`
    select day from (
      select distinct k.day from outcome_mark k
      where k.workspace_id = ${workspace} and k.subject = ${subject} and k.epoch = ${epoch} and not exists (
        select 1 from outcome_slice s where s.workspace_id = ${workspace} and s.subject = ${subject} and s.epoch = ${epoch}
          and s.day = k.day and s.made_at > ${due.notSince})
      union select s.day from outcome_slice s where s.workspace_id = ${workspace} and s.subject = ${subject} and s.epoch = ${epoch}
        and (s.definition <> ${due.definition} or (s.made_at < ${due.before} and s.last_at > ${due.young}))
    ) u where day <= ${due.today}::date order by day`.execute(tx);
  return found.rows.map(({ day }) => day);
}
