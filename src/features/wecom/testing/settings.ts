/** Settings with which the adapters talk to a stand-in. */
import { AES_KEY, CORP, TOKEN } from './stand-in.ts';

const common = { corpId: CORP, callbackToken: TOKEN, aesKey: AES_KEY };

export const wecomSettings = (url: string, part: object = {}) => ({
  ...common,
  baseUrl: url,
  agentId: 1000002,
  secret: 'app-secret',
  confirmHours: 24,
  remindHours: 4,
  sync: true,
  tagsIn: true,
  ...part,
});

export const wechatSettings = (url: string, part: object = {}) => ({
  ...common,
  baseUrl: url,
  secret: 'kf-secret',
  openKfIds: 'wk1\nwk2',
  ...part,
});
