/** What stands in the address of a short link: its code, behind the workspace's name where that is not `main`. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import { publicUrl } from '../../kit/public-url.ts';
import { installationKey } from '../access/index.ts';

/** No 0, O, I or l: nobody takes one for another. */
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Nine by chance and one that follows from them: with ten million open links one guess in forty thousand million is right, and guesses are slowed down. */
const LENGTH = 10;
const CHANCE = LENGTH - 1;
/** The workspace whose addresses are the shortest. */
const MAIN = 'main';

interface Issuer {
  readonly home: string;
  readonly workspace: string;
}

/** Of bytes, those past the last whole 58 would favour some letters and are left out. */
export function makeCode(issuer: Issuer): string {
  let code = '';
  while (code.length < CHANCE)
    for (const byte of randomBytes(CHANCE * 2)) if (byte < 232 && code.length < CHANCE) code += LETTERS[byte % 58];
  return code + lastLetter(issuer, code);
}

/** A code that we made, as far as its last letter tells: where there is no such link any more, it has been deleted. One in 58 that nobody made passes for one. */
export const looksMade = (issuer: Issuer, code: string): boolean =>
  lastLetter(issuer, code.slice(0, CHANCE)) === code.slice(CHANCE);

/** Made once per process. */
const keys = new Map<string, Buffer>();

function lastLetter({ home, workspace }: Issuer, code: string): string {
  const key = keys.get(home) ?? installationKey(home, 'links.code');
  keys.set(home, key);
  const mark = createHmac('sha256', key).update(`${workspace}/${code}`).digest().readUInt32BE(0);
  return LETTERS[mark % 58] ?? '';
}

export interface Place {
  readonly workspace: string;
  readonly code: string;
}

const ADDRESS = /^(?:([a-z0-9_-]{1,60})\.)?([1-9A-HJ-NP-Za-km-z]{10})$/;

/** null: no address of ours. */
export function readPlace(text: string): Place | null {
  const [, workspace = MAIN, code] = ADDRESS.exec(text) ?? [];
  return code ? { workspace, code } : null;
}

export const baseOf = (ctx: Context, domain: string): string => domain || publicUrl(ctx.runtime);

const nameOf = (ctx: Context, code: string): string =>
  ctx.workspace.id === MAIN ? code : `${ctx.workspace.id}.${code}`;

export const linkUrl = (ctx: Context, domain: string, code: string): string =>
  `${baseOf(ctx, domain)}/l/${nameOf(ctx, code)}`;

export const pixelUrl = (ctx: Context, domain: string, code: string): string =>
  `${baseOf(ctx, domain)}/l/o/${nameOf(ctx, code)}.gif`;
