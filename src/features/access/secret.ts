/** Secrets of an installation that are made on first use: the key that signs cookies, one-time passwords, API keys. */
import { createHash, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a file only its owner can read, unless it is there; answers what stands in it. Safe when two processes do it at once. */
export function keepOnce(home: string, name: string, text: () => string): string {
  const path = join(home, name);
  const found = readIfThere(path);
  if (found !== null) return found;
  mkdirSync(home, { recursive: true });
  // A whole file is put in place in one step: nobody reads a half one, and the second of two writers is refused.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, text(), { mode: 0o600 });
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The key that signs cookies: env HUIXIANG_SECRET (the same for all machines of an installation), else `<home>/secret`. */
export function cookieSecret(home: string): string {
  const given = process.env['HUIXIANG_SECRET'];
  if (given !== undefined && given.length < 32) throw new Error('HUIXIANG_SECRET must have at least 32 characters');
  return given ?? keepOnce(home, 'secret', () => `${randomBytes(32).toString('base64url')}\n`).trim();
}

/** A key of 256 bits for one purpose (signing links, encrypting settings), the same on every machine of the installation. */
export function installationKey(home: string, purpose: string): Buffer {
  const name = `${process.env['HUIXIANG_SECRET'] ?? ''}\0${home}\0${purpose}`;
  const known = keys.get(name);
  if (known) return known;
  const made = Buffer.from(hkdfSync('sha256', cookieSecret(home), 'huixiang', purpose, 32));
  keys.set(name, made);
  return made;
}

/** A link is signed for each message: without this its key would be read from the disk and derived each time. */
const keys = new Map<string, Buffer>();

/** Letters and digits that cannot be taken for one another when read aloud or copied by hand. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: 79 bits. */
export function readablePassword(): string {
  const group = () => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

export const KEY_MARK = 'hx_';

/** `hx_` and 256 random bits. */
export function newApiKey(): string {
  return `${KEY_MARK}${randomBytes(32).toString('base64url')}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
