/** Experiments of wordings: registered and started, stopped, the winner taken over. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { Problem } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import { audit } from '../access/index.ts';
import type { EndReason, Trial, TrialKind, TrialPart, TrialPlan } from './contract-trials.ts';
import { NOTHING, TRIAL_RULES, winnerOf } from './decide-trial.ts';
import { type VariantPart, variantHost } from './host.ts';
import { describeTrial } from './trial-view.ts';
import * as store from './store-trials.ts';

export function listTrials(ctx: Context): Promise<{ items: Trial[]; ready: TrialPart[] }> {
  return ctx.tx(async (tx) => {
    const rows = await store.listTrials(tx, ctx.workspace.id);
    const items: Trial[] = [];
    for (const row of rows) items.push(await describeTrial(tx, ctx, row));
    const running = new Set(rows.filter(({ state }) => state === 'running').map(partKey));
    const ready = (await partsOf(tx, ctx)).filter((part) => !running.has(partKey(part)));
    return { items, ready: ready.map(({ fingerprint: _, ...part }) => part) };
  });
}

export function getTrial(ctx: Context, id: string): Promise<Trial> {
  return ctx.tx(async (tx) => describeTrial(tx, ctx, await requireTrial(tx, ctx, id)));
}

const partKey = (of: { playbook: string; kind: TrialKind; part: string }): string =>
  `${of.playbook}/${of.kind}/${of.part}`;

async function partsOf(tx: Tx, ctx: Context): Promise<VariantPart[]> {
  const parts: VariantPart[] = [];
  for (const host of ctx.runtime.slot(variantHost)) parts.push(...(await host.list(tx, ctx)));
  return parts;
}

async function requireTrial(tx: Tx, ctx: Context, id: string, lock = false): Promise<store.TrialRow> {
  const row = await store.findTrial(tx, ctx.workspace.id, id, lock);
  if (!row) throw new Problem('not_found', { what: ctx.locale === 'zh' ? '实验' : 'experiment' });
  return row;
}

export interface Start {
  readonly playbook: string;
  readonly kind: TrialKind;
  readonly part: string;
  readonly plan: TrialPlan;
}

export function startTrial(ctx: Context, input: Start): Promise<Trial> {
  return ctx.tx(async (tx) => {
    const part = (await partsOf(tx, ctx)).find((each) => partKey(each) === partKey(input));
    if (!part) throw new Problem('experiment_no_variant', { part: input.part });
    if (input.kind === 'script' && input.plan.outcome.kind === 'read')
      throw new Problem('experiment_outcome_unfit', { part: input.part });
    const running = await store.runningTrials(tx, ctx.workspace.id, true);
    if (running.some((trial) => partKey(trial) === partKey(input)))
      throw new Problem('experiment_running', { part: input.part });
    const { fingerprint, ...registeredPart } = part;
    const id = newId('exp');
    await store.insertTrial(tx, ctx.workspace.id, {
      experiment_id: id,
      playbook: input.playbook,
      number: (await store.lastNumber(tx, ctx.workspace.id, input.playbook)) + 1,
      kind: input.kind,
      part: input.part,
      fingerprint,
      registered: { plan: input.plan, part: registeredPart, rules: TRIAL_RULES },
      progress: NOTHING,
      started_at: ctx.now,
      started_by: ctx.actor.name,
    });
    await note(tx, ctx, 'started', await requireTrial(tx, ctx, id));
    return describeTrial(tx, ctx, await requireTrial(tx, ctx, id));
  });
}

export function stopTrial(ctx: Context, id: string): Promise<Trial> {
  return ctx.tx(async (tx) => {
    const trial = await requireTrial(tx, ctx, id, true);
    if (trial.state !== 'running') throw new Problem('experiment_ended', {});
    await end(tx, ctx, trial, 'stopped');
    return describeTrial(tx, ctx, await requireTrial(tx, ctx, id));
  });
}

async function end(tx: Tx, ctx: Context, trial: store.TrialRow, reason: EndReason): Promise<void> {
  await store.endTrial(tx, ctx.workspace.id, trial.experiment_id, { reason, at: ctx.now });
  if (reason !== 'promoted') await note(tx, ctx, 'stopped', trial, { reason });
}

export function promoteTrial(ctx: Context, id: string): Promise<Trial> {
  return ctx.tx(async (tx) => {
    const trial = await requireTrial(tx, ctx, id, true);
    if (trial.promoted) throw new Problem('experiment_promoted', { version: trial.promoted_version ?? 0 });
    const variant = winnerOf(trial.verdict);
    const { ratio } = await describeTrial(tx, ctx, trial);
    if (!variant || (ratio.verdict === 'invalid' && variant === 'b')) throw new Problem('experiment_not_proven', {});
    // First ended, so that the new version does not count as a change of what is being tried.
    await end(tx, ctx, trial, 'promoted');
    const { playbook, kind, part, fingerprint } = trial;
    let version: number | null = null;
    for (const host of ctx.runtime.slot(variantHost))
      version ??= await host.promote(tx, ctx, { playbook, kind, part, fingerprint, variant });
    if (version === null) throw new Problem('experiment_part_changed', { part });
    await store.savePromoted(tx, ctx.workspace.id, id, { variant, version });
    await note(tx, ctx, 'promoted', trial, { variant, version });
    return describeTrial(tx, ctx, await requireTrial(tx, ctx, id));
  });
}

/** For the room that publishes: what is tried and is no longer in force as it was cannot go on. */
export async function endChanged(
  tx: Tx,
  ctx: Context,
  playbook: string,
  inForce: readonly { readonly kind: TrialKind; readonly part: string; readonly fingerprint: string }[],
): Promise<void> {
  for (const trial of await store.runningTrials(tx, ctx.workspace.id, true)) {
    if (trial.playbook !== playbook) continue;
    const same = inForce.some(
      ({ kind, part, fingerprint }) => kind === trial.kind && part === trial.part && fingerprint === trial.fingerprint,
    );
    if (!same) await end(tx, ctx, trial, 'changed');
  }
}

async function note(
  tx: Tx,
  ctx: Context,
  what: 'started' | 'stopped' | 'promoted',
  { experiment_id: id, playbook, part, number }: store.TrialRow,
  more: Record<string, unknown> = {},
): Promise<void> {
  const detail = { playbook, part, number, ...more };
  await audit(tx, ctx, { action: `experiments.${what}`, entity: 'experiment', entityId: id, detail });
}
