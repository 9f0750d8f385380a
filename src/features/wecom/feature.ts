import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { channelAdapter } from '../messages/index.ts';
import { wechatAdapter } from './channels/wechat/index.ts';
import { wecomAdapter } from './channels/wecom/index.ts';

export const wecomFeature: Feature = {
  name: 'wecom',
  words: { zh: '企业微信', en: 'WeCom' },
  migrations: migrationsOf('wecom', {}),
  fillings: [fillSlot(channelAdapter, wecomAdapter), fillSlot(channelAdapter, wechatAdapter)],
};
