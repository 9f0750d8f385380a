/** Who may do what, as data, and the small decisions at the door. */
import { type Role, type Scope, PASSWORD_LENGTH } from './contract.ts';

/**
 * What each role holds of the permissions the features declare: `room:verb`, `room:*`, `*:verb` or `*`; a leading `-` takes
 * away again. A feature that adds a permission is covered without a change here.
 */
export const ROLE_GRANTS: Readonly<Record<Role, readonly string[]>> = {
  administrator: ['*'],
  manager: ['*', '-access:write', '-access:keys', '-access:audit'],
  supervisor: [
    '*:read',
    '-access:audit',
    '-webhooks:read',
    // Wages stand among the costs.
    '-costs:read',
    'customers:write',
    'customers:export',
    'customers:reveal',
    'customers:contact',
    'forms:answer',
    'forms:correct',
    'surveys:write',
    'tasks:*',
    'messages:*',
    '-messages:configure',
    'inbox:*',
    'calls:*',
    'wecom:*',
    'quality:*',
    'feedback:*',
    '-feedback:configure',
    'goals:handle',
  ],
  agent: [
    'customers:read',
    'customers:write',
    'customers:contact',
    'events:read',
    'segments:read',
    'playbooks:read',
    'scripts:read',
    'forms:read',
    'forms:answer',
    'forms:correct',
    'surveys:read',
    'surveys:write',
    'knowledge:read',
    'tasks:read',
    'tasks:write',
    'messages:read',
    'messages:write',
    'broadcasts:read',
    'inbox:read',
    'inbox:write',
    'calls:read',
    'calls:make',
    'feedback:read',
  ],
  viewer: ['*:read', '-access:read', '-webhooks:read', '-costs:read'],
};

/** Unless said otherwise when a member is added. */
export const DEFAULT_SCOPE: Readonly<Record<Role, Scope>> = {
  administrator: 'all',
  manager: 'all',
  supervisor: 'team',
  agent: 'own',
  viewer: 'all',
};

function covers(grant: string, permission: string): boolean {
  if (grant === '*') return true;
  const [room, verb] = grant.split(':');
  const [ofRoom, ofVerb] = permission.split(':');
  return (room === '*' || room === ofRoom) && (verb === '*' || verb === ofVerb);
}

/** The permissions of a role among those declared. */
export function permissionsOf(role: Role, declared: readonly string[]): Set<string> {
  const held = new Set<string>();
  for (const grant of ROLE_GRANTS[role]) {
    const takes = grant.startsWith('-');
    for (const permission of declared) {
      if (!covers(takes ? grant.slice(1) : grant, permission)) continue;
      if (takes) held.delete(permission);
      else held.add(permission);
    }
  }
  return held;
}

/** Of `wanted`, what `held` lacks: nobody hands out more than she holds. `*` in `held` holds everything (the command line). */
export function beyond(held: ReadonlySet<string>, wanted: Iterable<string>): string[] {
  return held.has('*') ? [] : [...wanted].filter((permission) => !held.has(permission));
}

/** An administrator always sees everything: otherwise nobody could. */
export function scopeFor(role: Role, asked: Scope | undefined): Scope {
  return role === 'administrator' ? 'all' : (asked ?? DEFAULT_SCOPE[role]);
}

export interface Arrival {
  readonly method: string;
  readonly host: string;
  readonly origin: string | undefined;
  /** The Sec-Fetch-Site header. */
  readonly site: string | undefined;
  /** Where people reach the console, when a proxy changes the host. */
  readonly publicUrl: string | undefined;
}

/**
 * True when another site made the browser send this. The order is that of Go's net/http CrossOriginProtection: what the
 * browser itself says (Sec-Fetch-Site), then Origin against Host; with neither it is no browser, and carries a cookie knowingly.
 */
export function isCrossOrigin({ method, host, origin, site, publicUrl }: Arrival): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  if (site === 'same-origin' || site === 'none') return false;
  if (origin === undefined) return site !== undefined;
  if (!URL.canParse(origin)) return true;
  const from = new URL(origin);
  // Host as a URL has it: without the default port.
  const here = URL.canParse(`${from.protocol}//${host}`) ? new URL(`${from.protocol}//${host}`).host : host;
  return from.host !== here && (publicUrl === undefined || from.origin !== new URL(publicUrl).origin);
}

export type PasswordFault = 'short' | 'same' | 'email';

export function passwordFault(password: string, known: { current: string; email: string }): PasswordFault | null {
  if (password.length < PASSWORD_LENGTH.least) return 'short';
  if (password === known.current) return 'same';
  return password.toLowerCase() === known.email.toLowerCase() ? 'email' : null;
}

/** How often a password may be tried: failures within so many seconds, by what is counted. */
export const ATTEMPTS = {
  /** One address on one account. */
  pair: { most: 10, seconds: 300 },
  /** One address on any account: many people share an office's address. */
  address: { most: 100, seconds: 300 },
  /** One account from any address. */
  account: { most: 100, seconds: 3600 },
} as const;

const SECRET_NAME = /pass(word|phrase)|secret|token|credential|authorization|cookie|private_?key|api_?key/i;

/** An audit detail without secrets, whatever a caller put in. Dates become text; what is no JSON, or no text to PostgreSQL, is dropped. */
export function withoutSecrets(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = JSON.stringify(detail, (key, value: unknown) => {
    if (key && SECRET_NAME.test(key)) return '[redacted]';
    return typeof value === 'string' ? value.replaceAll('\0', '') : value;
  });
  return JSON.parse(text) as Record<string, unknown>;
}
