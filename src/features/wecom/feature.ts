import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { channelAdapter } from '../messages/index.ts';
import { wechatAdapter } from './channels/wechat/index.ts';
import { wecomAdapter } from './channels/wecom/index.ts';
import { lookJob, stopJob, stopLate, wecomSweep } from './jobs.ts';
import * as initial from './migrations/0001-wecom.ts';

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
  jobs: [lookJob, stopJob],
  subscribers: [stopLate],
  sweeps: [wecomSweep],
  fillings: [fillSlot(channelAdapter, wecomAdapter), fillSlot(channelAdapter, wechatAdapter)],
};
