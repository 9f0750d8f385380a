/** What screens and other programs may ask of WeCom. Its accounts are set up among the channels. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace/wecom';
const Instant = z.iso.datetime();
const Id = z.string().min(1).max(80);

const Colleague = z.object({ userid: z.string(), name: z.string().nullable(), member: z.string().nullable() });

export const WecomTask = z.object({
  taskId: z.string(),
  state: z.enum(['open', 'done', 'cancelled']),
  /** Why it was stopped: nobody confirmed in time, it was over for other reasons, a person did. */
  reason: z.enum(['staff_timeout', 'withdrawn', 'person']).nullable(),
  text: z.string(),
  createdAt: Instant,
  lookedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** When it is stopped if nobody confirms. */
  endsAt: Instant.nullable(),
  recipients: z.number().int(),
  awaiting: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  /** Who has to confirm. */
  staff: z.array(Colleague.extend({ confirmedAt: Instant.nullable() })),
  remindedAt: Instant.nullable(),
  /** WeCom allows three in 24 hours. */
  remindersLeft: z.number().int(),
  error: z.string().nullable(),
});
export type WecomTask = z.infer<typeof WecomTask>;

export const WecomContact = z.object({
  externalId: z.string(),
  userid: z.string(),
  staff: z.string().nullable(),
  name: z.string().nullable(),
  remark: z.string().nullable(),
  /** Masked unless the caller may see them. */
  phones: z.array(z.string()),
  source: z.string().nullable(),
  tags: z.array(z.string()),
  customer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  matchedBy: z.enum(['identity', 'unionid', 'phone', 'person']).nullable(),
  addedAt: Instant,
  lostAt: Instant.nullable(),
});
export type WecomContact = z.infer<typeof WecomContact>;

export const WecomRun = z.object({
  runId: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  by: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  contacts: z.number().int(),
  added: z.number().int(),
  matched: z.number().int(),
  lost: z.number().int(),
  tagsIn: z.number().int(),
  tagsOut: z.number().int(),
  error: z.string().nullable(),
});
export type WecomRun = z.infer<typeof WecomRun>;

export const WecomStaff = z.object({
  userid: z.string(),
  name: z.string().nullable(),
  member: z.object({ id: z.string(), name: z.string() }).nullable(),
  friends: z.number().int(),
  /** Tasks that wait for her. */
  waiting: z.number().int(),
});
export type WecomStaff = z.infer<typeof WecomStaff>;

export const WecomNote = z.object({
  noteId: z.string(),
  member: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unknown']),
  code: z.string().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});
export type WecomNote = z.infer<typeof WecomNote>;

export const getWecom = endpoint({
  name: 'getWecom',
  method: 'GET',
  path: base,
  summary: { zh: '企业微信的状态', en: 'How it stands with WeCom' },
  access: 'wecom:read',
  response: z.object({
    now: Instant,
    /** The channel is set up, and in earnest. */
    set: z.boolean(),
    friends: z.number().int(),
    unmatched: z.number().int(),
    lost: z.number().int(),
    /** Mass messages that wait for a colleague. */
    waiting: z.number().int(),
    run: WecomRun.nullable(),
  }),
});

export const listWecomTasks = endpoint({
  name: 'listWecomTasks',
  method: 'GET',
  path: `${base}/tasks`,
  summary: { zh: '等员工确认的群发', en: 'Mass messages that a colleague has to confirm' },
  access: 'wecom:read',
  query: z.object({ state: z.enum(['open', 'closed']).default('open') }),
  response: z.object({ now: Instant, items: z.array(WecomTask) }),
});

const OfTask = z.object({ task: Id });

export const remindWecomTask = endpoint({
  name: 'remindWecomTask',
  method: 'POST',
  path: `${base}/tasks/:task/remind`,
  summary: { zh: '提醒员工确认', en: 'Remind the colleagues' },
  access: 'wecom:write',
  params: OfTask,
  response: WecomTask,
  errors: ['not_found', 'wecom_not_set', 'wecom_reminded', 'wecom_refused'],
});

export const stopWecomTask = endpoint({
  name: 'stopWecomTask',
  method: 'POST',
  path: `${base}/tasks/:task/stop`,
  summary: { zh: '停止群发，改走下一个渠道', en: 'Stop it; what was not sent goes to the next channel' },
  access: 'wecom:write',
  params: OfTask,
  response: WecomTask,
  errors: ['not_found', 'wecom_not_set', 'wecom_refused'],
});

export const listWecomContacts = endpoint({
  name: 'listWecomContacts',
  method: 'GET',
  path: `${base}/contacts`,
  summary: { zh: '企业微信的好友：未匹配、已匹配、已流失', en: 'Friends: unmatched, matched, lost' },
  access: 'wecom:read',
  query: z.object({
    view: z.enum(['unmatched', 'matched', 'lost']).default('unmatched'),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(WecomContact), next: z.string().nullable() }),
  errors: ['invalid_input'],
});

export const linkWecomContact = endpoint({
  name: 'linkWecomContact',
  method: 'POST',
  path: `${base}/contacts/:contact/link`,
  summary: { zh: '确认好友是哪位客户（或新建客户）', en: 'Say which customer a friend is, or make a new one' },
  access: 'wecom:write',
  params: z.object({ contact: Id }),
  body: z.union([
    z.strictObject({ customer: Id }),
    z.strictObject({ create: z.strictObject({ name: z.string().trim().min(1).max(100) }) }),
  ]),
  response: z.object({ customerId: z.string() }),
  errors: ['not_found'],
});

export const listWecomStaff = endpoint({
  name: 'listWecomStaff',
  method: 'GET',
  path: `${base}/staff`,
  summary: { zh: '企业微信员工与成员的对应', en: 'Colleagues at WeCom and who they are here' },
  access: 'wecom:read',
  response: z.object({
    items: z.array(WecomStaff),
    members: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
});

export const setWecomStaff = endpoint({
  name: 'setWecomStaff',
  method: 'PUT',
  path: `${base}/staff/:userid`,
  summary: { zh: '指定员工对应哪位成员', en: 'Say which member a colleague is' },
  access: 'wecom:write',
  params: z.object({ userid: Id }),
  body: z.strictObject({ member: Id.nullable() }),
  response: WecomStaff,
  errors: ['not_found'],
});

export const startWecomSync = endpoint({
  name: 'startWecomSync',
  method: 'POST',
  path: `${base}/sync`,
  summary: { zh: '立即同步客户与标签', en: 'Read contacts and tags now' },
  access: 'wecom:write',
  response: WecomRun,
  errors: ['wecom_not_set'],
});

export const listWecomRuns = endpoint({
  name: 'listWecomRuns',
  method: 'GET',
  path: `${base}/runs`,
  summary: { zh: '同步记录', en: 'Past readings of contacts' },
  access: 'wecom:read',
  response: z.object({ items: z.array(WecomRun) }),
});

export const sendWecomNote = endpoint({
  name: 'sendWecomNote',
  method: 'POST',
  path: `${base}/notes`,
  summary: { zh: '在企业微信里通知同事', en: 'Tell a colleague something in WeCom' },
  access: 'wecom:write',
  body: z.strictObject({
    /** Made by the client: the same again is the same note. */
    key: z.string().min(8).max(80),
    member: Id,
    text: z.string().trim().min(1).max(600),
  }),
  response: z.object({ fresh: z.boolean() }),
  errors: ['not_found', 'wecom_not_set'],
});

export const listWecomNotes = endpoint({
  name: 'listWecomNotes',
  method: 'GET',
  path: `${base}/notes`,
  summary: { zh: '发给同事的通知', en: 'What colleagues were told' },
  access: 'wecom:read',
  response: z.object({ items: z.array(WecomNote) }),
});
