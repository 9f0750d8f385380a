import { sql } from 'kysely';
import { arrayOf, plainArrayOf } from '../../kit/db/array.ts';
import type { Tx } from '../../kit/db/database.ts';

export interface StaffRow {
  readonly userid: string;
  readonly name: string | null;
  readonly member_id: string | null;
  readonly friends: number;
  readonly waiting: number;
}

export async function listStaff(tx: Tx, workspace: string): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select s.userid, s.name, s.member_id,
      (select count(*)::int from wecom_contact c where c.workspace_id = ${workspace} and c.userid = s.userid and c.lost_at is null) as friends,
      (select count(*)::int from wecom_task_staff t join wecom_task k on k.workspace_id = ${workspace} and k.task_id = t.task_id
        where t.workspace_id = ${workspace} and t.userid = s.userid and t.confirmed_at is null and k.closed_at is null) as waiting
    from wecom_staff s where s.workspace_id = ${workspace} order by s.name nulls last, s.userid limit 2000`.execute(tx);
  return rows;
}

export async function saveStaff(
  tx: Tx,
  workspace: string,
  staff: readonly { readonly userid: string; readonly name: string | null }[],
  now: Date,
): Promise<void> {
  if (staff.length === 0) return;
  await sql`
    insert into wecom_staff (workspace_id, userid, name, seen_at)
    select ${workspace}, i.userid, i.name, ${now} from unnest(${arrayOf(staff, (each) => each.userid)}::text[],
      ${arrayOf(staff, (each) => each.name)}::text[]) as i(userid, name) order by i.userid
    on conflict (workspace_id, userid) do update set name = coalesce(excluded.name, wecom_staff.name), seen_at = excluded.seen_at`.execute(
    tx,
  );
}

/** A member is one colleague there: who had her before has her no more. */
export async function setMember(tx: Tx, workspace: string, userid: string, member: string | null): Promise<boolean> {
  if (member !== null)
    await sql`update wecom_staff set member_id = null where workspace_id = ${workspace} and member_id = ${member} and userid <> ${userid}`.execute(
      tx,
    );
  const done =
    await sql`update wecom_staff set member_id = ${member} where workspace_id = ${workspace} and userid = ${userid}`.execute(
      tx,
    );
  return done.numAffectedRows === 1n;
}

export async function useridsOf(
  tx: Tx,
  workspace: string,
  members: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (members.length === 0) return new Map();
  const { rows } = await sql<{ member_id: string; userid: string }>`
    select member_id, userid from wecom_staff where workspace_id = ${workspace}
      and member_id = any(${plainArrayOf(members, (id) => id)}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.member_id, row.userid]));
}

/** The members who answer for these customers. */
export async function ownersOf(
  tx: Tx,
  workspace: string,
  customers: readonly string[],
): Promise<{ customer_id: string; name: string | null; owner_id: string | null }[]> {
  if (customers.length === 0) return [];
  const { rows } = await sql<{ customer_id: string; name: string | null; owner_id: string | null }>`
    select customer_id, name, owner_id from customer where workspace_id = ${workspace}
      and customer_id = any(${plainArrayOf(customers, (id) => id)}::text[]) order by customer_id`.execute(tx);
  return rows;
}
