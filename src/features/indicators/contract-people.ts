/** Who does best in what, fair to small numbers. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { asked, base, Interval, Words } from './contract.ts';

export const PEOPLE_KEYS = ['plan', 'answered', 'first_time', 'opportunity'] as const;
export type PeopleKey = (typeof PEOPLE_KEYS)[number];

const Person = z.object({
  person: z.string(),
  name: z.string(),
  n: z.number().int(),
  k: z.number().int(),
  /** As counted, without regard to chance or to the kind of cases. */
  raw: z.number().nullable(),
  /** On everybody's mix of playbooks, pulled towards the others by as much as chance demands. */
  adjusted: z.number().nullable(),
  ci: Interval.nullable(),
  /** By the lower end of the interval; null with too few cases. */
  rank: z.number().int().nullable(),
  /** Whether the whole interval lies on one side of what all do. */
  standing: z.enum(['above', 'within', 'below', 'few']),
});
export type Person = z.infer<typeof Person>;

const Practice = z.object({
  playbook: z.string(),
  playbookName: Words,
  person: z.string(),
  name: z.string(),
  n: z.number().int(),
  k: z.number().int(),
  rate: z.number(),
  ci: Interval,
  others: z.object({ n: z.number().int(), rate: z.number().nullable() }),
  /** What she does otherwise than the others: observed, not tried. */
  differs: z.array(Words),
});
export type Practice = z.infer<typeof Practice>;

export const getIndicatorPeople = endpoint({
  name: 'getIndicatorPeople',
  method: 'GET',
  path: `${base}/people`,
  summary: {
    zh: '人员对比：按方案组合调整、向整体收缩，人数太少不排名',
    en: 'People compared: on the same mix of playbooks, shrunk towards all; with too few cases nobody is ranked',
  },
  access: 'indicators:read',
  query: z.object({ ...asked, key: z.enum(PEOPLE_KEYS).default('first_time') }),
  response: z.object({
    key: z.enum(PEOPLE_KEYS),
    /** Fewer cases than this are not ranked. */
    least: z.number().int(),
    overall: z.object({ n: z.number().int(), k: z.number().int(), rate: z.number().nullable() }),
    people: z.array(Person),
    practices: z.array(Practice),
  }),
  errors: ['indicator_period'],
});
