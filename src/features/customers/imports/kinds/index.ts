import type { ImportKind } from '../../contract-imports.ts';
import { contracts } from './contracts.ts';
import { customers } from './customers.ts';
import { events } from './events.ts';
import type { ImportKindOf } from './kind.ts';
import { orders } from './orders.ts';

const kinds = { orders, customers, contracts, events };

/** What is read by a kind is written by the same kind, so the item's type stays inside it. */
export function kindOf(kind: ImportKind): ImportKindOf<unknown> {
  return kinds[kind] as ImportKindOf<unknown>;
}
