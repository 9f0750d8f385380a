/** What was said in a conversation, and what people did with it. Browser-safe. */
import { z } from 'zod';
import { DeliveryState } from '../messages/contract-states.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

export const EntryAction = z.enum(['assigned', 'unassigned', 'closed', 'reopened', 'linked', 'claimed']);
export type EntryAction = z.infer<typeof EntryAction>;

export const Line = z.object({
  /** Of the inbound message, the attempt (of a flow), the message (of a person) or the entry. */
  id: z.string(),
  /** `in`: she wrote; `out`: we did; `entry`: somebody did something with the conversation. */
  kind: z.enum(['in', 'out', 'entry']),
  at: z.string(),
  subject: z.string().nullable(),
  text: z.string().nullable(),
  /** Who wrote it or did it; null: a flow, or the customer. */
  by: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  /** Written by a flow: of which playbook. */
  playbook: z.object({ key: z.string(), name: Words.nullable() }).nullable(),
  messageId: z.string().nullable(),
  state: DeliveryState.nullable(),
  /** Why it was not sent, or did not arrive. */
  reason: z.string().nullable(),
  /** `digit`: a bare number; `optOut`: she wants no more of this channel. */
  said: z.enum(['reply', 'digit', 'optOut']).nullable(),
  /** What came with it: a picture, a voice. Where it is kept its channel knows. */
  media: z.array(z.object({ kind: z.enum(['image', 'voice', 'video', 'file']), name: z.string().nullable() })),
  /** Nothing left the house. */
  sandbox: z.boolean(),
  action: EntryAction.nullable(),
  detail: z.record(z.string(), z.string().nullable()).nullable(),
});
export type Line = z.infer<typeof Line>;
