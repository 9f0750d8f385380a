/** What conditions may ask about: her class, since when, and how likely she is to buy where that is known. */
import type { Field } from '../../engine/condition/index.ts';
import type { Context } from '../../kit/context.ts';
import type { Tx } from '../../kit/db/database.ts';
import { matrixInForce } from './in-force.ts';

const GROUP = { zh: '三项指标', en: 'Three metrics' };
const column = (name: string) => ({ from: 'row' as const, table: 'customer_class', column: name });

export async function classFields(tx: Tx, ctx: Context): Promise<readonly Field[]> {
  const { definition } = await matrixInForce(tx, ctx);
  return [
    {
      name: 'customer_class',
      kind: 'choice',
      label: { zh: '客户分层', en: 'class' },
      source: column('class'),
      group: GROUP,
      choices: definition.classes.map(({ key, name }) => ({ value: key, label: name })),
    },
    {
      name: 'class_since',
      kind: 'instant',
      label: { zh: '分层始于', en: 'in her class since' },
      source: column('since'),
      group: GROUP,
    },
    {
      name: 'intent_prior',
      kind: 'number',
      label: { zh: '按意愿校准的购买可能', en: 'calibrated probability to buy' },
      source: column('intent_prior'),
      group: GROUP,
    },
  ];
}
