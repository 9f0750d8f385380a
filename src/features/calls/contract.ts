/** Calls as the console shows them. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { CallCause } from './contract-causes.ts';

const base = '/api/w/:workspace/calls';
const Id = z.string().max(60);
const Words = z.object({ zh: z.string(), en: z.string() });

/** `message`: a message that is told by telephone. `agent`: a person calls. */
export const CallKind = z.enum(['message', 'agent']);
export type CallKind = z.infer<typeof CallKind>;

export const CallState = z.enum(['queued', 'dialling', 'ringing', 'talking', 'ended']);
export type CallState = z.infer<typeof CallState>;

export const CallLine = z.object({
  callId: z.string(),
  kind: CallKind,
  customerId: z.string(),
  customer: z.string().nullable(),
  /** Masked unless the caller may see it. */
  number: z.string(),
  playbook: z.string().nullable(),
  agent: z.string().nullable(),
  taskId: z.string().nullable(),
  state: CallState,
  cause: CallCause.nullable(),
  /** How the call flow ended: completed, hung_up, opted_out, transferred. */
  result: z.string().nullable(),
  transferred: z.boolean(),
  attempt: z.number().int(),
  /** It rang on the phone of the sandbox only. */
  sandbox: z.boolean(),
  /** Of talking. */
  seconds: z.number().nullable(),
  recorded: z.boolean(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type CallLine = z.infer<typeof CallLine>;

export const CallEventLine = z.object({
  at: z.string(),
  /** `said`, `key`, or why the call went on (engine/callflow). */
  what: z.string(),
  node: z.string().nullable(),
  detail: z.string().nullable(),
});
export type CallEventLine = z.infer<typeof CallEventLine>;

export const RecordingLine = z.object({
  /** 0: the whole call; else a message that was left in it. */
  record: z.number().int(),
  seconds: z.number(),
  /** False: its time is over, the sound is gone. */
  kept: z.boolean(),
  expiresAt: z.string(),
  transcript: z.string().nullable(),
  transcriptState: z.enum(['none', 'waiting', 'done', 'failed']),
  /** Why it was not read, the last time. */
  transcriptNote: z.string().nullable(),
});
export type RecordingLine = z.infer<typeof RecordingLine>;

export const FlowStep = z.object({
  id: z.string(),
  kind: z.enum(['say', 'ask', 'branch', 'transfer', 'record', 'end']),
  words: Words.nullable(),
  keys: z.string().nullable(),
});
export type FlowStep = z.infer<typeof FlowStep>;

export const CallDetail = CallLine.extend({
  code: z.string().nullable(),
  note: z.string().nullable(),
  messageId: z.string().nullable(),
  dialledAt: z.string().nullable(),
  rangAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  events: z.array(CallEventLine),
  recordings: z.array(RecordingLine),
  /** What is said in it, in order. */
  flow: z.array(FlowStep),
  /** Whether the caller may listen. */
  mayListen: z.boolean(),
});
export type CallDetail = z.infer<typeof CallDetail>;

export const listCalls = endpoint({
  name: 'listCalls',
  method: 'GET',
  path: base,
  summary: { zh: '通话列表', en: 'Calls' },
  access: 'calls:read',
  params: z.object({ workspace: z.string() }),
  query: z.object({
    kind: CallKind.optional(),
    state: CallState.optional(),
    cause: CallCause.optional(),
    customer: Id.optional(),
    task: Id.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({
    items: z.array(CallLine),
    next: z.string().nullable(),
    counts: z.record(z.string(), z.number().int()),
    /** Whether calls can be made, and what is wrong where they cannot. */
    line: z.object({ state: z.enum(['none', 'open', 'trouble']), note: z.string().nullable() }),
  }),
});

export const getCall = endpoint({
  name: 'getCall',
  method: 'GET',
  path: `${base}/:call`,
  summary: { zh: '一通通话', en: 'One call' },
  access: 'calls:read',
  params: z.object({ workspace: z.string(), call: Id }),
  response: CallDetail,
});

export const makeCall = endpoint({
  name: 'makeCall',
  method: 'POST',
  path: base,
  summary: { zh: '打给客户：先响自己的话机，再拨客户', en: 'Call a customer: my phone rings first, then hers' },
  access: 'calls:make',
  params: z.object({ workspace: z.string() }),
  body: z.strictObject({ customer: Id, task: Id.nullish() }),
  response: CallLine,
  errors: ['call_no_phone', 'call_no_extension', 'call_no_line', 'call_opted_out'],
});

export const hangUpCall = endpoint({
  name: 'hangUpCall',
  method: 'POST',
  path: `${base}/:call/hang-up`,
  summary: { zh: '挂断', en: 'Hang up' },
  access: 'calls:make',
  params: z.object({ workspace: z.string(), call: Id }),
  response: CallLine,
});

export const hearRecording = endpoint({
  name: 'hearRecording',
  method: 'GET',
  path: `${base}/:call/recordings/:record`,
  summary: { zh: '听录音（记入审计）', en: 'Hear a recording (audited)' },
  access: 'calls:listen',
  params: z.object({ workspace: z.string(), call: Id, record: z.coerce.number().int().min(0).max(10_000) }),
  response: z.string(),
  produces: 'audio/wav',
});

export const Extension = z.object({ number: z.string().nullable() });

export const getExtension = endpoint({
  name: 'getExtension',
  method: 'GET',
  path: '/api/w/:workspace/call-extension',
  summary: { zh: '我的话机号码', en: 'The number of my phone' },
  access: 'calls:make',
  params: z.object({ workspace: z.string() }),
  response: Extension,
});

export const setExtension = endpoint({
  name: 'setExtension',
  method: 'PUT',
  path: '/api/w/:workspace/call-extension',
  summary: { zh: '设置我的话机号码', en: 'Set the number of my phone' },
  access: 'calls:make',
  params: z.object({ workspace: z.string() }),
  body: z.strictObject({ number: z.string().regex(/^[\w-]{1,40}$/) }),
  response: Extension,
});

export const promptSound = endpoint({
  name: 'promptSound',
  method: 'GET',
  path: '/voice/:name',
  summary: { zh: '电话里播放的语音（交换机来取）', en: 'Sound played in a call, fetched by the switch' },
  access: 'public',
  params: z.object({ name: z.string().max(250) }),
  response: z.string(),
  produces: 'audio/wav',
});

export const readRecordingAgain = endpoint({
  name: 'readRecordingAgain',
  method: 'POST',
  path: `${base}/:call/recordings/:record/read`,
  summary: { zh: '再识别一次录音', en: 'Have a recording read once more' },
  access: 'calls:listen',
  params: z.object({ workspace: z.string(), call: Id, record: z.coerce.number().int().min(0).max(10_000) }),
  response: z.object({ state: z.enum(['waiting', 'done']) }),
  errors: ['not_found', 'call_no_recogniser'],
});

/** Bytes a provider may post at once. */
export const MOST_CALLBACK = 100_000;

export const callCallback = endpoint({
  name: 'callCallback',
  method: 'POST',
  path: '/voice-call/:place',
  summary: { zh: '语音服务商问：这通电话下一步做什么', en: 'A voice provider asks what to do next in a call' },
  access: 'public',
  params: z.object({ place: z.string().max(250) }),
  /** The signature is over the bytes as they came. */
  rawBody: true,
  response: z.string(),
  produces: 'text/xml',
});
