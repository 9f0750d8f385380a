import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import * as initial from './migrations/0001-broadcasts.ts';
import * as preferred from './migrations/0002-preferred.ts';
import { prepareJob } from './prepare.ts';
import { routes } from './routes.ts';
import { stopJob } from './run.ts';
import { broadcastsSweep } from './sweep.ts';

export const broadcastsFeature: Feature = {
  name: 'broadcasts',
  words: { zh: '群发', en: 'Broadcasts' },
  migrations: migrationsOf('broadcasts', { '0001-broadcasts': initial, '0002-preferred': preferred }),
  tables: [
    // People sent these: nothing in the past makes them happen again.
    { name: 'broadcast', replay: 'empty' },
    { name: 'broadcast_place', replay: 'empty' },
    { name: 'broadcast_recipient', replay: 'empty' },
  ],
  routes,
  jobs: [prepareJob, stopJob],
  sweeps: [broadcastsSweep],
  errors: {
    broadcast_invalid: {
      status: 400,
      words: { zh: '群发填写有误，请按提示改正。', en: 'The broadcast is not valid. Correct what is named.' },
    },
    broadcast_state: {
      status: 409,
      words: {
        zh: '群发现在的状态（{state}）不能这样做。请刷新后再看。',
        en: 'A broadcast in this state ({state}) does not allow that. Load it again.',
      },
    },
    broadcast_changed: {
      status: 409,
      words: {
        zh: '这个群发刚被改过，您看到的不是最新的。请刷新后再做。',
        en: 'Somebody has changed this broadcast; what you saw is not what it is now. Load it again.',
      },
    },
    broadcast_not_estimated: {
      status: 409,
      words: {
        zh: '开始前要先预估：看看能触达多少人、各因为什么不发。',
        en: 'Estimate it first: see whom it reaches, and why not the others.',
      },
    },
    broadcast_empty: {
      status: 409,
      words: {
        zh: '现在没有客户符合条件，没有可发的人。请改对象。',
        en: 'No customer meets the condition now, so there is nobody to tell. Change whom it is for.',
      },
    },
    broadcast_busy: {
      status: 409,
      words: {
        zh: '同时最多进行 {most} 个群发。请等一个结束，或先停止一个。',
        en: 'At most {most} broadcasts run at once. Wait for one to end, or stop one.',
      },
    },
    broadcast_too_many: {
      status: 409,
      words: {
        zh: '一次群发最多 {most} 位客户。请把对象缩小，或分几次发。',
        en: 'One broadcast is for {most} customers at most. Narrow it, or send several.',
      },
    },
    broadcast_scope: {
      status: 403,
      words: {
        zh: '群发面向全部客户，只能看一部分客户的成员不能发。',
        en: 'A broadcast is for all customers; who sees only some of them cannot send one.',
      },
    },
    broadcast_test_customer: {
      status: 409,
      words: {
        zh: '这是一位客户的号码或邮箱。试发只发给自己人，不绕过触达规则。',
        en: 'This address is a customer’s. A test goes to one’s own people; it is no way round the rules.',
      },
    },
  },
  permissions: [
    { name: 'broadcasts:read', words: { zh: '查看群发', en: 'See broadcasts' } },
    { name: 'broadcasts:write', words: { zh: '新建、开始与停止群发', en: 'Make, start and stop broadcasts' } },
  ],
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'broadcasts.created': { zh: '新建群发', en: 'Made a broadcast' },
        'broadcasts.changed': { zh: '修改群发', en: 'Changed a broadcast' },
        'broadcasts.removed': { zh: '删除群发草稿', en: 'Deleted a draft of a broadcast' },
        'broadcasts.scheduled': { zh: '预定群发', en: 'Scheduled a broadcast' },
        'broadcasts.unscheduled': { zh: '撤回群发的预定', en: 'Took back the schedule of a broadcast' },
        'broadcasts.started': { zh: '群发开始', en: 'A broadcast started' },
        'broadcasts.not_started': {
          zh: '群发没有开始：分群已删除',
          en: 'A broadcast did not start: its segment is gone',
        },
        'broadcasts.paused': { zh: '暂停群发', en: 'Paused a broadcast' },
        'broadcasts.resumed': { zh: '继续群发', en: 'Let a broadcast go on' },
        'broadcasts.paced': { zh: '改变群发速度', en: 'Changed the pace of a broadcast' },
        'broadcasts.stopped': { zh: '停止群发', en: 'Stopped a broadcast' },
        'broadcasts.tested': { zh: '试发群发内容', en: 'Sent a test of a broadcast' },
        'broadcasts.downloaded': { zh: '下载群发的逐人记录', en: 'Downloaded the recipients of a broadcast' },
      },
      things: { broadcast: { zh: '群发', en: 'Broadcast' } },
    }),
  ],
};
