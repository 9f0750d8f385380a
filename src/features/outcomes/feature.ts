import type { Feature } from '../../kit/feature.ts';
import { routes } from './routes.ts';

export const outcomesFeature: Feature = {
  name: 'outcomes',
  words: { zh: '成效', en: 'Outcomes' },
  routes,
  errors: {
    scorecard_no_epoch: {
      status: 404,
      words: {
        zh: '方案 {playbook} 还没有开始过，没有可看的成效。启用后这里会有记分卡。',
        en: 'The playbook {playbook} has not started yet, so there is no scorecard. Switch it on first.',
      },
    },
  },
  permissions: [{ name: 'outcomes:read', words: { zh: '查看成效', en: 'See outcomes' } }],
};
