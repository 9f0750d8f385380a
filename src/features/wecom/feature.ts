import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords, signInWay } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { channelAdapter } from '../messages/index.ts';
import { wechatAdapter } from './channels/wechat/index.ts';
import { wecomAdapter } from './channels/wecom/index.ts';
import { handOver } from './hand-over.ts';
import { lookJob, notesJob, stopJob, stopLate, syncJob, wecomSweep } from './jobs.ts';
import * as initial from './migrations/0001-wecom.ts';
import { routes } from './routes.ts';
import { wecomSignIn } from './sign-in.ts';
import { hearSignals } from './signals.ts';
import { tellOverdue, tellWrote } from './tell.ts';

export const wecomFeature: Feature = {
  name: 'wecom',
  words: { zh: '企业微信', en: 'WeCom' },
  migrations: migrationsOf('wecom', { '0001-wecom': initial }),
  tables: [
    // What happens at a real corp does not happen again in a replay.
    { name: 'wecom_task', replay: 'empty' },
    { name: 'wecom_task_staff', replay: 'empty' },
    { name: 'wecom_staff', replay: 'empty' },
    { name: 'wecom_contact', replay: 'empty' },
    { name: 'wecom_run', replay: 'empty' },
    { name: 'wecom_note', replay: 'empty' },
  ],
  routes,
  jobs: [lookJob, stopJob, syncJob, notesJob],
  subscribers: [stopLate, hearSignals, handOver, tellOverdue, tellWrote],
  sweeps: [wecomSweep],
  errors: {
    wecom_not_set: {
      status: 409,
      words: {
        zh: '企业微信还没有接通。请先在“设置 → 渠道”里填好。',
        en: 'WeCom is not set up. Fill in its settings among the channels first.',
      },
    },
    wecom_reminded: {
      status: 409,
      words: {
        zh: '现在不能提醒：已经结束，或 24 小时内提醒过三次了。',
        en: 'It cannot be reminded of now: it is over, or was three times in 24 hours.',
      },
    },
    wecom_refused: {
      status: 409,
      words: { zh: '企业微信没有接受：{said}', en: 'WeCom did not take it: {said}' },
    },
  },
  permissions: [
    {
      name: 'wecom:read',
      words: { zh: '查看企业微信的好友、群发与同步', en: 'See friends, mass messages and readings of WeCom' },
    },
    {
      name: 'wecom:write',
      words: {
        zh: '匹配好友、提醒与停止群发、同步、通知同事',
        en: 'Match friends, remind of and stop mass messages, read contacts, tell colleagues',
      },
    },
  ],
  fillings: [
    fillSlot(channelAdapter, wecomAdapter),
    fillSlot(channelAdapter, wechatAdapter),
    fillSlot(signInWay, wecomSignIn),
    fillSlot(knownTypes, {
      friend_added: { zh: '加微', en: 'Friend added' },
      friend_lost: { zh: '不再是好友', en: 'Friend lost' },
    }),
    fillSlot(auditWords, {
      actions: {
        'wecom.reminded': { zh: '提醒员工确认群发', en: 'Reminded colleagues of a mass message' },
        'wecom.stopped': { zh: '停止企业微信群发', en: 'Stopped a mass message' },
        'wecom.linked': { zh: '确认企业微信好友是哪位客户', en: 'Said which customer a friend is' },
        'wecom.staff_set': { zh: '指定企业微信员工对应的成员', en: 'Said which member a colleague at WeCom is' },
      },
      things: {
        wecom_task: { zh: '企业微信群发', en: 'Mass message' },
        wecom_contact: { zh: '企业微信好友', en: 'Friend at WeCom' },
        wecom_staff: { zh: '企业微信员工', en: 'Colleague at WeCom' },
      },
    }),
  ],
};
