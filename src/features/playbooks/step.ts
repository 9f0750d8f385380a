import type { z } from 'zod';
import type { Words } from '../../engine/words.ts';
import { slot } from '../../kit/slots/slot.ts';

/** A kind of step an enrolled customer goes through (send, wait, task …). Downstream rooms fill it. */
export interface StepKind {
  readonly kind: string;
  readonly words: Words;
  readonly params: z.ZodType;
}

export const stepKind = slot<StepKind>('playbooks.step');
