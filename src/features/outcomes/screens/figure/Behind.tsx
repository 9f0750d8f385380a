import { useState } from 'react';
import { BehindRows } from '../../../../console/behind/BehindRows.tsx';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { usePages } from '../../../../console/query.ts';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { IndicatorRow, Scorecard } from '../../contract.ts';
import { listMatured } from '../../contract-behind.ts';
import { DRILL_WORDS } from '../../contract-drill.ts';
import type { Chosen } from './Divided.tsx';
import { words } from './words.ts';

const ARMS = ['all', 'treatment', 'control'] as const;
const CONVERTED = ['all', 'yes', 'no'] as const;

/** Customers the figure counts, of the whole or of the chosen group; numbers and addresses are not shown here. */
export function Behind({
  card,
  row,
  asOf,
  chosen,
  clear,
}: {
  card: Scorecard;
  row: IndicatorRow;
  asOf: string | undefined;
  chosen: Chosen | null;
  clear: () => void;
}) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const [arm, setArm] = useState('all');
  const [converted, setConverted] = useState('all');
  // Another playbook stands with its own latest epoch.
  const whose =
    chosen?.by === 'playbook'
      ? { params: { playbook: chosen.key }, query: { as_of: asOf } }
      : {
          params: { playbook: card.playbook },
          query: {
            epoch: card.epoch,
            as_of: asOf,
            ...(chosen ? { by: chosen.by, group: chosen.key } : {}),
          },
        };
  const pages = usePages(
    listMatured,
    {
      ...whose,
      query: {
        ...whose.query,
        figure: row.key,
        ...(arm === 'treatment' || arm === 'control' ? { arm } : {}),
        ...(converted === 'yes' || converted === 'no' ? { converted } : {}),
      },
    },
    (page) => page.customers,
  );
  const alone = row.n.c === 0 || chosen?.by === 'channel' || chosen?.by === 'person' || chosen?.by === 'script';
  return (
    <BehindRows
      pages={pages}
      only={chosen ? { name: `${say(DRILL_WORDS[chosen.by])} ${chosen.name}`, clear } : null}
      choices={[
        ...(alone
          ? []
          : [
              {
                label: t('arms'),
                value: arm,
                choose: setArm,
                options: ARMS.map((key) => ({ key, label: t(`arm.${key}`) })),
              },
            ]),
        {
          label: t('goal'),
          value: converted,
          choose: setConverted,
          options: CONVERTED.map((key) => ({ key, label: t(`converted.${key}`) })),
        },
      ]}
      row={(one) => ({
        key: one.customerId,
        to: to(`customers/${one.customerId}`),
        name: one.name ?? one.externalId ?? one.customerId,
        marks: (
          <>
            <Tag>{t(`arm.${one.arm}`)}</Tag>
            {one.converted ? <Tag tone="ok">{t('reached')}</Tag> : null}
          </>
        ),
        facts: t('facts', {
          date: format.isoDay(one.enteredAt),
          net: format.money(one.net),
          contacts: format.number(one.contacts),
        }),
      })}
    />
  );
}
