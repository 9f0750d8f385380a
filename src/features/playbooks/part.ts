import type { z } from 'zod';
import type { Json } from '../../engine/flow/tree.ts';
import type { Words } from '../../engine/words.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import type { Runtime } from '../../kit/runtime.ts';
import { slot } from '../../kit/slots/slot.ts';

export interface PartFlaw {
  /** Below the part: `0.channels.email.text`. */
  readonly path: string;
  readonly words: Words;
}

export type Places = Readonly<Record<string, { readonly label: Words; readonly most: number }>>;

/** A part of the playbook document that a room downstream keeps: it says what is valid and takes it over when the playbook is switched on. */
export interface PlaybookPart<T = unknown> {
  /** Its name in the document: `messages`. */
  readonly key: 'messages' | 'calls';
  readonly schema: z.ZodType<T>;
  /** What is wrong with a well-formed part, given the whole document and the plug-ins there are. Pure. */
  check?(part: T, document: Json, runtime: Pick<Runtime, 'slot'>): readonly PartFlaw[];
  /** The texts an item of it has, by place, with the characters each may have: `email.subject`. */
  readonly places?: Places;
  /** Stores it under the playbook's key and version; the same again changes nothing. */
  publish(tx: Tx, ctx: Context, owner: { readonly playbook: string; readonly version: number }, part: T): Promise<void>;
}

export const playbookPart = slot<PlaybookPart>('playbooks.part');

export function definePart<T>(part: PlaybookPart<T>): PlaybookPart {
  return part as unknown as PlaybookPart;
}
