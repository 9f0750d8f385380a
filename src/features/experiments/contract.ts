import { z } from 'zod';

export const Arm = z.enum(['treatment', 'control']);
export type Arm = z.infer<typeof Arm>;

/** A period of a playbook with fixed arms and definitions, counted from 1. */
export const Epoch = z.object({
  subject: z.string(),
  epoch: z.number().int(),
  salt: z.string(),
  holdout: z.number(),
  /** What was fixed before the start: target, window, mode, definitions. */
  registered: z.record(z.string(), z.unknown()),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
});
export type Epoch = z.infer<typeof Epoch>;

export interface EnrolledPayload {
  readonly subject: string;
  readonly epoch: number;
  readonly enteredAt: string;
  readonly treatment: number;
  readonly control: number;
}
