/** The reasons a workspace looks for. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';

const base = '/api/w/:workspace/feedback';
export const Words = z.strictObject({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) });
export const ReasonCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _');
const Phrases = z.array(z.string().trim().min(1).max(60)).max(300);

export const ReasonDefinition = z.strictObject({
  code: ReasonCode,
  label: Words,
  /** Words that name the subject; the clause says whether it is praised or blamed. */
  seeds: Phrases,
  /** Phrases that complain of it by themselves. */
  bad: Phrases.default([]),
  good: Phrases.default([]),
});
export type ReasonDefinition = z.infer<typeof ReasonDefinition>;

export const TaxonomyAnswer = z.object({
  /** `built-in-1`, or the number of the workspace's own. */
  version: z.string(),
  builtIn: z.boolean(),
  reasons: z.array(ReasonDefinition),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
});
export type TaxonomyAnswer = z.infer<typeof TaxonomyAnswer>;

export const getTaxonomy = endpoint({
  name: 'getTaxonomy',
  method: 'GET',
  path: `${base}/taxonomy`,
  summary: { zh: '原因分类：每类的名称与线索词', en: 'The taxonomy of reasons with the words that give them away' },
  access: 'feedback:read',
  response: TaxonomyAnswer,
});

export const saveTaxonomy = endpoint({
  name: 'saveTaxonomy',
  method: 'PUT',
  path: `${base}/taxonomy`,
  summary: {
    zh: '保存为新版本。此后的文本按它分析，已有的洞察不变',
    en: 'Save a new version. Later texts are read by it; insights that are there stay',
  },
  access: 'feedback:write',
  body: z.strictObject({ reasons: z.array(ReasonDefinition).min(1).max(60) }),
  response: TaxonomyAnswer,
  errors: ['taxonomy_code_twice'],
});
