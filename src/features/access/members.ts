/** Members of a workspace: added, changed, deactivated. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { publish } from '../../kit/bus.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from './audit.ts';
import type { Member, Role, Scope } from './contract.ts';
import { beyond, permissionsOf, scopeFor } from './decide.ts';
import { declaredPermissions } from './gate.ts';
import { memberLeft } from './events.ts';
import { hashPassword } from './identity.ts';
import { readablePassword } from './secret.ts';
import { endSessions, findLoginByEmail, insertLogin, setPassword, temporaryLogins } from './store-identity.ts';
import {
  changeMember,
  findMember,
  findMemberOfUser,
  insertMember,
  listMemberRows,
  lockAdministrators,
  type MemberRow,
  setTeams,
} from './store-members.ts';
import { membershipsOf } from './workspaces.ts';

function toMember(row: MemberRow, temporary: ReadonlySet<string>): Member {
  return {
    id: row.member_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    dataScope: row.data_scope,
    active: row.active,
    teamIds: [...row.team_ids],
    passwordTemporary: temporary.has(row.user_id),
    createdAt: row.created_at.toISOString(),
  };
}

/** Everyone, deactivated ones last. For other rooms too: whose name stands behind an owner. */
export async function membersOf(tx: Tx, ctx: Context): Promise<Member[]> {
  const rows = await listMemberRows(tx, ctx.workspace.id);
  const temporary = await temporaryLogins(
    tx,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => toMember(row, temporary));
}

async function memberOf(tx: Tx, ctx: Context, memberId: string): Promise<MemberRow> {
  const row = await findMember(tx, ctx.workspace.id, memberId);
  if (!row) throw new Problem('not_found', { what: 'member' });
  return row;
}

async function answer(tx: Tx, ctx: Context, memberId: string): Promise<Member> {
  const row = await memberOf(tx, ctx, memberId);
  return toMember(row, await temporaryLogins(tx, [row.user_id]));
}

/** Nobody gives a role, or touches the holder of one, that can do more than she can. */
function refuseBeyond(ctx: Context, roles: readonly Role[]): void {
  const declared = declaredPermissions(ctx.runtime);
  const wanted = roles.flatMap((role) => [...permissionsOf(role, declared)]);
  const lacking = [...new Set(beyond(ctx.permissions, wanted))];
  if (lacking.length > 0) throw new Problem('more_than_own', { permissions: lacking.join(', ') });
}

export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly dataScope?: Scope | undefined;
  readonly teamIds?: readonly string[] | undefined;
}

/** The one-time password is returned here and nowhere else; null when the person has a login already. */
export async function invite(
  ctx: Context,
  invitation: Invitation,
): Promise<{ member: Member; password: string | null }> {
  refuseBeyond(ctx, [invitation.role]);
  const { id } = ctx.workspace;
  const { name, role } = invitation;
  const email = invitation.email.toLowerCase();
  const dataScope = scopeFor(role, invitation.dataScope);
  const password = readablePassword();
  const passwordHash = await hashPassword(ctx.runtime, password);
  return ctx.tx(async (tx) => {
    const now = new Date();
    const login = { id: newId('usr'), accountId: newId('acc'), name, email, passwordHash, temporary: true, now };
    const isNew = await insertLogin(tx, login);
    const userId = (await findLoginByEmail(tx, email))?.id ?? login.id;
    const memberId = newId('mem');
    if (!(await insertMember(tx, id, { memberId, userId, name, email, role, dataScope, now }))) {
      const there = await findMemberOfUser(tx, id, userId);
      throw new Problem('member_exists', { email: there?.email ?? email }, [{ path: 'email', message: email }]);
    }
    await setTeams(tx, id, memberId, invitation.teamIds ?? []);
    const detail = { email, role, dataScope, newLogin: isNew };
    await audit(tx, ctx, { action: 'member.invited', entity: 'member', entityId: memberId, detail });
    return { member: await answer(tx, ctx, memberId), password: isNew ? password : null };
  });
}

export interface MemberChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly dataScope?: Scope | undefined;
  readonly teamIds?: readonly string[] | undefined;
  readonly active?: boolean | undefined;
}

/** Holds from the next call of the changed member on; deactivation ends her sessions. */
export async function changeMemberOf(ctx: Context, memberId: string, change: MemberChange): Promise<Member> {
  const { id } = ctx.workspace;
  return ctx.tx(async (tx) => {
    const administrators = await lockAdministrators(tx, id);
    const before = await memberOf(tx, ctx, memberId);
    const role = change.role ?? before.role;
    const active = change.active ?? before.active;
    refuseBeyond(ctx, [before.role, role]);
    const stays = active && role === 'administrator';
    if (!stays && administrators.length === 1 && administrators[0] === memberId)
      throw new Problem('last_administrator');
    const asked = change.dataScope ?? (change.role === undefined ? before.data_scope : undefined);
    await changeMember(tx, id, memberId, {
      name: change.name ?? before.name,
      role,
      dataScope: scopeFor(role, asked),
      active,
    });
    if (change.teamIds) await setTeams(tx, id, memberId, change.teamIds);
    if (before.active && !active) {
      await endSessions(tx, before.user_id);
      await publish(tx, ctx, memberLeft, { memberId });
    }
    const after = await answer(tx, ctx, memberId);
    const detail = difference(toMember(before, new Set()), after);
    const action = before.active === active ? 'member.changed' : active ? 'member.restored' : 'member.deactivated';
    const { email } = before;
    if (Object.keys(detail).length > 0) {
      await audit(tx, ctx, { action, entity: 'member', entityId: memberId, detail: { email, ...detail } });
    }
    return after;
  });
}

function difference(before: Member, after: Member): Record<string, readonly unknown[]> {
  const keys = ['name', 'role', 'dataScope', 'active', 'teamIds'] as const;
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]]));
}

/** A new one-time password, returned once; her sessions end. Only where the caller administers every workspace of that login. */
export async function resetPasswordOf(ctx: Context, memberId: string): Promise<string> {
  const { runtime } = ctx;
  const target = await ctx.tx((tx) => memberOf(tx, ctx, memberId));
  refuseBeyond(ctx, [target.role]);
  await refuseShared(ctx, target.user_id);
  const password = readablePassword();
  const hash = await hashPassword(runtime, password);
  await ctx.tx(async (tx) => {
    await setPassword(tx, target.user_id, { hash, temporary: true, now: new Date() });
    await endSessions(tx, target.user_id);
    const { email } = target;
    await audit(tx, ctx, { action: 'member.password_reset', entity: 'member', entityId: memberId, detail: { email } });
  });
  return password;
}

/** Otherwise an administrator of one workspace could take over a login of another. */
async function refuseShared(ctx: Context, userId: string): Promise<void> {
  const { runtime, workspace, actor } = ctx;
  const others = (await membershipsOf(runtime, userId)).filter(
    (one) => one.workspace.id !== workspace.id && one.workspace.kind !== 'scratch',
  );
  if (others.length === 0 || actor.kind === 'command') return;
  const mine = actor.kind === 'user' ? await membershipsOf(runtime, actor.id) : [];
  const administered = new Set(
    mine.filter((one) => one.member.role === 'administrator').map((one) => one.workspace.id),
  );
  if (others.some((one) => !administered.has(one.workspace.id))) throw new Problem('login_shared');
}
