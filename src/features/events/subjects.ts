import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { slot } from '../../kit/slots/slot.ts';
import type { Subject } from './check.ts';

/** Filled by the feature that keeps customers. */
export interface SubjectResolver {
  /**
   * The customer id of each reference, in the order given. An unknown external id makes a new customer; an unknown phone or e-mail
   * gives null.
   */
  resolve(tx: Tx, ctx: Context, subjects: readonly Subject[]): Promise<readonly (string | null)[]>;
}
export const subjectResolver = slot<SubjectResolver>('events.subjectResolver');
