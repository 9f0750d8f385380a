/** Who is asked how often: the cadence of surveys of a workspace. Browser-safe. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const Share = z.number().min(0.01).max(1);

export const AskRule = z.strictObject({
  playbook: z.string().trim().min(1).max(80),
  /** Of those who would be asked, this share is, drawn anew each month. */
  share: Share,
  /** Saved segments that are asked more or less often; the first that holds counts. */
  strata: z.array(z.strictObject({ segment: z.string().trim().min(1).max(80), share: Share })).max(10),
  /** At most so many customers are asked; counted in days, weeks or months of the workspace. */
  quota: z
    .strictObject({ most: z.number().int().min(1).max(1_000_000), per: z.enum(['day', 'week', 'month']) })
    .nullable(),
});
export type AskRule = z.infer<typeof AskRule>;

export const Cadence = z.strictObject({
  /** Who was asked anything is left alone for so many days; 0 for no rest. */
  restDays: z.number().int().min(0).max(365),
  rules: z
    .array(AskRule)
    .max(50)
    .refine((rules) => new Set(rules.map(({ playbook }) => playbook)).size === rules.length, 'each playbook once'),
});
export type Cadence = z.infer<typeof Cadence>;

/** A week between two surveys, everybody asked. */
export const DEFAULT_CADENCE: Cadence = { restDays: 7, rules: [] };

const CadenceAnswer = z.object({
  cadence: Cadence,
  isDefault: z.boolean(),
  updatedBy: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  /** How far the quotas of the current day, week or month are used. */
  used: z.array(z.object({ playbook: z.string(), used: z.number().int(), most: z.number().int() })),
});

const path = '/api/w/:workspace/survey-cadence';

export const getCadence = endpoint({
  name: 'getSurveyCadence',
  method: 'GET',
  path,
  summary: { zh: '问卷节奏：间隔、抽样与名额', en: 'The cadence of surveys: rest, sampling and quotas' },
  access: 'surveys:read',
  response: CadenceAnswer,
});

export const setCadence = endpoint({
  name: 'setSurveyCadence',
  method: 'PUT',
  path,
  summary: { zh: '修改问卷节奏', en: 'Change the cadence of surveys' },
  access: 'messages:configure',
  body: Cadence,
  response: CadenceAnswer,
  errors: ['invalid_input', 'not_found'],
});
