import { z } from 'zod';
import { Day } from '../../kit/contract-time.ts';
import { endpoint } from '../../kit/endpoint.ts';

export const ScratchId = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a-z, 0-9 and _, up to 40 characters');

export const Replay = z.object({
  replayId: z.string(),
  /** The scratch workspace in which history is walked. */
  into: z.string(),
  from: Day,
  /** Exclusive. */
  to: Day,
  /** The day the walk has reached. */
  at: Day.nullable(),
  /** From 0 to 1. */
  progress: z.number(),
  assumeConsent: z.boolean(),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  /** Days walked, rows fed, customers enrolled. */
  summary: z.record(z.string(), z.number()),
  error: z.string().nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Replay = z.infer<typeof Replay>;

const base = '/api/w/:workspace/replays';
const Id = z.object({ id: z.string().max(80) });

export const startReplay = endpoint({
  name: 'startReplay',
  method: 'POST',
  path: base,
  summary: {
    zh: '回放历史：在副本工作区里按天重走一遍',
    en: 'Replay history day by day in a scratch copy of the workspace',
  },
  access: 'replays:write',
  body: z.object({ from: Day, to: Day, into: ScratchId.default('replay'), assumeConsent: z.boolean().default(true) }),
  response: Replay,
  errors: ['replay_range', 'replay_not_scratch', 'replay_busy', 'replay_of_scratch'],
});

export const listReplays = endpoint({
  name: 'listReplays',
  method: 'GET',
  path: base,
  summary: { zh: '回放记录', en: 'Replays, newest first' },
  access: 'replays:read',
  response: z.object({ replays: z.array(Replay) }),
});

export const getReplay = endpoint({
  name: 'getReplay',
  method: 'GET',
  path: `${base}/:id`,
  summary: { zh: '回放进度', en: 'A replay and its progress' },
  access: 'replays:read',
  params: Id,
  response: Replay,
  errors: ['not_found'],
});

export const stopReplay = endpoint({
  name: 'stopReplay',
  method: 'POST',
  path: `${base}/:id/stop`,
  summary: { zh: '停止回放', en: 'Stop a replay' },
  access: 'replays:write',
  params: Id,
  response: Replay,
  errors: ['not_found'],
});
