import type { Feature } from '../../kit/feature.ts';
import { routes } from './routes.ts';

export const outcomesFeature: Feature = {
  name: 'outcomes',
  words: { zh: '成效', en: 'Outcomes' },
  routes,
  errors: {
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
  permissions: [{ name: 'outcomes:read', words: { zh: '查看成效', en: 'See outcomes' } }],
};
