import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { responded, responseCorrected } from './events.ts';
import { routes } from './routes.ts';
import * as initial from './migrations/0001-forms.ts';
import * as corrections from './migrations/0002-corrections.ts';

export const formsFeature: Feature = {
  name: 'forms',
  words: { zh: '表单与答卷', en: 'Forms and responses' },
  migrations: migrationsOf('forms', { '0001-forms': initial, '0002-corrections': corrections }),
  tables: [
    { name: 'form_version', replay: 'copy' },
    { name: 'response', replay: 'empty' },
    { name: 'response_correction', replay: 'empty' },
  ],
  routes,
  events: [responded, responseCorrected],
  errors: {
    form_invalid: {
      status: 400,
      words: { zh: '表单有误。{path}：{message}', en: 'The form is not valid. {path}: {message}' },
    },
    form_published: {
      status: 409,
      words: {
        zh: '表单 {form} 的第 {version} 版已经发布，不能再改。请发布新的一版。',
        en: 'Version {version} of the form {form} is published and does not change any more. Publish a new version.',
      },
    },
    answers_invalid: {
      status: 400,
      words: { zh: '有的题没有答好。请按提示改正。', en: 'Some answers are not valid. Correct the questions named.' },
    },
    response_open: {
      status: 409,
      words: {
        zh: '这份答卷还没有答完，客户可以自己改。',
        en: 'This response is not finished: the customer can still change it.',
      },
    },
    response_moved: {
      status: 409,
      words: {
        zh: '有人刚刚更正过这份答卷。请重新打开，看过以后再改。',
        en: 'Somebody has just corrected this response. Open it again before you change it.',
      },
    },
    response_key_taken: {
      status: 409,
      words: {
        zh: '编号 {key} 已用于另一份答卷。请换一个。',
        en: 'The key {key} belongs to another response. Use another one.',
      },
    },
  },
  fillings: [
    fillSlot(knownTypes, {
      response: { zh: '答卷', en: 'Response' },
      response_corrected: { zh: '答卷更正', en: 'Response corrected' },
    }),
    fillSlot(auditWords, {
      actions: {
        'forms.published': { zh: '发布表单', en: 'Published a form' },
        'forms.answered': { zh: '代客户填写表单', en: 'Filled a form for a customer' },
        'forms.corrected': { zh: '更正答卷', en: 'Corrected a response' },
        'forms.exported': { zh: '导出答卷', en: 'Exported responses' },
      },
      things: { form: { zh: '表单', en: 'Form' }, response: { zh: '答卷', en: 'Response' } },
    }),
  ],
  permissions: [
    { name: 'forms:read', words: { zh: '查看表单与答卷', en: 'See forms and responses' } },
    { name: 'forms:write', words: { zh: '发布表单', en: 'Publish forms' } },
    { name: 'forms:answer', words: { zh: '代客户填写表单', en: 'Fill forms for customers' } },
    { name: 'forms:correct', words: { zh: '更正客户的答卷', en: 'Correct responses' } },
  ],
};
