/** What is kept of a blocked number when all else about the person is gone: enough to know it again, too little to call it. */
import { createHmac } from 'node:crypto';
import type { Context } from '../../../kit/context.ts';
import { installationKey } from '../../access/index.ts';
import type { ContactRow } from '../../customers/index.ts';
import type { BlockKind } from '../contract-blocks.ts';
import type { Blocked } from '../decide-policy.ts';
import type { FoundBlock } from './store-blocks.ts';

export type HashOf = (kind: BlockKind, value: string) => string;

/** One for a batch: making the key costs more than using it. */
export function blockHashes(ctx: Context): HashOf {
  const key = installationKey(ctx.runtime.home, 'messages.blocks');
  return (kind, value) =>
    createHmac('sha256', key).update(`${ctx.workspace.id}\n${kind}\n${value}`).digest('base64url').slice(0, 32);
}

type Known = Pick<ContactRow, 'external_id' | 'phone' | 'email'>;

/** By all that she could be known by. */
export const hashesOf = (hash: HashOf, { external_id: id, phone, email }: Known): string[] => [
  hash('customer', id),
  ...(phone ? [hash('phone', phone)] : []),
  ...(email ? [hash('email', email)] : []),
];

/** What keeps her from being contacted at an address: herself, or the address. */
export function blockedOf(found: ReadonlyMap<string, FoundBlock>, hashes: readonly string[]): Blocked | undefined {
  for (const hash of hashes) {
    const block = found.get(hash);
    if (block) return { kind: block.kind, reason: block.reason, until: block.expires_at?.toISOString() ?? null };
  }
  return undefined;
}
