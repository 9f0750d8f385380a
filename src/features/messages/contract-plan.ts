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
});
export type PlanStep = z.infer<typeof PlanStep>;

export const Plan = z
  .array(PlanStep)
  .min(1)
  .max(5)
  .refine((steps) => new Set(steps.map((step) => step.channel)).size === steps.length, 'each channel once');
export type Plan = z.infer<typeof Plan>;

export const SendParams = z.strictObject({
  message: MessageKey,
  plan: Plan,
  /** The channel on which she last wrote to us comes first. */
  preferred: z.boolean().exactOptional(),
});
export type SendParams = z.infer<typeof SendParams>;

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export function pauseMs({ n, unit }: z.infer<typeof Pause>): number {
  return n * MS[unit];
}
