import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { hearReplies, hearResponses } from './hear.ts';
import * as initial from './migrations/0001-feedback.ts';
import { textModel } from './model.ts';
import { builtInModel } from './models/built-in.ts';
import { routes } from './routes.ts';

export const feedbackFeature: Feature = {
  name: 'feedback',
  words: { zh: '洞察', en: 'Insight' },
  migrations: migrationsOf('feedback', { '0001-feedback': initial }),
  tables: [
    { name: 'insight', replay: 'empty' },
    { name: 'insight_reason', replay: 'empty' },
    { name: 'reason_correction', replay: 'copy' },
    { name: 'taxonomy', replay: 'copy' },
  ],
  routes,
  subscribers: [hearResponses, hearReplies],
  errors: {
    taxonomy_code_twice: {
      status: 400,
      words: {
        zh: '原因代号 {code} 出现了两次。每个代号只能用一次。',
        en: 'The code {code} is there twice. Each reason needs its own.',
      },
    },
  },
  permissions: [
    { name: 'feedback:read', words: { zh: '查看洞察', en: 'See insights' } },
    { name: 'feedback:write', words: { zh: '改正原因、编辑原因分类', en: 'Correct reasons and edit the taxonomy' } },
  ],
  fillings: [
    fillSlot(textModel, builtInModel),
    fillSlot(knownTypes, { feedback: { zh: '客户反馈（已理解）', en: 'Feedback, understood' } }),
    fillSlot(auditWords, {
      actions: {
        'feedback.reason_corrected': { zh: '改正一条原因', en: 'Corrected a reason' },
        'feedback.taxonomy_saved': { zh: '保存原因分类', en: 'Saved the taxonomy of reasons' },
      },
      things: {
        insight: { zh: '洞察', en: 'Insight' },
        taxonomy: { zh: '原因分类', en: 'Taxonomy of reasons' },
      },
    }),
  ],
};
