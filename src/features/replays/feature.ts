import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { job } from '../../kit/jobs/job.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import * as initial from './migrations/0001-replays.ts';
import { routes } from './routes.ts';
import { runReplay, WALK_TASK } from './service.ts';

export const replaysFeature: Feature = {
  name: 'replays',
  words: { zh: '历史回放', en: 'Replays' },
  migrations: migrationsOf('replays', { '0001-replays': initial }),
  tables: [{ name: 'replay', replay: 'empty' }],
  routes,
  jobs: [
    job<{ replay: string }>(WALK_TASK, async (ctx, { replay }, { signal }) => {
      await runReplay(ctx, replay, { signal });
    }),
  ],
  errors: {
    replay_range: {
      status: 400,
      words: { zh: '起止日期有误：{from} 必须早于 {to}。', en: 'The range is not valid: {from} must be before {to}.' },
    },
    replay_not_scratch: {
      status: 409,
      words: {
        zh: '工作区 {into} 不是回放副本，不能覆盖。请换一个名字。',
        en: 'The workspace {into} is not a scratch copy and is not overwritten. Choose another name.',
      },
    },
    replay_of_scratch: {
      status: 409,
      words: {
        zh: '这里已经是回放副本。请在原工作区回放。',
        en: 'This is a scratch copy already. Replay from the original workspace.',
      },
    },
    replay_taken_over: {
      status: 409,
      words: {
        zh: '另一次回放已重新开始写入 {into}，本次到此为止。',
        en: 'Another replay into {into} has begun; this one ends here.',
      },
    },
    replay_busy: {
      status: 409,
      words: {
        zh: '正在回放到 {into}。请等它结束或先停止。',
        en: 'A replay into {into} is running. Wait for it or stop it first.',
      },
    },
  },
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'replays.started': { zh: '开始回放', en: 'Started a replay' },
        'replays.stopped': { zh: '停止回放', en: 'Stopped a replay' },
      },
      things: { replay: { zh: '历史回放', en: 'Replay' } },
    }),
  ],
  permissions: [
    { name: 'replays:read', words: { zh: '查看回放', en: 'See replays' } },
    { name: 'replays:write', words: { zh: '回放历史', en: 'Replay history' } },
  ],
};
