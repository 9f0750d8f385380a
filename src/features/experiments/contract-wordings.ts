/** A second wording, written without touching the playbook's document. */
import { z } from 'zod';
import { endpoint } from '../../kit/endpoint.ts';
import { TrialKind, TrialPart } from './contract-trials.ts';

const base = '/api/w/:workspace/experiments/wordings';
const Words = z.object({ zh: z.string(), en: z.string() });
const Written = z.strictObject({ zh: z.string().trim().min(1).max(20_000), en: z.string().trim().min(1).max(20_000) });

/** One text of a part: what is said on a channel, the subject of an e-mail, a step of a script. */
export const Place = z.object({
  /** `sms`, `email.subject`, or the id of a step. */
  place: z.string(),
  label: Words,
  /** Characters each language may have. */
  most: z.number().int(),
  a: Words,
  /** The second wording as it stands; null: none yet. */
  b: Words.nullable(),
});
export type Place = z.infer<typeof Place>;

export const OpenPart = z.object({
  playbook: z.string(),
  playbookName: Words,
  kind: TrialKind,
  part: z.string(),
  partName: Words,
  /** Of customers that get the second wording; null: none yet. */
  share: z.number().nullable(),
  places: z.array(Place),
});
export type OpenPart = z.infer<typeof OpenPart>;

export const listWordings = endpoint({
  name: 'listWordings',
  method: 'GET',
  path: base,
  summary: {
    zh: '正在运行的方案里可以写第二种写法的消息与话术',
    en: 'Messages and scripts of running playbooks that can get a second wording',
  },
  access: 'experiments:read',
  response: z.object({ items: z.array(OpenPart) }),
});

export const writeWording = endpoint({
  name: 'writeWording',
  method: 'PUT',
  path: base,
  summary: {
    zh: '写好第二种写法：方案多一个新版本并立即启用，原文不变',
    en: 'Write the second wording: a new version of the playbook that is live at once; the words in force stay',
  },
  access: 'experiments:write',
  body: z.strictObject({
    playbook: z.string().max(60),
    kind: TrialKind,
    part: z.string().max(60),
    share: z.number().min(0.1).max(0.9),
    /** By place. A place left out keeps the words in force. */
    texts: z
      .record(z.string().max(80), Written)
      .refine((texts) => Object.keys(texts).length <= 60, 'at most 60 places'),
  }),
  response: TrialPart,
  errors: ['experiment_running', 'wording_unknown', 'wording_same', 'wording_invalid'],
});
