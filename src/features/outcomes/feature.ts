import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import { forgetCampaigns } from './campaigns.ts';
import * as campaigns from './migrations/0001-campaigns.ts';
import * as rollup from './migrations/0002-rollup.ts';
import { markEnrolled, markEvents, markReadings, rollUp } from './rollup/make.ts';
import { campaignRoutes } from './routes-campaigns.ts';
import { routes } from './routes.ts';

export const outcomesFeature: Feature = {
  name: 'outcomes',
  words: { zh: '成效', en: 'Outcomes' },
  migrations: migrationsOf('outcomes', { '0001-campaigns': campaigns, '0002-rollup': rollup }),
  tables: [
    { name: 'campaign', replay: 'empty' },
    { name: 'outcome_slice', replay: 'empty' },
    { name: 'outcome_sum', replay: 'empty' },
    { name: 'outcome_buyer', replay: 'empty' },
    { name: 'outcome_mark', replay: 'empty' },
  ],
  routes: [...routes, ...campaignRoutes],
  subscribers: [markEvents, markEnrolled, markReadings],
  sweeps: [forgetCampaigns, rollUp],
  errors: {
    campaign_scored: {
      status: 409,
      words: {
        zh: '这个活动已经计过分。要换文件，请另开一个。',
        en: 'This campaign was scored already. To change its files, begin another.',
      },
    },
    score_files_invalid: {
      status: 422,
      words: {
        zh: '文件里有 {count} 处不对，没有计分。请按下面的位置改正后再试。',
        en: 'There are {count} flaws in the files, so nothing was scored. Correct them where named below and try again.',
      },
    },
    scorecard_no_epoch: {
      status: 404,
      words: {
        zh: '方案 {playbook} 还没有开始过，没有可看的成效。启用后这里会有记分卡。',
        en: 'The playbook {playbook} has not started yet, so there is no scorecard. Switch it on first.',
      },
    },
  },
  permissions: [
    { name: 'outcomes:read', words: { zh: '查看成效', en: 'See outcomes' } },
    { name: 'outcomes:write', words: { zh: '给别处的活动计分', en: 'Score campaigns that ran elsewhere' } },
  ],
  fillings: [
    fillSlot(auditWords, {
      actions: {
        'campaign.scored': { zh: '给别处的活动计分', en: 'Scored a campaign that ran elsewhere' },
        'campaign.deleted': { zh: '删除别处的活动', en: 'Deleted a campaign that ran elsewhere' },
      },
      things: { campaign: { zh: '别处的活动', en: 'Campaign that ran elsewhere' } },
    }),
  ],
};
