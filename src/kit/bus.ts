/**
 * Downstream features are reached by events, never by import. Publishing writes one job per subscriber in the caller's transaction:
 * the queue row is the outbox.
 */
import type { Words } from '../engine/words.ts';
import type { Context } from './context.ts';
import type { Tx } from './db/database.ts';
import { enqueue, type NewJob } from './jobs/enqueue.ts';

export interface BusEvent<P> {
  readonly name: string;
  readonly words: Words;
  readonly fits?: P;
}

export function busEvent<P>(name: string, words: Words): BusEvent<P> {
  return { name, words };
}

export interface Subscriber {
  readonly event: string;
  /** Feature and reaction, for example `rules.evaluate`. */
  readonly name: string;
  /** Runs in the publisher's transaction: what of it the subscriber needs, or null for nothing (no job is written). */
  readonly select: (tx: Tx, ctx: Context, payload: unknown) => Promise<unknown>;
  /** Runs as a job after the commit; must be safe to run twice. */
  readonly handle: (ctx: Context, selected: unknown) => Promise<void>;
}

export function on<P, S = P>(
  event: BusEvent<P>,
  name: string,
  reaction: {
    select?: (tx: Tx, ctx: Context, payload: P) => Promise<S | null>;
    handle: (ctx: Context, selected: S) => Promise<void>;
  },
): Subscriber {
  const { select, handle } = reaction;
  return {
    event: event.name,
    name,
    select: async (tx, ctx, payload) => (select ? select(tx, ctx, payload as P) : payload),
    handle: (ctx, selected) => handle(ctx, selected as S),
  };
}

export async function publish<P>(tx: Tx, ctx: Context, event: BusEvent<P>, payload: P): Promise<void> {
  const jobs: NewJob[] = [];
  for (const subscriber of ctx.runtime.subscribers.get(event.name) ?? []) {
    const selected = await subscriber.select(tx, ctx, payload);
    if (selected !== null && selected !== undefined) jobs.push({ task: subscriberTask(subscriber), payload: selected });
  }
  // One statement, however many listen.
  await enqueue(tx, ctx, jobs);
}

export function subscriberTask(subscriber: Subscriber): string {
  return `${subscriber.event}>${subscriber.name}`;
}
