/** A flow as JSON. Browser-safe; part of the contract. The shapes and what they mean: src/engine/flow/tree.ts. */
import { z } from 'zod';
import type { FlowNode, FlowTree } from '../../engine/flow/tree.ts';

const Words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const Json = z.record(z.string(), z.unknown());
const Rules = z.array(Json).max(10);
const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'a-z, 0-9, _ and -, at most 40 characters');
const EventType = z.string().min(1).max(64);

export const Wait = z.strictObject({
  n: z.number().int().min(1).max(3650),
  unit: z.enum(['minute', 'hour', 'day']),
  working: z.boolean().exactOptional(),
});

const named = { id: Id, name: Words.exactOptional() };

/** Nodes of one sequence. */
export const MOST_NODES = 100;

export const Node: z.ZodType<FlowNode> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...named,
      kind: z.literal('action'),
      action: z.string().min(1).max(40),
      params: Json,
      timeout: Timeout.exactOptional(),
    }),
    z.strictObject({
      ...named,
      kind: z.literal('wait'),
      event: EventType,
      where: Rules.exactOptional(),
      own: z.boolean().exactOptional(),
      timeout: Timeout.exactOptional(),
    }),
    z.strictObject({
      ...named,
      kind: z.literal('delay'),
      for: Wait.exactOptional(),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
        .exactOptional(),
    }),
    z.strictObject({
      ...named,
      kind: z.literal('branch'),
      cases: z
        .array(
          z.strictObject({
            key: Id,
            name: Words.exactOptional(),
            of: Id.exactOptional(),
            where: Rules.exactOptional(),
            when: Json.exactOptional(),
            do: Sequence,
          }),
        )
        .min(1)
        .max(20),
      otherwise: Sequence,
    }),
    z.strictObject({
      ...named,
      kind: z.literal('parallel'),
      join: z.union([z.enum(['all', 'any']), z.number().int().min(1).max(10)]),
      lanes: z
        .array(z.strictObject({ key: Id, name: Words.exactOptional(), do: Sequence }))
        .min(1)
        .max(10),
    }),
    z.strictObject({ ...named, kind: z.literal('end'), result: Id.exactOptional() }),
  ]),
);

const Sequence = z.array(Node).max(MOST_NODES);
const Timeout = z.strictObject({ after: Wait, do: Sequence });

export const FlowDefinition: z.ZodType<FlowTree> = z.strictObject({
  nodes: Sequence,
  exits: z
    .array(z.strictObject({ event: EventType, where: Rules.exactOptional(), result: Id.exactOptional() }))
    .max(10)
    .exactOptional(),
});
export type FlowDefinition = FlowTree;
