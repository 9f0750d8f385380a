/** Members and teams of a workspace. */
import { sql } from 'kysely';
import type { Tx } from '../../kit/db/database.ts';
import type { Role, Scope } from './contract.ts';

export interface MemberRow {
  readonly member_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly data_scope: Scope;
  readonly active: boolean;
  readonly created_at: Date;
  readonly team_ids: readonly string[];
}

const MEMBER = sql`
  select m.member_id, m.user_id, m.name, m.email, m.role, m.data_scope, m.active, m.created_at, array(
    select t.team_id from team_member t where t.workspace_id = m.workspace_id and t.member_id = m.member_id order by t.team_id) as team_ids
  from member m`;

export async function listMemberRows(tx: Tx, workspace: string): Promise<MemberRow[]> {
  const found = await sql<MemberRow>`
    ${MEMBER} where m.workspace_id = ${workspace} order by m.active desc, m.created_at, m.member_id`.execute(tx);
  return found.rows;
}

export async function findMember(tx: Tx, workspace: string, memberId: string): Promise<MemberRow | null> {
  const found = await sql<MemberRow>`
    ${MEMBER} where m.workspace_id = ${workspace} and m.member_id = ${memberId}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findMemberOfUser(tx: Tx, workspace: string, userId: string): Promise<MemberRow | null> {
  const found = await sql<MemberRow>`
    ${MEMBER} where m.workspace_id = ${workspace} and m.user_id = ${userId}`.execute(tx);
  return found.rows[0] ?? null;
}

/**
 * Locks the active administrators. Two that demote each other at the same moment come one after the other, and the second finds
 * herself the last.
 */
export async function lockAdministrators(tx: Tx, workspace: string): Promise<string[]> {
  const found = await sql<{ member_id: string }>`
    select member_id from member where workspace_id = ${workspace} and role = 'administrator' and active
    order by member_id for update`.execute(tx);
  return found.rows.map((row) => row.member_id);
}

export interface NewMember {
  readonly memberId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly dataScope: Scope;
  readonly now: Date;
}

/** False when she is a member already. */
export async function insertMember(tx: Tx, workspace: string, member: NewMember): Promise<boolean> {
  const done = await sql`
    insert into member (workspace_id, member_id, user_id, name, email, role, data_scope, active, created_at)
    values (${workspace}, ${member.memberId}, ${member.userId}, ${member.name}, ${member.email}, ${member.role},
      ${member.dataScope}, true, ${member.now})
    on conflict (workspace_id, user_id) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function changeMember(
  tx: Tx,
  workspace: string,
  memberId: string,
  to: { name: string; role: Role; dataScope: Scope; active: boolean },
): Promise<void> {
  await sql`
    update member set name = ${to.name}, role = ${to.role}, data_scope = ${to.dataScope}, active = ${to.active}
    where workspace_id = ${workspace} and member_id = ${memberId}`.execute(tx);
}

export async function renameMemberOfUser(tx: Tx, workspace: string, userId: string, name: string): Promise<void> {
  await sql`update member set name = ${name} where workspace_id = ${workspace} and user_id = ${userId}`.execute(tx);
}

/** Leaves out teams that do not exist in this workspace; returns how many were set. */
export async function setTeams(
  tx: Tx,
  workspace: string,
  memberId: string,
  teamIds: readonly string[],
): Promise<number> {
  await sql`delete from team_member where workspace_id = ${workspace} and member_id = ${memberId}`.execute(tx);
  const done = await sql`
    insert into team_member (workspace_id, team_id, member_id)
    select ${workspace}, t.team_id, ${memberId} from team t
    where t.workspace_id = ${workspace} and t.team_id = any(${[...teamIds]}::text[])`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}

export interface TeamRow {
  readonly team_id: string;
  readonly name: string;
  readonly members: number;
}

const TEAM = sql`
  select t.team_id, t.name, (
    select count(*) from team_member tm
    join member m on m.workspace_id = tm.workspace_id and m.member_id = tm.member_id and m.active
    where tm.workspace_id = t.workspace_id and tm.team_id = t.team_id) as members
  from team t`;

export async function listTeamRows(tx: Tx, workspace: string): Promise<TeamRow[]> {
  const found =
    await sql<TeamRow>`${TEAM} where t.workspace_id = ${workspace} order by t.created_at, t.team_id`.execute(tx);
  return found.rows;
}

export async function findTeam(tx: Tx, workspace: string, teamId: string): Promise<TeamRow | null> {
  const found = await sql<TeamRow>`${TEAM} where t.workspace_id = ${workspace} and t.team_id = ${teamId}`.execute(tx);
  return found.rows[0] ?? null;
}

/** False when the name is taken. */
export async function insertTeam(
  tx: Tx,
  workspace: string,
  team: { id: string; name: string; now: Date },
): Promise<boolean> {
  const done = await sql`
    insert into team (workspace_id, team_id, name, created_at) values (${workspace}, ${team.id}, ${team.name}, ${team.now})
    on conflict (workspace_id, name) do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** False when another team has the name. */
export async function renameTeamRow(tx: Tx, workspace: string, teamId: string, name: string): Promise<boolean> {
  const done = await sql`
    update team t set name = ${name} where t.workspace_id = ${workspace} and t.team_id = ${teamId} and not exists (
      select 1 from team o where o.workspace_id = ${workspace} and o.name = ${name} and o.team_id <> ${teamId})`.execute(
    tx,
  );
  return done.numAffectedRows === 1n;
}

export async function deleteTeamRow(tx: Tx, workspace: string, teamId: string): Promise<void> {
  await sql`delete from team where workspace_id = ${workspace} and team_id = ${teamId}`.execute(tx);
}
