import type { FastifyReply } from 'fastify';
import { Problem } from '../../kit/errors.ts';
import { outerRoute, type Route, route } from '../../kit/http/route.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { allAuditWords } from './audit.ts';
import * as contract from './contract.ts';
import * as ways from './contract-ways.ts';
import { clockState, requestAdvance } from './clock.ts';
import { demoState, requestDemo } from './demo.ts';
import { refuseCrossOrigin } from './gate.ts';
import { keysOf, makeKey, revokeKeyOf, rotateKeyOf } from './keys.ts';
import { changeMe, describeMe, personOf } from './me.ts';
import { changeMemberOf, invite, membersOf, resetPasswordOf } from './members.ts';
import { describeRoles } from './roles.ts';
import { changeOwnPassword, signInWith, signOutOf } from './sessions.ts';
import { findWorkspace } from './store.ts';
import { listAuditRows } from './store-audit.ts';
import { findLogin } from './store-identity.ts';
import { addTeam, removeTeam, renameTeamOf, teamsOf } from './teams.ts';
import { beginWay, endWay, listWays, setWay, unlink, waysOf } from './ways.ts';
import { changeSettings, createWorkspaceFor, membershipsOf, settingsOf } from './workspaces.ts';

function led(reply: FastifyReply, { to }: { readonly to: string }): string {
  reply.code(302).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').header('location', to);
  return '';
}

const identity: Route[] = [
  outerRoute(contract.signIn, async ({ runtime, request, reply, body }) => {
    refuseCrossOrigin(request);
    const { id, name, email, password_temporary } = await signInWith(runtime, request, reply, body);
    return { user: { id, name, email, passwordTemporary: password_temporary } };
  }),
  outerRoute(contract.signOut, async ({ runtime, request, reply }) => {
    refuseCrossOrigin(request);
    await signOutOf(runtime, request, reply);
    return { success: true };
  }),
  outerRoute(ways.listSignInWays, ({ runtime }) => listWays(runtime)),
  outerRoute(ways.beginSignInWay, async (call) =>
    led(call.reply, await beginWay(call, { ...call.params, ...call.query })),
  ),
  outerRoute(ways.endSignInWay, async (call) => led(call.reply, await endWay(call, { ...call.params, ...call.query }))),
  outerRoute(contract.getMe, async ({ runtime, caller }) => describeMe(runtime, personOf(caller).id)),
  outerRoute(contract.updateMe, async ({ runtime, caller, body }) => changeMe(runtime, personOf(caller), body)),
  outerRoute(contract.changePassword, async ({ runtime, request, reply, caller, body }) => {
    await changeOwnPassword(runtime, request, reply, personOf(caller).id, body);
    return { changed: true as const };
  }),
];

/** Making a workspace is for those who administer one already. */
async function administratorOf(runtime: Runtime, userId: string) {
  const mine = await membershipsOf(runtime, userId);
  const login = await runtime.db.beyondWorkspaces((tx) => findLogin(tx, userId));
  if (!login || !mine.some(({ member }) => member.role === 'administrator')) {
    throw new Problem('not_allowed', { permission: 'access:write' });
  }
  return { userId, name: login.name, email: login.email };
}

const workspaces: Route[] = [
  outerRoute(contract.listWorkspaces, async ({ runtime, caller }) => {
    if (caller?.kind === 'key') {
      const { workspace = '' } = caller;
      const found = await runtime.db.beyondWorkspaces((tx) => findWorkspace(tx, workspace));
      return { items: found ? [settingsOf(found)] : [] };
    }
    const mine = await membershipsOf(runtime, personOf(caller).id);
    return { items: mine.map(({ workspace }) => settingsOf(workspace)) };
  }),
  outerRoute(contract.createWorkspace, async ({ runtime, caller, body }) => {
    const person = await administratorOf(runtime, personOf(caller).id);
    return settingsOf(await createWorkspaceFor(runtime, person, body));
  }),
  route(contract.getSettings, async ({ ctx }) => {
    const found = await ctx.tx((tx) => findWorkspace(tx, ctx.workspace.id));
    if (!found) throw new Problem('not_found', { what: 'workspace' });
    return settingsOf(found);
  }),
  route(contract.updateSettings, async ({ ctx, body }) => changeSettings(ctx, body)),
  route(contract.getClock, ({ ctx }) => clockState(ctx)),
  route(contract.advanceClock, ({ ctx, body }) => requestAdvance(ctx, body)),
];

const people: Route[] = [
  route(ways.getWays, ({ ctx, caller }) => waysOf(ctx, caller.id)),
  route(ways.setWay, ({ ctx, params, body }) => setWay(ctx, params.way, body.on)),
  route(ways.unlinkWay, ({ ctx, params, caller }) => {
    personOf(caller);
    return unlink(ctx, params.way);
  }),
  route(contract.listMembers, async ({ ctx }) => ({ items: await ctx.tx((tx) => membersOf(tx, ctx)) })),
  route(contract.inviteMember, async ({ ctx, body }) => invite(ctx, body)),
  route(contract.updateMember, async ({ ctx, params, body }) => changeMemberOf(ctx, params.member, body)),
  route(contract.resetPassword, async ({ ctx, params }) => ({ password: await resetPasswordOf(ctx, params.member) })),
  route(contract.listRoles, async ({ runtime }) => describeRoles(runtime)),
  route(contract.listTeams, async ({ ctx }) => ({ items: await ctx.tx((tx) => teamsOf(tx, ctx)) })),
  route(contract.createTeam, async ({ ctx, body }) => addTeam(ctx, body.name)),
  route(contract.renameTeam, async ({ ctx, params, body }) => renameTeamOf(ctx, params.team, body.name)),
  route(contract.deleteTeam, async ({ ctx, params }) => {
    await removeTeam(ctx, params.team);
    return { deleted: true as const };
  }),
];

const keys: Route[] = [
  route(contract.listKeys, async ({ ctx }) => ({ items: await ctx.tx((tx) => keysOf(tx, ctx)) })),
  route(contract.createKey, async ({ ctx, body }) => makeKey(ctx, body)),
  route(contract.rotateKey, async ({ ctx, params, body }) => rotateKeyOf(ctx, params.key, body.hours)),
  route(contract.revokeKey, async ({ ctx, params }) => revokeKeyOf(ctx, params.key)),
];

const log: Route[] = [
  route(contract.listAuditWords, async ({ runtime }) => allAuditWords(runtime)),
  route(contract.listAudit, async ({ ctx, query }) => {
    const rows = await ctx.tx((tx) => listAuditRows(tx, ctx.workspace.id, { ...query, limit: query.limit + 1 }));
    const page = rows.slice(0, query.limit);
    return {
      items: page.map((row) => ({
        id: row.audit_id,
        at: row.at.toISOString(),
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        action: row.action,
        entity: row.entity,
        entityId: row.entity_id,
        detail: row.detail,
      })),
      next: rows.length > page.length ? (page.at(-1)?.audit_id ?? null) : null,
    };
  }),
];

const demo: Route[] = [
  route(contract.getDemo, ({ runtime }) => demoState(runtime)),
  route(contract.loadDemo, ({ ctx }) => requestDemo(ctx)),
];

export const accessRoutes: readonly Route[] = [...identity, ...workspaces, ...people, ...keys, ...log, ...demo];
