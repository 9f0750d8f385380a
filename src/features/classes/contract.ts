/** Customer classes: the matrix, who is in which class and why, how many moved from where to where. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ClassKey, MatrixDefinition, MatrixVersion } from './contract-definition.ts';
import { IntentVerdict } from './contract-intent.ts';

export * from './contract-definition.ts';
export * from './contract-intent.ts';

/** Why a customer changed her class: an answer, an answer that grew too old, a new matrix, answers read anew, the first walk, a new prior. */
export const MOVE_CAUSES = ['reading', 'corrected', 'aged', 'matrix', 'rebuilt', 'first', 'prior'] as const;
export const MoveCause = z.enum(MOVE_CAUSES);
export type MoveCause = z.infer<typeof MoveCause>;

const base = '/api/w/:workspace/classes';

const Body = z.strictObject({ definition: MatrixDefinition });

export const Preview = z.object({
  /** Customers who ever answered. */
  customers: z.number().int(),
  /** Of those, without any answer recent enough: no class. */
  none: z.number().int(),
  /** How many would be in another class than now. */
  changed: z.number().int(),
  cells: z.array(z.object({ cell: z.string(), n: z.number().int() })),
  classes: z.array(z.object({ key: z.string(), n: z.number().int(), now: z.number().int() })),
});
export type Preview = z.infer<typeof Preview>;

export const previewMatrix = endpoint({
  name: 'previewClassMatrix',
  method: 'POST',
  path: `${base}/matrix/preview`,
  summary: {
    zh: '试算一个分层矩阵：每格、每层多少客户，多少人会变',
    en: 'Try a matrix: how many customers each cell and class would have, how many would change',
  },
  access: 'classes:read',
  body: Body,
  response: Preview,
  errors: ['class_matrix_invalid'],
});

export const listMatrixVersions = endpoint({
  name: 'listClassMatrixVersions',
  method: 'GET',
  path: `${base}/matrix`,
  summary: { zh: '分层矩阵的各版，最新的在前', en: 'Versions of the matrix, newest first' },
  access: 'classes:read',
  response: z.object({ items: z.array(MatrixVersion) }),
});

export const publishMatrix = endpoint({
  name: 'publishClassMatrix',
  method: 'POST',
  path: `${base}/matrix`,
  summary: {
    zh: '发布新一版分层矩阵，并按它重新给所有客户分层',
    en: 'Publish a new version of the matrix; everybody is classified by it',
  },
  access: 'classes:write',
  body: Body.extend({ note: z.string().trim().max(200).default(''), base: z.number().int().min(0) }),
  response: MatrixVersion,
  errors: ['class_matrix_invalid', 'class_matrix_moved'],
});

export const ClassCount = z.object({
  key: z.string(),
  n: z.number().int(),
  /** Thirty days ago. */
  before: z.number().int(),
  /** At the end of each of the last twelve months, oldest first; the last is now. */
  trend: z.array(z.number().int()),
});
export type ClassCount = z.infer<typeof ClassCount>;

export const getClassBoard = endpoint({
  name: 'getClassBoard',
  method: 'GET',
  path: base,
  summary: { zh: '客户分层总览：矩阵、各层人数与走势', en: 'Classes: the matrix in force, counts and their trend' },
  access: 'classes:read',
  response: z.object({
    matrix: MatrixVersion,
    classes: z.array(ClassCount),
    /** Customers with a class. */
    customers: z.number().int(),
    months: z.array(z.string()),
    /** The latest walk over everybody, with its progress. */
    run: z
      .object({
        reason: MoveCause,
        done: z.number().int(),
        moved: z.number().int(),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
      })
      .nullable(),
  }),
});

const Month = z.string().regex(/^\d{4}-\d{2}$/, 'YYYY-MM');

export const getClassMoves = endpoint({
  name: 'getClassMoves',
  method: 'GET',
  path: `${base}/moves`,
  summary: {
    zh: '两个月末之间，各层之间走了多少客户',
    en: 'How many customers went from which class to which between the ends of two months',
  },
  access: 'classes:read',
  query: z.object({ from: Month, to: Month }),
  response: z.object({
    from: z.string(),
    to: z.string(),
    /** null: without a class. */
    before: z.array(z.object({ key: z.string().nullable(), n: z.number().int() })),
    after: z.array(z.object({ key: z.string().nullable(), n: z.number().int() })),
    flows: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), n: z.number().int() })),
  }),
  errors: ['class_months_order'],
});

const Used = z.object({ score: z.number(), at: z.iso.datetime(), band: z.string() }).nullable();

export const CustomerClass = z.object({
  customerId: z.string(),
  class: z.string().nullable(),
  cell: z.string(),
  since: z.iso.datetime(),
  because: z.object({ csat: Used, nps: Used, intent: Used }),
  /** The playbook meant for her cell. */
  playbook: z.string().nullable(),
});
export type CustomerClass = z.infer<typeof CustomerClass>;

export const ClassMember = CustomerClass.extend({
  externalId: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
});
export type ClassMember = z.infer<typeof ClassMember>;

export const listClassCustomers = endpoint({
  name: 'listClassCustomers',
  method: 'GET',
  path: `${base}/customers`,
  summary: { zh: '一个分层（或一格）的客户与原因', en: 'The customers of a class or a cell, with their reasons' },
  access: 'classes:read',
  query: z.object({
    class: ClassKey.optional(),
    cell: z
      .string()
      .regex(/^\w+\.\w+\.\w+$/)
      .optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ items: z.array(ClassMember), next: z.string().nullable() }),
});

export const classesOfCustomers = endpoint({
  name: 'classesOfCustomers',
  method: 'GET',
  path: `${base}/of`,
  summary: { zh: '若干客户各在哪一层', en: 'Which classes some customers are in' },
  access: 'classes:read',
  query: z.object({
    /** Up to 200 ids, separated by commas. */
    ids: z.string().max(20_000),
  }),
  response: z.object({ items: z.array(z.object({ customerId: z.string(), class: z.string() })) }),
});

export const getCustomerClass = endpoint({
  name: 'getCustomerClass',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/class',
  summary: { zh: '一位客户的分层、原因与变化', en: 'The class of a customer, why, and how it changed' },
  access: 'classes:read',
  params: z.object({ customer: z.string().max(80) }),
  response: z.object({
    /** null: she has never answered. */
    now: CustomerClass.nullable(),
    /** How likely she is to buy by what customers of her level did; or why that is not known. */
    prior: z.object({
      value: z.number().nullable(),
      window: z.number().int().nullable(),
      n: z.number().int().nullable(),
      missing: z.enum([...IntentVerdict.options, 'no_answer', 'undecided']).nullable(),
    }),
    moves: z.array(
      z.object({
        at: z.iso.datetime(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        cause: MoveCause,
        csat: z.number().nullable(),
        nps: z.number().nullable(),
        intent: z.number().nullable(),
        matrix: z.number().int(),
      }),
    ),
  }),
  errors: ['not_found'],
});
