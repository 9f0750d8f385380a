import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { MetricKey } from '../metrics/contract.ts';
import { ReasonCode } from './contract-taxonomy.ts';
import { Fallback } from './contract-text-model.ts';

export * from './contract-drivers.ts';
export * from './contract-proposals.ts';
export * from './contract-taxonomy.ts';
export * from './contract-text-model.ts';

const base = '/api/w/:workspace/feedback';
const Label = z.object({ zh: z.string(), en: z.string() });
export const Sentiment = z.enum(['positive', 'negative', 'neutral']);
export const Polarity = z.enum(['positive', 'negative']);
export const Urgency = z.enum(['high', 'medium', 'low']);

/** `text.slice(start, end)` is the quote: UTF-16 units, as in JavaScript. */
export const FoundReason = z.object({
  code: z.string(),
  label: Label,
  polarity: Polarity,
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});
export type FoundReason = z.infer<typeof FoundReason>;

const Understood = z.object({
  text: z.string(),
  sentiment: Sentiment,
  /** -1 to 1; keeps its sign when the text is neutral. */
  score: z.number(),
  opinion: z.boolean(),
  confidence: z.number(),
  intensity: z.number(),
  urgency: Urgency,
  alarms: z.array(z.string()),
  reasons: z.array(FoundReason),
  keywords: z.array(z.string()),
  provider: z.string(),
  /** Why the model that was asked first did not answer and the built-in one did; null: it did, or none was asked. */
  fallback: Fallback.nullable(),
  version: z.string(),
});

export const Insight = Understood.extend({
  insightId: z.string(),
  source: z.enum(['response', 'message']),
  sourceId: z.string(),
  question: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  playbook: z.string().nullable(),
  via: z.string(),
  channel: z.string().nullable(),
  taxonomyVersion: z.string(),
  saidAt: z.iso.datetime(),
});
export type Insight = z.infer<typeof Insight>;

/** Days back from the workspace's now. */
const Days = z.coerce.number().int().min(1).max(3660).default(90);
const Playbook = z.string().min(1).max(120);

export const InsightQuery = z.object({
  days: Days,
  sentiment: Sentiment.optional(),
  reason: ReasonCode.optional(),
  polarity: Polarity.optional(),
  urgency: Urgency.optional(),
  playbook: Playbook.optional(),
  customer: z.string().min(1).max(120).optional(),
  /** With `group`: said in responses with a low or a high score of this metric. */
  metric: MetricKey.optional(),
  group: z.enum(['low', 'high']).optional(),
  /** Part of what was said. */
  q: z.string().trim().min(1).max(100).optional(),
});
export type InsightQuery = z.infer<typeof InsightQuery>;

const InsightPage = z.object({ items: z.array(Insight), next: z.string().nullable() });

export const listInsights = endpoint({
  name: 'listInsights',
  method: 'GET',
  path: `${base}/insights`,
  summary: {
    zh: '洞察：客户的原话、情感与原因，最新的在前',
    en: 'Insights: what customers said, sentiment and reasons, newest first',
  },
  access: 'feedback:read',
  query: InsightQuery.extend({
    cursor: z.string().max(120).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  response: InsightPage,
  errors: ['invalid_input'],
});

export const listCustomerInsights = endpoint({
  name: 'listCustomerInsights',
  method: 'GET',
  path: '/api/w/:workspace/customers/:customer/insights',
  summary: { zh: '一位客户说过的话', en: 'What a customer said' },
  access: 'feedback:read',
  params: z.object({ customer: z.string().min(1).max(120) }),
  response: z.object({ items: z.array(Insight) }),
  errors: ['not_found'],
});

const Side = z.object({
  mentions: z.number().int(),
  customers: z.number().int(),
  /** Mentions in the period of the same length before. */
  before: z.number().int(),
  /** Mentions per bucket of `buckets`. */
  trend: z.array(z.number().int()),
  /** Its share of all texts rises or falls over the buckets: Cochran-Armitage, all reasons looked at together; null: no verdict. */
  tendency: z.object({ direction: z.enum(['up', 'down']), p: z.number() }).nullable(),
  quotes: z.array(
    z.object({
      insightId: z.string(),
      quote: z.string(),
      customerId: z.string(),
      customerName: z.string(),
      saidAt: z.iso.datetime(),
    }),
  ),
});
export type Side = z.infer<typeof Side>;

export const ReasonRow = z.object({ code: z.string(), label: Label, negative: Side, positive: Side });
export type ReasonRow = z.infer<typeof ReasonRow>;

export const ReasonSummary = z.object({
  texts: z.number().int(),
  opinions: z.number().int(),
  positive: z.number().int(),
  negative: z.number().int(),
  urgent: z.number().int(),
  customers: z.number().int(),
  /** First day of each bucket, in the workspace's zone. */
  buckets: z.array(z.string()),
  /** By negative mentions, most first. */
  reasons: z.array(ReasonRow),
  playbooks: z.array(z.string()),
});
export type ReasonSummary = z.infer<typeof ReasonSummary>;

export const getReasons = endpoint({
  name: 'getReasons',
  method: 'GET',
  path: `${base}/reasons`,
  summary: { zh: '原因：提到多少次、多少客户、走势与原话', en: 'Reasons: mentions, customers, trend and quotes' },
  access: 'feedback:read',
  query: z.object({ days: Days, playbook: Playbook.optional() }),
  response: ReasonSummary,
});

export const AnalysedTexts = z.object({ items: z.array(Understood) });
export type AnalysedTexts = z.infer<typeof AnalysedTexts>;

export const analyseTexts = endpoint({
  name: 'analyseTexts',
  method: 'POST',
  path: `${base}/analyse`,
  summary: { zh: '理解文本，不保存：一次最多 200 条', en: 'Understand texts without keeping them: at most 200' },
  access: 'feedback:read',
  body: z.strictObject({ texts: z.array(z.string().max(10_000)).min(1).max(200) }),
  response: AnalysedTexts,
});

export const correctReason = endpoint({
  name: 'correctReason',
  method: 'POST',
  path: `${base}/insights/:insight/corrections`,
  summary: {
    zh: '改正：这段话不是这个原因（polarity 为 null），或是另一种评价。以后同样的话按此理解',
    en: 'Correct: these words are not this reason (polarity null), or judge it the other way. The same words are read so from now on',
  },
  access: 'feedback:write',
  params: z.object({ insight: z.string().min(1).max(120) }),
  body: z.strictObject({
    code: ReasonCode,
    polarity: Polarity.nullable(),
    /** Where it is said, in the insight's text. */
    start: z.number().int().min(0),
    end: z.number().int().min(1),
  }),
  response: Insight,
  errors: ['not_found', 'invalid_input'],
});
