/** The global hold-out: customers who are in no arm of any playbook. Who they are is told to nobody. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const GlobalEpoch = z.object({
  epoch: z.number().int(),
  holdout: z.number(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
});

export const GlobalHoldout = z.object({
  holdout: z.number(),
  /** Newest first; the share changes only by a new one. */
  epochs: z.array(GlobalEpoch),
});
export type GlobalHoldout = z.infer<typeof GlobalHoldout>;

const path = '/api/w/:workspace/global-holdout';

export const getGlobalHoldout = endpoint({
  name: 'getGlobalHoldout',
  method: 'GET',
  path,
  summary: { zh: '全局对照的比例与各期', en: 'The share held out from everything, by epoch' },
  access: 'experiments:read',
  response: GlobalHoldout,
});

export const setGlobalHoldout = endpoint({
  name: 'setGlobalHoldout',
  method: 'PUT',
  path,
  summary: {
    zh: '修改全局对照的比例，开始新的一期',
    en: 'Change the share held out from everything; a new epoch begins',
  },
  access: 'experiments:write',
  body: z.strictObject({ holdout: z.number().min(0).max(0.5) }),
  response: GlobalHoldout,
});
