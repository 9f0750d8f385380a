import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { askedCounts, askings } from '../metrics/index.ts';
import { asked, askingsOf } from './asked.ts';
import { closeWhatAsked } from './answered.ts';
import { dialogueSweep, hearAnswers } from './hear.ts';
import * as cadence from './migrations/0002-cadence.ts';
import * as dialogue from './migrations/0003-dialogue.ts';
import * as initial from './migrations/0001-surveys.ts';
import { routes } from './routes.ts';
import { surveyVariables } from './variable.ts';

export const surveysFeature: Feature = {
  name: 'surveys',
  words: { zh: '问卷', en: 'Surveys' },
  migrations: migrationsOf('surveys', { '0001-surveys': initial, '0002-cadence': cadence, '0003-dialogue': dialogue }),
  tables: [
    { name: 'survey_link', replay: 'empty' },
    { name: 'survey_dialogue', replay: 'empty' },
    { name: 'survey_cadence', replay: 'copy' },
    { name: 'survey_quota', replay: 'empty' },
  ],
  routes,
  subscribers: [closeWhatAsked, hearAnswers],
  sweeps: [dialogueSweep],
  errors: {
    link_closed: {
      status: 410,
      words: {
        zh: '这个链接已经答过、过期或停用，不能再填。',
        en: 'This link was answered, has expired or was revoked; it takes no more answers.',
      },
    },
  },
  fillings: [
    ...surveyVariables,
    fillSlot(askedCounts, asked),
    fillSlot(askings, askingsOf),
    fillSlot(knownTypes, { link_opened: { zh: '打开问卷链接', en: 'Opened a survey link' } }),
    fillSlot(auditWords, {
      actions: {
        'surveys.link_made': { zh: '生成问卷链接', en: 'Made a survey link' },
        'surveys.cadence_set': { zh: '修改问卷节奏', en: 'Changed the cadence of surveys' },
        'surveys.link_revoked': { zh: '停用问卷链接', en: 'Revoked a survey link' },
      },
      things: {
        survey_link: { zh: '问卷链接', en: 'Survey link' },
        survey_cadence: { zh: '问卷节奏', en: 'Cadence of surveys' },
      },
    }),
  ],
  permissions: [
    { name: 'surveys:read', words: { zh: '查看问卷链接', en: 'See survey links' } },
    { name: 'surveys:write', words: { zh: '生成与停用问卷链接', en: 'Make and revoke survey links' } },
  ],
};
