/** What stands in the address of a short link: its code, behind the workspace's name where that is not `main`. */
import { randomBytes } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import { publicUrl } from '../../kit/public-url.ts';

/** No 0, O, I or l: nobody takes one for another. */
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 58 bits: with ten million open links one guess in forty thousand million is right, and guesses are slowed down. */
const LENGTH = 10;
/** The workspace whose addresses are the shortest. */
const MAIN = 'main';

/** `random`: bytes; those past the last whole 58 would favour some letters and are left out. */
export function makeCode(random: (n: number) => Uint8Array = randomBytes): string {
  let code = '';
  while (code.length < LENGTH)
    for (const byte of random(LENGTH * 2)) if (byte < 232 && code.length < LENGTH) code += LETTERS[byte % 58];
  return code;
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
