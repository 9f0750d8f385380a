/** Call flows of a playbook as JSON: what follows the words of a message on the telephone, step by step. Browser-safe. */
import { z } from 'zod';
import type { CallStep as Step } from '../../engine/callflow/index.ts';

const Words = z.strictObject({ zh: z.string().max(600), en: z.string().max(600) });
const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'a-z, 0-9, _ and -, at most 40 characters');
const Value = z.union([z.string().max(200), z.number()]);
const seconds = (from: number, to: number) => z.number().int().min(from).max(to).exactOptional();

const placed = { id: Id, next: Id.exactOptional() };
/** `recorded`: a recording of the workspace that is played instead of a voice. */
const spoken = { words: Words.exactOptional(), recorded: z.string().max(60).exactOptional() };

export const CallStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), ...placed, ...spoken, bargeIn: z.boolean().exactOptional() }),
  z.strictObject({
    kind: z.literal('ask'),
    ...placed,
    ...spoken,
    question: z.string().min(1).max(60),
    row: z.string().max(60).exactOptional(),
    keys: z.record(z.string().max(3), Value).exactOptional(),
    bargeIn: z.boolean().exactOptional(),
    repeats: z.number().int().min(0).max(9).exactOptional(),
    seconds: seconds(1, 60),
    to: z.record(z.string().max(4), Id).exactOptional(),
    nothing: Id.exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('record'),
    ...placed,
    ...spoken,
    question: z.string().min(1).max(60),
    seconds: seconds(5, 300),
  }),
  z.strictObject({
    kind: z.literal('transfer'),
    ...placed,
    ...spoken,
    target: z
      .string()
      .regex(/^[\w+-]{1,40}$/)
      .exactOptional(),
    seconds: seconds(5, 60),
  }),
  z.strictObject({ kind: z.literal('end'), ...placed, ...spoken }),
]);
export type CallStep = z.infer<typeof CallStep>;

export const CallDefinition = z.strictObject({
  /** The message it is for, by its key. Its words for telephones are said first, its form is what can be asked. */
  message: z.string().min(1).max(60),
  steps: z.array(CallStep).min(1).max(60),
});
export type CallDefinition = z.infer<typeof CallDefinition>;

/** What the engine walks is what is written here. */
export const asSteps = (steps: readonly CallStep[]): readonly Step[] => steps;
