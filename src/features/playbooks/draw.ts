/** Draws customers into the arms of a playbook's epoch, both arms at once, and starts the flow of those in the treatment arm. */
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { type Arm, type Epoch, enrol } from '../experiments/index.ts';
import { startRuns } from '../flows/index.ts';
import { compileAudience } from '../segments/index.ts';
import { Registered } from './contract-definition.ts';
import * as store from './store.ts';

export interface Drawing {
  readonly epoch: Epoch;
  /** What drew them: a rule, or the flow that handed them over. */
  readonly by: { readonly id: string; readonly version: number };
  /** Rows (customer_id, period, because); the period keeps a flow from starting twice for the same occasion. */
  readonly fired: store.Rows;
}

export interface Drawn extends Record<Arm, number> {
  /** Flow runs started. */
  readonly runs: number;
}

export async function draw(tx: Tx, ctx: Context, { epoch, by, fired }: Drawing): Promise<Drawn> {
  const { strata } = Registered.parse(epoch.registered);
  const compiled = await Promise.all(
    strata.map(async ({ key, when }) => ({
      key,
      where: (await compileAudience(tx, ctx, { condition: when, consent: null })).where,
    })),
  );
  const arms = await enrol(tx, ctx, {
    epoch,
    ruleId: by.id,
    ruleVersion: by.version,
    candidates: store.withStratum(ctx.workspace.id, fired, compiled),
  });
  return { ...arms, runs: await startFlows(tx, ctx, epoch, fired) };
}

async function startFlows(tx: Tx, ctx: Context, { subject, epoch }: Epoch, fired: store.Rows): Promise<number> {
  const version = (await store.findPlaybook(tx, ctx.workspace.id, subject))?.liveVersion;
  if (!version) return 0;
  const live = await store.findVersion(tx, ctx.workspace.id, subject, version);
  if (!live?.flow) return 0;
  const entries = store.treatedOf(ctx.workspace.id, fired, { subject, epoch });
  return startRuns(tx, ctx, { flow: subject, version, epoch, entries });
}
