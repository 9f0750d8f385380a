import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { PlaybookKey } from '../playbooks/contract.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** Who of the control group was contacted all the same within her window, and by what. */
export const Exposure = z.object({
  epoch: z.number().int(),
  /** Matured customers of the control arm. */
  control: z.number().int(),
  contacted: z.number().int(),
  share: z.number().nullable(),
  /** Above 10 % a warning, above 30 % the comparison is diluted. */
  level: z.enum(['ok', 'warning', 'diluted']),
  /** A customer counts once in each line, and may stand in several. `playbook` null: by hand. */
  by: z.array(
    z.object({
      what: z.enum(['message', 'task']),
      playbook: z.string().nullable(),
      playbookName: Words.nullable(),
      customers: z.number().int(),
    }),
  ),
});
export type Exposure = z.infer<typeof Exposure>;

export const getExposure = endpoint({
  name: 'getControlExposure',
  method: 'GET',
  path: '/api/w/:workspace/playbooks/:playbook/control-exposure',
  summary: { zh: '对照组被触达的比例与来源', en: 'How much of the control group was contacted, and by what' },
  access: 'outcomes:read',
  params: z.object({ playbook: PlaybookKey }),
  query: z.object({ epoch: z.coerce.number().int().min(1).optional() }),
  response: Exposure,
  errors: ['not_found', 'scorecard_no_epoch'],
});
