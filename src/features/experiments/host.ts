/** The wordings that can be tried against each other stand in documents of a room downstream: it tells them and takes the winner. */
import { createHash } from 'node:crypto';
import type { Words } from '../../engine/words.ts';
import { canonicalJson } from '../../engine/json/canonical.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { TrialKind, TrialPart } from './contract-trials.ts';
import type { OpenPart } from './contract-wordings.ts';
import type { Variant } from './decide-trial.ts';

export interface VariantPart extends TrialPart {
  /** Of the whole part, in the version that is in force. */
  readonly fingerprint: string;
}

export interface Winner {
  readonly playbook: string;
  readonly kind: TrialKind;
  readonly part: string;
  readonly fingerprint: string;
  readonly variant: Variant;
}

export interface Wording {
  readonly playbook: string;
  readonly kind: TrialKind;
  readonly part: string;
  readonly share: number;
  readonly texts: Readonly<Record<string, Words>>;
}

export interface VariantHost {
  /** Parts with an alternative in what runs now. */
  list(tx: Tx, ctx: Context): Promise<readonly VariantPart[]>;
  /** The version that was made; null when the part is no longer the one that was tried. */
  promote(tx: Tx, ctx: Context, winner: Winner): Promise<number | null>;
  /** Parts of what runs now that can be said in another way. */
  open(tx: Tx, ctx: Context): Promise<readonly OpenPart[]>;
  /** Puts the second wording into what runs; null when it has no such part. */
  write(tx: Tx, ctx: Context, wording: Wording): Promise<TrialPart | null>;
}

export const variantHost = slot<VariantHost>('experiments.variantHost');

/** Tells one wording of a part from another: a changed part is another experiment. */
export function fingerprintOf(part: unknown): string {
  return createHash('sha256').update(canonicalJson(part)).digest('hex').slice(0, 32);
}
