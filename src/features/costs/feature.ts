import { contactPrices } from '../messages/index.ts';
import { contactPrices as contactPricesOfCosts } from './contact-prices.ts';
import { type Feature, migrationsOf } from '../../kit/feature.ts';
import { fillSlot } from '../../kit/slots/slot.ts';
import { auditWords } from '../access/index.ts';
import * as initial from './migrations/0001-costs.ts';
import { routes } from './routes.ts';

export const costsFeature: Feature = {
  name: 'costs',
  words: { zh: '成本', en: 'Costs' },
  migrations: migrationsOf('costs', { '0001-costs': initial }),
  tables: [{ name: 'cost', replay: 'copy' }],
  routes,
  errors: {
    cost_invalid: {
      status: 400,
      words: { zh: '这一行成本有误，请按提示改正。', en: 'The cost is not valid. Correct what is named.' },
    },
    cost_twice: {
      status: 409,
      words: {
        zh: '已经有一行完全相同的成本。确实是另一笔的话，请在说明里写明。',
        en: 'A row that says the same is there already. If it is another one, say so in its note.',
      },
    },
    cost_file_invalid: {
      status: 422,
      words: {
        zh: '文件里有 {count} 处不对，一行也没有写入。请按下面的位置改正后再试。',
        en: 'There are {count} flaws in the file, so nothing was written. Correct them where named below and try again.',
      },
    },
  },
  permissions: [
    { name: 'costs:read', words: { zh: '查看成本与时薪', en: 'See costs and wages' } },
    { name: 'costs:write', words: { zh: '登记成本', en: 'Enter costs' } },
  ],
  fillings: [
    fillSlot(contactPrices, contactPricesOfCosts),
    fillSlot(auditWords, {
      actions: {
        'cost.added': { zh: '登记成本', en: 'Entered a cost' },
        'cost.changed': { zh: '修改成本', en: 'Changed a cost' },
        'cost.deleted': { zh: '删除成本', en: 'Deleted a cost' },
        'cost.imported': { zh: '导入成本', en: 'Imported costs' },
      },
      things: { cost: { zh: '成本', en: 'Cost' } },
    }),
  ],
};
