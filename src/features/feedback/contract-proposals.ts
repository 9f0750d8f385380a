/** What the taxonomy could learn from corrections, and its versions to go back to. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ReasonCode, TaxonomyAnswer, Words } from './contract-taxonomy.ts';

const base = '/api/w/:workspace/feedback';

const Change = {
  kind: z.enum(['add', 'remove']),
  code: ReasonCode,
  list: z.enum(['seeds', 'bad', 'good']),
  phrase: z.string().min(1).max(60),
};

export const Proposal = z.object({
  ...Change,
  label: Words,
  /** Different clauses that people corrected so. */
  support: z.number().int(),
  quotes: z.array(z.string()),
  /** Earlier quotes of this reason that hold the phrase and are read the other way now. */
  contrary: z.number().int(),
});
export type Proposal = z.infer<typeof Proposal>;

export const listProposals = endpoint({
  name: 'listProposals',
  method: 'GET',
  path: `${base}/proposals`,
  summary: { zh: '从改正中学到的：建议加或去的词', en: 'What corrections suggest: words to add or to take out' },
  access: 'feedback:read',
  response: z.object({ items: z.array(Proposal), agreeing: z.number().int() }),
});

export const decideProposal = endpoint({
  name: 'decideProposal',
  method: 'POST',
  path: `${base}/proposals`,
  summary: {
    zh: '采纳（存为原因分类的新版本）或不再提',
    en: 'Take a proposal, as a new version of the taxonomy, or leave it for good',
  },
  access: 'feedback:write',
  body: z.strictObject({ ...Change, accept: z.boolean() }),
  response: TaxonomyAnswer,
  errors: ['proposal_gone'],
});

export const listTaxonomyVersions = endpoint({
  name: 'listTaxonomyVersions',
  method: 'GET',
  path: `${base}/taxonomy/versions`,
  summary: { zh: '原因分类的各个版本，最新的在前', en: 'Versions of the taxonomy, newest first' },
  access: 'feedback:read',
  response: z.object({
    items: z.array(
      z.object({
        version: z.number().int(),
        reasons: z.number().int(),
        savedBy: z.string(),
        savedAt: z.iso.datetime(),
      }),
    ),
  }),
});

export const restoreTaxonomy = endpoint({
  name: 'restoreTaxonomy',
  method: 'POST',
  path: `${base}/taxonomy/restore`,
  summary: {
    zh: '回到某个版本：存为新版本，0 是系统自带的',
    en: 'Back to a version, as a new one; 0 is what comes with the program',
  },
  access: 'feedback:write',
  body: z.strictObject({ version: z.number().int().min(0) }),
  response: TaxonomyAnswer,
  errors: ['not_found'],
});
