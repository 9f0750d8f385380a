/** Signing in and out, and one's own password: the identity library's work, with our counting, words and audit around it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, EVERYTHING } from '../../kit/context.ts';
import { Problem } from '../../kit/errors.ts';
import { contextIn, type Runtime } from '../../kit/runtime.ts';
import { forgetFirstLogin } from './administrator.ts';
import { type AuditNote, audit } from './audit.ts';
import { headersFor, setCookies } from './cookies.ts';
import { ATTEMPTS, passwordFault } from './decide.ts';
import { identityOf } from './identity.ts';
import { sha256 } from './secret.ts';
import { countAttempt, forgiveAttempt } from './store-attempts.ts';
import { endSessions, findLogin, type LoginRow, settlePassword } from './store-identity.ts';
import { membershipsOf } from './workspaces.ts';

interface Refusal {
  readonly code?: string;
  readonly message?: string;
}

/** The library's answer, or its refusal as one of our problems. */
async function answered<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as T & Refusal;
  if (response.ok) return body;
  switch (body.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
    case 'INVALID_EMAIL':
      throw new Problem('wrong_credentials');
    case 'INVALID_PASSWORD':
    case 'CREDENTIAL_ACCOUNT_NOT_FOUND':
      throw new Problem('wrong_password', {}, [{ path: 'currentPassword', message: 'wrong' }]);
    case 'PASSWORD_TOO_SHORT':
    case 'PASSWORD_TOO_LONG':
      throw new Problem('password_unfit', {}, [{ path: 'newPassword', message: 'length' }]);
    case 'UNAUTHORIZED':
      throw new Problem('not_signed_in');
    default:
      throw new Error(`identity library: ${response.status} ${body.code ?? ''} ${body.message ?? ''}`);
  }
}

/** Counts a try before the password is looked at; what it returns takes the try back when the password was right. */
async function attempt(runtime: Runtime, address: string, account: string): Promise<() => Promise<void>> {
  // Hashed: the table holds no addresses and no e-mails.
  const pair = `pair:${sha256(`${address} ${account}`)}`;
  const keys = { pair, address: `address:${sha256(address)}`, account: `account:${sha256(account)}` };
  const counts = (['pair', 'address', 'account'] as const).map((name) => ({ key: keys[name], ...ATTEMPTS[name] }));
  const seconds = await runtime.db.beyondWorkspaces((tx) => countAttempt(tx, counts, new Date()));
  if (seconds > 0) throw new Problem('too_many_requests', { seconds });
  return () => runtime.db.beyondWorkspaces((tx) => forgiveAttempt(tx, [keys.address, keys.account], pair, new Date()));
}

/** Into the audit log of each workspace the person belongs to. */
async function auditEverywhere(runtime: Runtime, login: LoginRow, note: Omit<AuditNote, 'entity' | 'entityId'>) {
  const actor: Actor = { kind: 'user', id: login.id, name: login.name };
  for (const { workspace } of await membershipsOf(runtime, login.id)) {
    if (workspace.kind === 'scratch') continue;
    const ctx = contextIn(runtime, workspace, actor, { scope: EVERYTHING });
    await ctx.tx((tx) => audit(tx, ctx, { ...note, entity: 'user', entityId: login.id }));
  }
}

export async function signInWith(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { email: string; password: string; rememberMe?: boolean | undefined },
): Promise<LoginRow> {
  const email = given.email.trim().toLowerCase();
  const forgive = await attempt(runtime, request.ip, email);
  const headers = headersFor(request);
  // A session the browser already has is not continued: the new one has a token of its own.
  headers.delete('cookie');
  const { password, rememberMe = true } = given;
  const body = { email, password, rememberMe };
  const response = await identityOf(runtime).api.signInEmail({ body, headers, asResponse: true });
  const { user } = await answered<{ user: { id: string } }>(response);
  await forgive();
  const login = await runtime.db.beyondWorkspaces((tx) => findLogin(tx, user.id));
  if (!login || (await membershipsOf(runtime, user.id)).length === 0) {
    await runtime.db.beyondWorkspaces((tx) => endSessions(tx, user.id));
    throw new Problem('no_workspace');
  }
  await auditEverywhere(runtime, login, { action: 'user.signed_in' });
  setCookies(reply, response.headers);
  return login;
}

/** A session of a person whom a way beside the password has named. */
export async function openSessionOf(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  way: string,
): Promise<void> {
  const headers = headersFor(request);
  headers.delete('cookie');
  const response = await identityOf(runtime).api.openSession({ body: { userId }, headers, asResponse: true });
  await answered(response);
  const login = await runtime.db.beyondWorkspaces((tx) => findLogin(tx, userId));
  if (login) await auditEverywhere(runtime, login, { action: 'user.signed_in', detail: { way } });
  setCookies(reply, response.headers);
}

export async function signOutOf(runtime: Runtime, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const response = await identityOf(runtime).api.signOut({ headers: headersFor(request), asResponse: true });
  await answered(response);
  setCookies(reply, response.headers);
}

/** Every other session of the person ends; this one goes on under a new token. */
export async function changeOwnPassword(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  given: { currentPassword: string; newPassword: string },
): Promise<void> {
  const login = await runtime.db.beyondWorkspaces((tx) => findLogin(tx, userId));
  if (!login) throw new Problem('not_signed_in');
  const { currentPassword, newPassword } = given;
  const fault = passwordFault(newPassword, { current: currentPassword, email: login.email });
  if (fault) throw new Problem('password_unfit', {}, [{ path: 'newPassword', message: fault }]);
  const forgive = await attempt(runtime, request.ip, login.id);
  const response = await identityOf(runtime).api.changePassword({
    body: { currentPassword, newPassword, revokeOtherSessions: true },
    headers: headersFor(request),
    asResponse: true,
  });
  await answered(response);
  await forgive();
  await runtime.db.beyondWorkspaces((tx) => settlePassword(tx, userId, new Date()));
  forgetFirstLoginOf(runtime, login);
  await auditEverywhere(runtime, login, { action: 'user.password_changed' });
  setCookies(reply, response.headers);
}

/** The file with the first password is of no use any more once its owner has another. */
function forgetFirstLoginOf(runtime: Runtime, login: LoginRow): void {
  try {
    forgetFirstLogin(runtime.home, login.email);
  } catch (error) {
    runtime.log.warn({ err: error }, 'could not remove the file of the first login');
  }
}
