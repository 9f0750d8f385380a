/** A script as JSON: the words an agent says, step by step, following the answers of the form beside it. Browser-safe. */
import { z } from 'zod';

/** Characters a text of a step may have. */
export const SAID_MOST = 1000;
const Words = z.strictObject({ zh: z.string().min(1).max(SAID_MOST), en: z.string().min(1).max(SAID_MOST) });
const Json = z.record(z.string(), z.unknown());
const Id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'a-z, 0-9, _ and -, at most 40 characters');
export const ScriptKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/, 'a-z, 0-9 and -, 2 to 60 characters');

export const ScriptStep = z.strictObject({
  id: Id,
  title: Words,
  /** What is said; `{{customer.name|您}}` takes variables with a fallback, as messages do. */
  say: Words,
  /** The question of the task's form that is answered here. */
  question: z.string().min(1).max(40).exactOptional(),
  /** A task does not close while the question is open without a reason. */
  must: z.boolean().exactOptional(),
  /** Said only when this holds: the condition language over `answer.<question>` of the form. */
  when: Json.exactOptional(),
  /** Why this step is here, for the agent, when `when` holds: 因为疼痛 4–6 分. */
  because: Words.exactOptional(),
  /** Advice that stands beside, not said. */
  hint: Words.exactOptional(),
});

export const ScriptDefinition = z.strictObject({
  key: ScriptKey,
  /** As people call it: SH-204. */
  number: z.string().min(1).max(20),
  name: Words,
  steps: z.array(ScriptStep).min(1).max(60),
  /** Other steps, tried against those in force while an experiment runs; one at most: the exact test compares two. */
  variants: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a-z, 0-9 and -, at most 40 characters'),
        share: z.number().min(0.1).max(0.9),
        steps: z.array(ScriptStep).min(1).max(60),
      }),
    )
    .min(1)
    .max(1)
    .exactOptional(),
});
export type ScriptDefinition = z.infer<typeof ScriptDefinition>;
