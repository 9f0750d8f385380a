/** A customer as the simulation sees her: what she does unasked, and what contact could change. */
import type { Chance } from '../demo/chance.ts';
import type { NewEvent } from '../../features/events/index.ts';
import type { NewOrder } from '../../features/customers/index.ts';
import type { Nature } from './nature.ts';
import type { Experience } from './trouble.ts';

/** Something she does whether anybody contacts her or not. Instants are milliseconds. */
export interface Deed {
  readonly at: number;
  readonly order?: NewOrder;
  readonly event?: NewEvent;
}

export interface Purchase {
  readonly at: number;
  /** As it stands on her receipt. */
  readonly bought: string;
  readonly experience: Experience;
}

export interface Life {
  readonly externalId: string;
  readonly customerId: string;
  readonly nature: Nature;
  /** In order of time, from before the simulated days to their end: those that she makes unasked. */
  readonly purchases: Purchase[];
  readonly deeds: readonly Deed[];
  /** Chance that she buys within so many days after an instant, contacted by nobody, given how long she has been silent. */
  unasked(at: number, days: number): number;
  /** The visit she makes because she was reached. */
  comesBack(die: Chance, at: number): { readonly deeds: readonly Deed[]; readonly purchase: Purchase };
}

/** Does she buy within [from, to) unasked? Known in advance: contact changes only those who would not. */
export function buysWithin({ purchases }: Pick<Life, 'purchases'>, from: number, to: number): boolean {
  return purchases.some(({ at }) => at >= from && at < to);
}

export function lastPurchase({ purchases }: Pick<Life, 'purchases'>, at: number): Purchase | null {
  return purchases.findLast((purchase) => purchase.at <= at) ?? null;
}
