/** The door: who calls, and what she may do in a workspace. Read anew at every call, so that a change holds at once. */
import type { FastifyRequest } from 'fastify';
import { type Actor, type Context, EVERYTHING } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import type { Caller, Gatekeeper } from '../../kit/http/route.ts';
import { isWorkspaceId } from '../../kit/ids.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { hasSessionCookie, headersFor, keepCookies } from './cookies.ts';
import { isCrossOrigin, permissionsOf } from './decide.ts';
import { identityOf, publicUrl } from './identity.ts';
import { KEY_MARK, sha256 } from './secret.ts';
import { holdPace } from './pace.ts';
import { findWorkspace, type KnownWorkspace } from './store.ts';
import { findSession } from './store-identity.ts';
import { findKeyByHash, markKeyUsed } from './store-keys.ts';
import { findMemberOfUser, type MemberRow } from './store-members.ts';

const MINUTE_MS = 60_000;

/** Refuses a change that another site made the browser send. */
export function refuseCrossOrigin(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const arrival = { method: request.method, host: request.host, origin, site: site as string | undefined };
  if (isCrossOrigin({ ...arrival, publicUrl: publicUrl() })) throw new Problem('cross_origin');
}

async function identifyKey(runtime: Runtime, key: string): Promise<Caller> {
  const now = new Date();
  const row = key.startsWith(KEY_MARK) ? await findKeyByHash(runtime.db, sha256(key)) : null;
  if (!row || row.revoked_at || (row.expires_at && row.expires_at <= now)) throw new Problem('bad_key');
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() >= MINUTE_MS) {
    await markKeyUsed(runtime.db, row.key_id, now);
  }
  await holdPace(runtime, row, now);
  return {
    kind: 'key',
    id: row.key_id,
    name: row.name,
    locale: 'zh',
    workspace: row.workspace_id,
    permissions: new Set(row.permissions),
  };
}

/** With a password made by somebody else, one can only set one's own. */
const WITH_TEMPORARY_PASSWORD = new Set(['/api/me', '/api/me/password']);

async function identifyPerson(runtime: Runtime, request: FastifyRequest): Promise<Caller | null> {
  if (!hasSessionCookie(request)) return null;
  refuseCrossOrigin(request);
  const { headers, response } = await identityOf(runtime).api.getSession({
    headers: headersFor(request),
    returnHeaders: true,
  });
  keepCookies(request, headers);
  if (!response) return null;
  // The library may have answered from its signed cookie; whether the session still lives, the database knows.
  const login = await findSession(runtime.db, response.session.token, new Date());
  if (!login) return null;
  if (login.password_temporary && !WITH_TEMPORARY_PASSWORD.has(request.routeOptions.url ?? '')) {
    throw new Problem('password_change_required');
  }
  return { kind: 'user', id: login.id, name: login.name, locale: login.locale ?? 'zh' };
}

/** A scratch copy has the people of the workspace it was copied from. */
function isBorrowed(workspace: KnownWorkspace): workspace is KnownWorkspace & { copiedFrom: string } {
  return workspace.kind === 'scratch' && workspace.copiedFrom !== null;
}

/** Her row in the workspace, null when she may not enter. */
export async function memberIn(runtime: Runtime, workspace: KnownWorkspace, userId: string): Promise<MemberRow | null> {
  const home = isBorrowed(workspace) ? workspace.copiedFrom : workspace.id;
  const member = await runtime.db.inWorkspace(home, (tx) => findMemberOfUser(tx, home, userId));
  return member?.active ? member : null;
}

export function declaredPermissions(runtime: Runtime): string[] {
  return runtime.features.flatMap(({ permissions = [] }) => permissions.map(({ name }) => name));
}

export const accessGate: Gatekeeper = {
  async identify(request, runtime) {
    const [scheme, key] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'bearer') return identifyKey(runtime, key ?? '');
    return identifyPerson(runtime, request);
  },

  async enter(caller, id, locale, runtime): Promise<Context | null> {
    if (!isWorkspaceId(id)) return null;
    if (caller.kind === 'key' && caller.workspace !== id) return null;
    const actor: Actor = { kind: caller.kind, id: caller.id, name: caller.name };
    if (caller.kind === 'key') {
      const workspace = await runtime.db.beyondWorkspaces((tx) => findWorkspace(tx, id));
      if (!workspace) return null;
      return contextIn(runtime, workspace, actor, {
        locale,
        scope: EVERYTHING,
        permissions: caller.permissions ?? new Set(),
      });
    }
    // One transaction for both reads, as this stands before every call; only a scratch copy needs a second one.
    const { workspace, own } = await runtime.db.inWorkspace(id, async (tx) => ({
      workspace: await findWorkspace(tx, id),
      own: await findMemberOfUser(tx, id, caller.id),
    }));
    if (!workspace) return null;
    const member = isBorrowed(workspace) ? await memberIn(runtime, workspace, caller.id) : own;
    if (!member?.active) return null;
    return contextIn(runtime, workspace, actor, {
      locale,
      scope: { kind: member.data_scope, memberId: member.member_id, teamIds: member.team_ids },
      permissions: permissionsOf(member.role, declaredPermissions(runtime)),
    });
  },
};
