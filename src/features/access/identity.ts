/**
 * The identity library, set up: e-mail and password, sessions in cookies. It is called as functions, never mounted as a whole, so
 * only what contract.ts declares can be reached. A second factor or OIDC would be a plugin in `plugins` and endpoints beside signIn.
 */
import { randomBytes, scryptSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { CommandFailed } from '../../kit/cli/command.ts';
import { newId } from '../../kit/ids.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { isSameText } from '../../kit/same-text.ts';
import { PASSWORD_LENGTH } from './contract.ts';
import { ownSession } from './identity-session.ts';
import { cookieSecret } from './secret.ts';
import { identityDatabase } from './store-identity.ts';

/** Where people reach the console, for example `https://crm.example.cn`; needed behind a proxy, and for secure cookies. */
export function publicUrl(): string | undefined {
  const url = process.env['HUIXIANG_URL'];
  if (url !== undefined && !URL.canParse(url)) throw new CommandFailed(`HUIXIANG_URL is not an address: ${url}`);
  return url;
}

export const COOKIE_PREFIX = 'huixiang';

const DAY = 24 * 3600;
const ID_PREFIX: Readonly<Record<string, string>> = { user: 'usr', session: 'ses', account: 'acc' };

function openIdentity(runtime: Runtime) {
  const url = publicUrl();
  const { log } = runtime;
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    appName: 'Huixiang',
    baseURL: url ?? 'http://localhost',
    secret: cookieSecret(runtime.home),
    database: identityDatabase(runtime.db),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      ...(runtime.passwordCost ? { password: cheaper(runtime.passwordCost) } : {}),
    },
    user: {
      modelName: 'login_user',
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: {
        locale: { type: 'string', required: false, input: false },
        passwordTemporary: { type: 'boolean', required: true, input: false, fieldName: 'password_temporary' },
      },
    },
    session: {
      modelName: 'login_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: 14 * DAY,
      updateAge: DAY,
      // Saves the library's two reads on most calls; the gatekeeper still asks whether the session lives (gate.ts).
      cookieCache: { enabled: true, maxAge: 300 },
    },
    account: {
      modelName: 'login_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'login_verification', fields: { expiresAt: 'expires_at', ...times } },
    // Counted by ourselves, in the database and by account too (attempts.ts).
    rateLimit: { enabled: false },
    plugins: [ownSession],
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: url?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: ({ model }) => newId(ID_PREFIX[model] ?? 'idn') },
    },
    logger: {
      level: 'error',
      log: (_level, message) => log.warn({ part: 'identity' }, message),
    },
  });
}

/** The library's way (and its form, salt and key), with less work: a test would spend its time on nothing else. */
function cheaper(cost: number) {
  const keyOf = (password: string, salt: string) => scryptSync(password.normalize('NFKC'), salt, 64, { N: cost });
  return {
    async hash(password: string) {
      const salt = randomBytes(16).toString('hex');
      return `${salt}:${keyOf(password, salt).toString('hex')}`;
    },
    async verify({ hash, password }: { hash: string; password: string }) {
      const [salt = '', key = ''] = hash.split(':');
      return isSameText(key, keyOf(password, salt).toString('hex'));
    },
  };
}

export type Identity = ReturnType<typeof openIdentity>;

const opened = new WeakMap<Runtime, Identity>();

/** One per runtime, made on first use. */
export function identityOf(runtime: Runtime): Identity {
  const found = opened.get(runtime) ?? openIdentity(runtime);
  opened.set(runtime, found);
  return found;
}

export async function hashPassword(runtime: Runtime, password: string): Promise<string> {
  return (await identityOf(runtime).$context).password.hash(password);
}

export async function isPassword(runtime: Runtime, password: string, hash: string): Promise<boolean> {
  return (await identityOf(runtime).$context).password.verify({ hash, password });
}
