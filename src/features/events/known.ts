import type { Words } from '../../engine/words.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';
import { ORDER_TYPES } from './contract.ts';

/** What the rooms themselves record, by type: filled by each room that calls `record`. */
export const knownTypes = slot<Readonly<Record<string, Words>>>('events.knownTypes');

/** Types every workspace knows, whether or not one of them has happened yet. Without a prototype: an event may be called `constructor`. */
export function knownTypesOf(runtime: Runtime): Readonly<Record<string, Words>> {
  return Object.assign(Object.create(null), ORDER_TYPES, ...runtime.slot(knownTypes)) as Readonly<
    Record<string, Words>
  >;
}
