import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { conditionFields } from '../segments/index.ts';
import { CLASS_CHANGED } from './compute.ts';
import { classFields } from './fields.ts';
import { hearReadings } from './hear.ts';
import { hearPurchases, sweepIntent } from './intent.ts';
import * as initial from './migrations/0001-classes.ts';
import * as intent from './migrations/0002-intent.ts';
import { routes } from './routes.ts';
import { runJob } from './run.ts';
import { sweepStale } from './sweep.ts';

export const classesFeature: Feature = {
  name: 'classes',
  words: { zh: '客户分层', en: 'Classes' },
  migrations: migrationsOf('classes', { '0001-classes': initial, '0002-intent': intent }),
  tables: [
    { name: 'class_matrix', replay: 'copy' },
    { name: 'customer_class', replay: 'empty' },
    { name: 'class_move', replay: 'empty' },
    { name: 'class_flow', replay: 'empty' },
    { name: 'class_run', replay: 'empty' },
    { name: 'intent_answer', replay: 'empty' },
    { name: 'intent_prior', replay: 'empty' },
  ],
  routes,
  jobs: [runJob],
  subscribers: [hearReadings, hearPurchases],
  sweeps: [sweepStale, sweepIntent],
  errors: {
    class_matrix_invalid: {
      status: 400,
      words: { zh: '分层矩阵有误：{message}。', en: 'The matrix is not valid: {message}.' },
    },
    class_matrix_moved: {
      status: 409,
      words: {
        zh: '你编辑期间别人发布了第 {version} 版。请重新打开后再改。',
        en: 'Somebody published version {version} while you were editing. Open it again and repeat your changes.',
      },
    },
    class_months_order: {
      status: 400,
      words: {
        zh: '前一个月 {from} 要早于后一个月 {to}。',
        en: 'The first month, {from}, must be before the second, {to}.',
      },
    },
  },
  permissions: [
    { name: 'classes:read', words: { zh: '查看客户分层', en: 'See customer classes' } },
    { name: 'classes:write', words: { zh: '发布分层矩阵', en: 'Publish the matrix of classes' } },
  ],
  fillings: [
    fillSlot(conditionFields, { fields: classFields, kinds: [] }),
    fillSlot(knownTypes, { [CLASS_CHANGED]: { zh: '分层变化', en: 'Class changed' } }),
    fillSlot(auditWords, {
      actions: {
        'classes.published': { zh: '发布分层矩阵', en: 'Published a matrix of classes' },
        'classes.intent_decided': { zh: '判定意愿能否预测购买', en: 'Decided whether intent predicts purchases' },
      },
      things: {
        class_matrix: { zh: '分层矩阵', en: 'Matrix of classes' },
        intent_prior: { zh: '意愿校准', en: 'Calibration of intent' },
      },
    }),
  ],
};
