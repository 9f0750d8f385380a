import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import * as initial from './migrations/0001-segments.ts';
import { routes } from './routes.ts';

export const segmentsFeature: Feature = {
  name: 'segments',
  words: { zh: '分群', en: 'Segments' },
  migrations: migrationsOf('segments', { '0001-segments': initial }),
  tables: [{ name: 'segment', replay: 'copy' }],
  routes,
  errors: {
    condition_invalid: {
      status: 400,
      words: { zh: '条件有误。{path}：{message}', en: 'The condition is not valid. {path}: {message}' },
    },
    segment_name_taken: {
      status: 409,
      words: {
        zh: '已有名为「{name}」的分群。请换一个名字。',
        en: 'There is a segment named {name} already. Choose another name.',
      },
    },
    segment_in_use: {
      status: 409,
      words: {
        zh: '分群「{name}」正被这些分群引用：{by}。请先从那里去掉。',
        en: 'The segment {name} is used by {by}. Remove it there first.',
      },
    },
  },
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'segments.created': { zh: '新建分群', en: 'Created a segment' },
        'segments.changed': { zh: '修改分群', en: 'Changed a segment' },
        'segments.deleted': { zh: '删除分群', en: 'Deleted a segment' },
      },
      things: { segment: { zh: '分群', en: 'Segment' } },
    }),
  ],
  permissions: [
    { name: 'segments:read', words: { zh: '查看分群', en: 'See segments' } },
    { name: 'segments:write', words: { zh: '修改分群', en: 'Change segments' } },
  ],
};
