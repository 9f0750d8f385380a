/** Calls on the phone of the sandbox, and taking them in the customer's place. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { CallState } from './contract.ts';
import { CallCause } from './contract-causes.ts';

const base = '/api/w/:workspace/sandbox';
const Id = z.string().max(60);

/** What a key did is told by what is said next; only what would surprise is noted. */
export const NOTED = [
  'answered',
  'invalid',
  'silent',
  'gaveUp',
  'ignored',
  'optedOut',
  'transferred',
  'notTransferred',
] as const;

export const SandboxLine = z.discriminatedUnion('who', [
  z.object({ who: z.literal('us'), at: z.string(), text: z.string() }),
  /** A key, or after the tone what she said. */
  z.object({ who: z.literal('her'), at: z.string(), keys: z.string().nullable(), said: z.string().nullable() }),
  z.object({
    who: z.literal('note'),
    at: z.string(),
    what: z.enum([...NOTED, 'left']),
  }),
]);
export type SandboxLine = z.infer<typeof SandboxLine>;

/** What the call waits for. `heard`: that what is being said has been said. */
export const Waits = z.enum(['answer', 'heard', 'keys', 'speech', 'colleague', 'goodbye', 'nothing']);
export type Waits = z.infer<typeof Waits>;

export const SandboxCall = z.object({
  callId: z.string(),
  messageId: z.string().nullable(),
  state: CallState,
  cause: CallCause.nullable(),
  result: z.string().nullable(),
  attempt: z.number().int(),
  /** The language it is said in. */
  locale: z.enum(['zh', 'en']),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** When it stops ringing by itself. */
  until: z.string().nullable(),
  /** Of the next act: who acts on an older state changes nothing. */
  at: z.number().int(),
  waits: Waits,
  /** Keys are heard while it is being said. */
  bargeIn: z.boolean(),
  /** What is asked for. */
  keys: z.string().nullable(),
  /** Pressed so far of an answer of several keys. */
  digits: z.string(),
  /** How long it waits for a key. Milliseconds. */
  waitMs: z.number().nullable(),
  /** Whose phone rings when she is put through. */
  target: z.string().nullable(),
  lines: z.array(SandboxLine),
});
export type SandboxCall = z.infer<typeof SandboxCall>;

export const listSandboxCalls = endpoint({
  name: 'listSandboxCalls',
  method: 'GET',
  path: `${base}/people/:customer/calls`,
  summary: { zh: '沙盒：打给客户的电话', en: "Sandbox: the calls on a customer's phone" },
  access: 'messages:read',
  params: z.object({ workspace: z.string(), customer: Id }),
  response: z.object({
    /** Those that go on, then those that are over; latest first. What was said is told of the first. */
    items: z.array(SandboxCall),
    /** False: a channel is set up since, so nobody answers here in her place. */
    playable: z.boolean(),
  }),
  errors: ['not_found'],
});

/** How a call ends that she does not take. */
export const NotTaken = CallCause.extract([
  'no_answer',
  'rejected',
  'busy',
  'unreachable',
  'invalid_number',
  'network',
]);

export const SandboxAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer') }),
  z.strictObject({ do: z.literal('refuse'), cause: NotTaken }),
  /** What was being said has been said. */
  z.strictObject({ do: z.literal('heard') }),
  z.strictObject({ do: z.literal('key'), key: z.string().regex(/^[0-9*#]$/) }),
  /** No key comes, or no further one. */
  z.strictObject({ do: z.literal('silence') }),
  /** After the tone; empty: she says nothing. */
  z.strictObject({ do: z.literal('speak'), text: z.string().trim().max(1000) }),
  /** Whether the colleague takes it. */
  z.strictObject({ do: z.literal('join'), ok: z.boolean() }),
  z.strictObject({ do: z.literal('hangUp') }),
]);
export type SandboxAct = z.infer<typeof SandboxAct>;

export const actInSandboxCall = endpoint({
  name: 'actInSandboxCall',
  method: 'POST',
  path: `${base}/calls/:call/act`,
  summary: {
    zh: '沙盒：以客户身份接电话、按键、挂断',
    en: 'Sandbox: take a call as the customer, press keys, hang up',
  },
  access: 'messages:write',
  params: z.object({ workspace: z.string(), call: Id }),
  body: z.strictObject({ at: z.number().int().min(0), act: SandboxAct }),
  response: SandboxCall,
  errors: ['not_found', 'message_not_sandbox'],
});
