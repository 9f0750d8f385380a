/** A form as JSON. Browser-safe; part of the contract. What the fields mean: src/engine/forms/form.ts. */
import { z } from 'zod';
import { type Form, INTENT_ROLES } from '../../engine/forms/form.ts';

const Words = z.strictObject({ zh: z.string().min(1).max(500), en: z.string().min(1).max(500) });
const Json = z.record(z.string(), z.unknown());
export const FormKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/, 'a-z, 0-9 and -, 2 to 60 characters');
const Id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a-z, 0-9 and _, beginning with a letter, at most 40 characters');

const asked = {
  id: Id,
  title: Words,
  help: Words.exactOptional(),
  required: z.boolean().exactOptional(),
  when: Json.exactOptional(),
  metric: z.string().min(1).max(40).exactOptional(),
  role: z.enum(INTENT_ROLES).exactOptional(),
};
const Option = z.strictObject({ value: z.string().min(1).max(60), label: Words });
const Options = z.array(Option).min(1).max(50);

export const Question = z.discriminatedUnion('kind', [
  z.strictObject({
    ...asked,
    kind: z.literal('stars'),
    most: z.number().int().min(3).max(10).exactOptional(),
    rows: z
      .array(z.strictObject({ id: Id, label: Words }))
      .min(1)
      .max(12)
      .exactOptional(),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('nps'),
    why: z.strictObject({ promoter: Words, passive: Words, detractor: Words }).exactOptional(),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('scale'),
    from: z.number().int().min(0).max(1),
    to: z.number().int().min(2).max(10),
    low: Words.exactOptional(),
    high: Words.exactOptional(),
  }),
  z.strictObject({ ...asked, kind: z.literal('single'), options: Options }),
  z.strictObject({
    ...asked,
    kind: z.literal('multiple'),
    options: Options,
    least: z.number().int().min(0).max(50).exactOptional(),
    most: z.number().int().min(1).max(50).exactOptional(),
  }),
  z.strictObject({
    ...asked,
    kind: z.literal('text'),
    most: z.number().int().min(1).max(5000).exactOptional(),
    lines: z.number().int().min(1).max(20).exactOptional(),
  }),
]);

export const FormDefinition: z.ZodType<Form> = z.strictObject({
  key: FormKey,
  title: Words,
  intro: Words.exactOptional(),
  thanks: Words.exactOptional(),
  questions: z.array(Question).min(1).max(100),
  dialogue: z.enum(['first', 'all']).exactOptional(),
  signals: z
    .array(z.strictObject({ key: Id, name: Words, when: Json }))
    .max(20)
    .exactOptional(),
});
export type FormDefinition = Form;
