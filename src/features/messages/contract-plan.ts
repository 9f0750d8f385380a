/** Params of the flow action `send`: which message, on which channels in which order. Browser-safe. */
import { z } from 'zod';
import { ChannelKind, MessageKey } from './contract-definition.ts';

export const Pause = z.strictObject({ n: z.number().int().min(1).max(3650), unit: z.enum(['minute', 'hour', 'day']) });

export const PlanStep = z.strictObject({
  channel: ChannelKind,
  /** How long to wait for `until` before the next channel is tried. Without it only a failure or a refusal leads to the next. */
  wait: Pause.exactOptional(),
  /** What makes the next channel unnecessary; `delivered` unless said otherwise. */
  until: z.enum(['delivered', 'read', 'responded']).exactOptional(),
  /** Nobody knows whether it went out: the next channel is tried at once, or only what `wait` says. */
  onUnknown: z.enum(['wait', 'next']).exactOptional(),
  /** Tried at the same time as the step before it. What comes next waits for them all, by the `wait` and `until` of the last of them. */
  together: z.literal(true).exactOptional(),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const Plan = z
  .array(PlanStep)
  .min(1)
  .max(5)
  .refine((steps) => new Set(steps.map((step) => step.channel)).size === steps.length, 'each channel once')
  .refine((steps) => !steps[0]?.together, 'the first step has none before it to go together with')
  .refine(
    (steps) => steps.every((step, at) => !steps[at + 1]?.together || !(step.wait ?? step.until ?? step.onUnknown)),
    'of steps tried together the last says how long to wait, and for what',
  );
export type Plan = z.infer<typeof Plan>;

export const SendParams = z.strictObject({
  message: MessageKey,
  plan: Plan,
  /** The channel that suits her best comes first: the one she asked for, else the one on which she answers. */
  preferred: z.boolean().exactOptional(),
});
export type SendParams = z.infer<typeof SendParams>;

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export function pauseMs({ n, unit }: z.infer<typeof Pause>): number {
  return n * MS[unit];
}

/** The steps that are tried together with this one: the places of the first and the last. */
export function togetherWith(plan: Plan, step: number): { readonly first: number; readonly last: number } {
  let first = step;
  let last = step;
  while (plan[first]?.together) first -= 1;
  while (plan[last + 1]?.together) last += 1;
  return { first, last };
}
