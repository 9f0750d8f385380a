import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { hearCorrections, hearReplies, hearResponses } from './hear.ts';
import * as initial from './migrations/0001-feedback.ts';
import * as textModelTable from './migrations/0002-text-model.ts';
import * as proposals from './migrations/0003-proposals.ts';
import { textModel } from './model.ts';
import { builtInModel } from './models/built-in.ts';
import { endpointModel } from './models/endpoint/index.ts';
import { routes } from './routes.ts';

export const feedbackFeature: Feature = {
  name: 'feedback',
  words: { zh: '洞察', en: 'Insight' },
  migrations: migrationsOf('feedback', {
    '0001-feedback': initial,
    '0002-text-model': textModelTable,
    '0003-proposals': proposals,
  }),
  tables: [
    { name: 'insight', replay: 'empty' },
    { name: 'insight_reason', replay: 'empty' },
    { name: 'reason_correction', replay: 'copy' },
    { name: 'taxonomy', replay: 'copy' },
    { name: 'taxonomy_proposal_left', replay: 'copy' },
    { name: 'text_model', replay: 'empty' },
  ],
  routes,
  subscribers: [hearResponses, hearCorrections, hearReplies],
  errors: {
    proposal_gone: {
      status: 409,
      words: {
        zh: '这条建议已经处理过，或改正变了。请刷新。',
        en: 'This proposal was dealt with, or the corrections have changed. Load it again.',
      },
    },
    text_model_refused: {
      status: 400,
      words: {
        zh: '这个地址不能用。请看地址一栏的说明。',
        en: 'This address cannot be used. See the note at the address.',
      },
    },
    text_model_not_set: {
      status: 409,
      words: {
        zh: '还没有接入模型。请先保存设置。',
        en: 'No model is set up. Save the settings first.',
      },
    },
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
    { name: 'feedback:configure', words: { zh: '接入理解文本的模型', en: 'Set up the model that reads texts' } },
    { name: 'feedback:write', words: { zh: '改正原因、编辑原因分类', en: 'Correct reasons and edit the taxonomy' } },
  ],
  fillings: [
    fillSlot(textModel, builtInModel),
    fillSlot(textModel, endpointModel),
    fillSlot(knownTypes, { feedback: { zh: '客户反馈（已理解）', en: 'Feedback, understood' } }),
    fillSlot(auditWords, {
      actions: {
        'feedback.reason_corrected': { zh: '改正一条原因', en: 'Corrected a reason' },
        'feedback.proposal_taken': { zh: '采纳从改正中学到的词', en: 'Took a proposal for the taxonomy' },
        'feedback.proposal_left': { zh: '不采纳从改正中学到的词', en: 'Left a proposal for the taxonomy' },
        'feedback.text_model_set': { zh: '接入文本模型', en: 'Set up a text model' },
        'feedback.text_model_removed': { zh: '移除文本模型', en: 'Removed the text model' },
        'feedback.taxonomy_saved': { zh: '保存原因分类', en: 'Saved the taxonomy of reasons' },
      },
      things: {
        text_model: { zh: '文本模型', en: 'Text model' },
        insight: { zh: '洞察', en: 'Insight' },
        taxonomy: { zh: '原因分类', en: 'Taxonomy of reasons' },
      },
    }),
  ],
};
