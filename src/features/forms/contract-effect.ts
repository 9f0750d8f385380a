/** What each question of a form is worth. */
import { z } from 'zod';
import { SUGGESTIONS } from '../../engine/forms/effect.ts';
import { endpoint } from '../../kit/endpoint.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Interval = z.tuple([z.number(), z.number()]);
const Rate = z.object({ k: z.number().int(), n: z.number().int(), value: z.number(), ci: Interval });
const Together = z.object({ n: z.number().int(), value: z.number(), ci: Interval });

export const QuestionEffect = z.object({
  question: z.string(),
  title: Words,
  kind: z.string(),
  shown: z.number().int(),
  answered: z.number().int(),
  skipped: z.number().int(),
  left: z.number().int(),
  /** null: fewer than 30 saw it. */
  skippedRate: Rate.nullable(),
  leftRate: Rate.nullable(),
  most: Rate.extend({ answer: Words }).nullable(),
  itemTotal: Together.nullable(),
  twin: Together.extend({ question: z.string(), title: Words }).nullable(),
  /** Seconds until it was answered; null: nothing notes it. */
  seconds: z.number().nullable(),
  suggestion: z.enum(SUGGESTIONS).nullable(),
});
export type QuestionEffect = z.infer<typeof QuestionEffect>;

export const getQuestionEffects = endpoint({
  name: 'getQuestionEffects',
  method: 'GET',
  path: '/api/w/:workspace/forms/:playbook/:form/effects',
  summary: {
    zh: '每道题的效果：多少人看到、回答、跳过、在此离开，答案有没有信息，建议删哪道',
    en: 'What each question is worth: shown, answered, skipped, left at, whether its answers tell anything, what to drop',
  },
  access: 'forms:read',
  params: z.object({ playbook: z.string().min(1).max(60), form: z.string().min(1).max(60) }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: z.object({
    version: z.number().int(),
    /** Responses looked at: the newest of this version. */
    responses: z.number().int(),
    complete: z.number().int(),
    capped: z.boolean(),
    questions: z.array(QuestionEffect),
  }),
  errors: ['not_found'],
});
