import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { ScriptDefinition, ScriptKey } from './contract-definition.ts';

const WordsSchema = z.object({ zh: z.string(), en: z.string() });
const base = '/api/w/:workspace/scripts';

export const ScriptSummary = z.object({
  playbook: z.string(),
  version: z.number().int(),
  key: z.string(),
  number: z.string(),
  name: WordsSchema,
  steps: z.number().int(),
  /** Steps that must be asked, and steps that are said only under a condition. */
  must: z.number().int(),
  branches: z.number().int(),
  createdAt: z.iso.datetime(),
});
export type ScriptSummary = z.infer<typeof ScriptSummary>;

export const listScripts = endpoint({
  name: 'listScripts',
  method: 'GET',
  path: base,
  summary: { zh: '话术列表，按编号', en: 'Scripts by number, each in its newest version' },
  access: 'scripts:read',
  response: z.object({ items: z.array(ScriptSummary) }),
});

export const ScriptDetail = z.object({
  playbook: z.string(),
  version: z.number().int(),
  versions: z.array(z.number().int()),
  createdAt: z.iso.datetime(),
  definition: ScriptDefinition,
});
export type ScriptDetail = z.infer<typeof ScriptDetail>;

export const getScript = endpoint({
  name: 'getScript',
  method: 'GET',
  path: `${base}/:playbook/:script`,
  summary: { zh: '一篇话术及其分支', en: 'A script with its branches' },
  access: 'scripts:read',
  params: z.object({ playbook: z.string().max(80), script: ScriptKey }),
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  response: ScriptDetail,
  errors: ['not_found'],
});
