/** Short codes of links, for texts that may carry no link of one's own: eight letters and digits that cannot be taken for one another. */
import { randomInt } from 'node:crypto';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import * as store from './store-codes.ts';

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** 40 bits: with 100,000 open codes one guess in ten million is right, and guesses are slowed down. */
const makeCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');

export async function codesOf(tx: Tx, ctx: Context, linkIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (linkIds.length === 0) return new Map();
  const fresh = linkIds.map((linkId) => ({ linkId, code: makeCode() }));
  await store.setCodes(tx, ctx.workspace.id, fresh);
  return store.findCodes(tx, ctx.workspace.id, linkIds);
}

/** As she typed it: any case, full width, with spaces or dashes. null: no code at all. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_.。]/g, '');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
