/** Sends what is due: written down as `sending` and committed, then the network, then the end written down. */
import { setTimeout as sleep } from 'node:timers/promises';
import { domainToASCII } from 'node:url';
import type { Context } from '../../../kit/context.ts';
import { analyzeOutdated } from '../../../kit/db/statistics.ts';
import { newId } from '../../../kit/ids.ts';
import { job, type JobRun } from '../../../kit/jobs/job.ts';
import type { ChannelTools, Outcome } from '../adapter.ts';
import { type Carrier, carriersOf, isSandbox } from '../accounts/carriers.ts';
import type { ChannelKind } from '../contract-definition.ts';
import { inFlight } from './in-flight.ts';
import { DELIVER, type Ended } from './outcomes.ts';
import { settle } from './settle.ts';
import { renewLease } from './store-pace.ts';
import { prepare, type Ready } from './prepare.ts';
import { toolsFor } from './tools.ts';
import { dueChannels } from './store-attempts.ts';

/** An attempt that takes longer is broken off. */
const ATTEMPT_MS = 25_000;
/** After so long without a sign of life the sender is dead. */
const LEASE_MS = 45_000;

export const deliverJob = job<unknown>(DELIVER, (ctx, _payload, run) => deliver(ctx, run));

/** Until nothing is due any more. Any number of processes may do this at once. */
export async function deliver(ctx: Context, run: Pick<JobRun, 'signal'>): Promise<void> {
  // Another job may have sent everything meanwhile: under load that is the rule, so it costs one look.
  const { due, carriers } = await ctx.tx(async (tx) => {
    const channels = await dueChannels(tx, ctx.workspace.id, ctx.now);
    return {
      due: channels,
      carriers: channels.length > 0 ? await carriersOf(tx, ctx) : new Map<ChannelKind, Carrier>(),
    };
  });
  if (due.length === 0) return;
  await analyzeOutdated(ctx.runtime.db.owner, ['message', 'delivery', 'contact_gate']);
  const asked = [...carriers.values()].filter(({ channel }) => due.includes(channel));
  for (const group of groupsOf(asked))
    await Promise.all(Array.from({ length: LANES }, () => deliverLane(ctx, { carriers, group, run })));
}

/** While one batch is on the network another one is decided and a third is written down. */
const LANES = 3;

interface Group {
  readonly carriers: readonly Carrier[];
  readonly limit: number;
}

async function deliverLane(
  ctx: Context,
  lane: { carriers: ReadonlyMap<ChannelKind, Carrier>; group: Group; run: Pick<JobRun, 'signal'> },
): Promise<void> {
  // Made once: the address of callbacks is signed, and read from the disk.
  const tools = new Map(lane.group.carriers.map(({ channel }) => [channel, toolsFor(ctx, channel)]));
  while (!lane.run.signal.aborted) {
    // Leases are kept in real time: a workspace's own clock may stand still.
    const claim = { id: newId('claim'), lease: new Date(Date.now() + LEASE_MS) };
    const { claimed, ready, wait } = await ctx.tx((tx) => prepare(tx, ctx, lane.carriers, { ...lane.group, claim }));
    if (wait > 0) {
      await sleep(wait, undefined, { signal: lane.run.signal }).catch(() => undefined);
      continue;
    }
    if (claimed === 0) return;
    const alive = keepLease(ctx, claim.id);
    const ended = await Promise.all(ready.map((each) => attempt(ctx, each, tools))).finally(alive.stop);
    if (ended.length > 0) await ctx.tx((tx) => settle(tx, ctx, claim.id, ended));
  }
}

/** As long as this process lives, nobody takes its attempts for lost. */
function keepLease(ctx: Context, claim: string): { stop(): void } {
  const timer = setInterval(() => {
    const lease = new Date(Date.now() + LEASE_MS);
    ctx.tx((tx) => renewLease(tx, ctx.workspace.id, claim, lease)).catch(() => undefined);
  }, LEASE_MS / 3);
  return { stop: () => clearInterval(timer) };
}

/**
 * What the sandbox carries goes in large batches. What goes over the network is claimed as it can be sent: a process that dies leaves its whole batch
 * unknown. Where the channel can be asked afterwards that costs nothing but the asking, so batches are larger there.
 */
function groupsOf(carriers: readonly Carrier[]): Group[] {
  const inside = carriers.filter(isSandbox);
  const outside = carriers.filter((carrier) => !isSandbox(carrier));
  return [
    ...(inside.length > 0 ? [{ carriers: inside, limit: inside[0]?.adapter.atOnce ?? 1 }] : []),
    ...outside.map((carrier) => ({
      carriers: [carrier],
      limit: carrier.adapter.atOnce * (carrier.adapter.reconcile ? 4 : 1),
    })),
  ];
}

async function attempt(
  ctx: Context,
  { carrier, attempt: what }: Ready,
  lent: ReadonlyMap<ChannelKind, ChannelTools>,
): Promise<Ended> {
  const { adapter, settings } = carrier;
  const tools = lent.get(carrier.channel) ?? toolsFor(ctx, carrier.channel);
  const line = inFlight(`${ctx.workspace.id}/${carrier.channel}/${adapter.name}`, adapter.atOnce);
  const outcome = await line.run(() => withLimit(async (signal) => adapter.send(settings, { ...what, signal }, tools)));
  return {
    deliveryId: what.deliveryId,
    outcome: withoutAddress(outcome, what.to),
    receipts: adapter.receipts,
    askable: adapter.reconcile !== undefined,
  };
}

/** Servers repeat the address they refuse. Who may see it sees it beside the attempt; what they say is shown to everybody. */
export function withoutAddress(outcome: Outcome, to: string): Outcome {
  const { note } = outcome;
  if (note === undefined) return outcome;
  const [local = '', domain = ''] = to.split('@');
  const written = [to, `${local}@${domainToASCII(domain)}`, to.replace(/^\+86/, '')].filter((each) => each.length > 4);
  const pattern = written.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  return { ...outcome, note: note.replace(new RegExp(pattern, 'gi'), '…') };
}

/** An adapter that throws has a defect, and nobody knows how far it got. */
async function withLimit(send: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve({ kind: 'unknown', code: 'timeout', note: `no answer within ${ATTEMPT_MS / 1000} s` });
    }, ATTEMPT_MS);
  });
  try {
    return await Promise.race([send(stop.signal), late]);
  } catch (error) {
    return { kind: 'unknown', code: 'defect', note: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
