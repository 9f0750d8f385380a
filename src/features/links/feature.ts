import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { knownTypes } from '../events/index.ts';
import { messageVariable, textFinisher } from '../messages/index.ts';
import { weixinLinks } from './connectors/weixin/index.ts';
import { trackedLinks } from './finish.ts';
import * as initial from './migrations/0001-links.ts';
import * as miniprogram from './migrations/0002-miniprogram.ts';
import * as life from './migrations/0003-life.ts';
import { miniJob, miniProgramVariable, miniSweep } from './miniprogram.ts';
import { routes } from './routes.ts';
import { linksSweep } from './sweep.ts';
import { urlMaker } from './url-maker.ts';

export const linksFeature: Feature = {
  name: 'links',
  words: { zh: '短链接', en: 'Links' },
  migrations: migrationsOf('links', { '0001-links': initial, '0002-miniprogram': miniprogram, '0003-life': life }),
  tables: [
    { name: 'short_link', replay: 'empty' },
    { name: 'short_link_visit', replay: 'empty' },
    { name: 'link_settings', replay: 'copy' },
    { name: 'link_figure', replay: 'empty' },
    { name: 'link_sweep', replay: 'empty' },
    // Its secret stays where it was entered.
    { name: 'mini_program', replay: 'empty' },
  ],
  routes,
  jobs: [miniJob],
  sweeps: [miniSweep, linksSweep],
  errors: {
    link_leads_to_link: {
      status: 422,
      words: {
        zh: '目标本身就是一个短链接，会绕圈。请填最终的网址。',
        en: 'The target is a short link itself; enter the final address.',
      },
    },
  },
  permissions: [
    { name: 'links:read', words: { zh: '查看短链接', en: 'See short links' } },
    { name: 'links:write', words: { zh: '做链接与二维码', en: 'Make links and QR codes' } },
    { name: 'links:configure', words: { zh: '设置短链接', en: 'Set up short links' } },
  ],
  fillings: [
    fillSlot(textFinisher, trackedLinks),
    fillSlot(urlMaker, weixinLinks),
    fillSlot(messageVariable, miniProgramVariable),
    fillSlot(knownTypes, {
      link_clicked: { zh: '点击链接', en: 'Clicked a link' },
      email_opened: { zh: '打开邮件', en: 'Opened an e-mail' },
    }),
    fillSlot(auditWords, {
      actions: {
        'links.made': { zh: '做了一个链接', en: 'Made a link' },
        'links.changed': { zh: '修改链接', en: 'Changed a link' },
        'links.archived': { zh: '停用链接', en: 'Took a link out of use' },
        'links.restored': { zh: '恢复链接', en: 'Put a link back to use' },
        'links.miniprogram_set': { zh: '设置小程序链接', en: 'Set up the mini-program link' },
        'links.miniprogram_removed': { zh: '移除小程序链接', en: 'Removed the mini-program link' },
        'links.settings_changed': { zh: '修改短链接设置', en: 'Changed the settings of short links' },
      },
      things: {
        mini_program: { zh: '小程序链接', en: 'Mini-program link' },
        short_link: { zh: '短链接', en: 'Short link' },
        link_settings: { zh: '短链接设置', en: 'Settings of short links' },
      },
    }),
  ],
};
