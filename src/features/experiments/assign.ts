/** Gives customers their wording, sticky: by a hash of who she is, written down once. */
import { createHash } from 'node:crypto';
import { u } from '../../engine/assignment/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { TrialKind } from './contract-trials.ts';
import { pairUp, type Variant } from './decide-trial.ts';
import { findTrial, runningTrials, saveLast, type TrialRow } from './store-trials.ts';
import * as units from './store-units.ts';

const DAY_MS = 86_400_000;
const sha256 = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest();

export interface ToWord {
  readonly playbook: string;
  readonly part: string;
  /** Of the part in the version she walks through: another content is not part of the experiment. */
  readonly fingerprint: string;
  readonly customerId: string;
}

/** Of the parts that are tried just now. Who is in no experiment is left out and gets the words in force. */
export async function assignVariants(
  tx: Tx,
  ctx: Context,
  kind: TrialKind,
  entries: readonly ToWord[],
): Promise<(entry: ToWord) => Variant | null> {
  const given = new Map<string, ReadonlyMap<string, Variant>>();
  if (entries.length > 0) {
    for (const trial of await runningTrials(tx, ctx.workspace.id)) {
      const ours = entries.filter((entry) => isOf(trial, kind, entry)).map(({ customerId }) => customerId);
      if (ours.length > 0) given.set(keyOf(trial), await assign(tx, ctx, trial, [...new Set(ours)]));
    }
  }
  return (entry) => given.get(keyOf({ ...entry, kind }))?.get(entry.customerId) ?? null;
}

const isOf = (trial: TrialRow, kind: TrialKind, entry: ToWord): boolean =>
  trial.kind === kind &&
  trial.playbook === entry.playbook &&
  trial.part === entry.part &&
  trial.fingerprint === entry.fingerprint;

const keyOf = (of: { playbook: string; kind: TrialKind; part: string; fingerprint: string }): string =>
  `${of.playbook}/${of.kind}/${of.part}/${of.fingerprint}`;

export function trialSalt(playbook: string, part: string, number: number): string {
  return `${playbook}:${part}:${number}`;
}

/** Chance that is the same for a salt and a unit wherever it is asked for, in [0, 1). */
export const drawOf = (salt: string, unit: string): number => u(salt, unit, sha256);

/** The alternative iff u < share, as the control arm is drawn. */
export function variantOf(salt: string, unit: string, share: number): { u: number; variant: Variant } {
  const drawn = drawOf(salt, unit);
  return { u: drawn, variant: drawn < share ? 'b' : 'a' };
}

async function assign(
  tx: Tx,
  ctx: Context,
  { experiment_id: id }: TrialRow,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Variant>> {
  const workspace = ctx.workspace.id;
  const known = await units.findUnits(tx, workspace, id, customers);
  if (customers.every((customer) => known.has(customer))) return known;
  // From here on one transaction at a time: the order of arrival is what the pairs are made of.
  const trial = await findTrial(tx, workspace, id, true);
  if (trial?.state !== 'running') return new Map();
  const there = await units.findUnits(tx, workspace, id, customers);
  const salt = trialSalt(trial.playbook, trial.part, trial.number);
  const fresh = await units.unitsOf(
    tx,
    workspace,
    customers.filter((customer) => !there.has(customer)),
  );
  const drawn = new Map(
    fresh.map(({ customer_id, unit }) => [
      customer_id,
      { unit, ...variantOf(salt, unit, trial.registered.part.share) },
    ]),
  );
  const arrivals = [...drawn].map(([customerId, { variant }]) => ({ customerId, variant }));
  const waiting = await units.findAlone(tx, workspace, id, arrivals.length);
  const paired = pairUp(arrivals, waiting, { seq: trial.last_seq, block: trial.last_block });
  const { plan, rules } = trial.registered;
  const after = (days: number): Date => new Date(ctx.now.getTime() + days * DAY_MS);
  await units.insertUnits(
    tx,
    workspace,
    id,
    paired.fresh.map(({ customerId, variant, seq, block }) => {
      const draw = drawn.get(customerId);
      return { customerId, unit: draw?.unit ?? '', u: draw?.u ?? 0, variant, seq, block };
    }),
    { now: ctx.now, guardDue: after(Math.min(rules.guardDays, plan.windowDays)), due: after(plan.windowDays) },
  );
  await units.saveBlocks(tx, workspace, id, paired.partners);
  await saveLast(tx, workspace, id, { seq: trial.last_seq + arrivals.length, block: paired.lastBlock });
  return new Map([...there, ...arrivals.map(({ customerId, variant }) => [customerId, variant] as const)]);
}
