import { useState } from 'react';
import { Link } from 'react-router';
import { BehindRows } from '../../../console/behind/BehindRows.tsx';
import { addressOf } from '../../../console/lib/address.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { downloadIndicators, listIndicatorRows } from '../contract.ts';
import type { Key } from '../contract-registry.ts';
import type { Stage } from '../contract-stages.ts';
import { type Unit, useShow } from './show.ts';
import { useAsked } from './useAsked.ts';
import { words } from './words.ts';

const HITS = ['all', 'yes', 'no'] as const;

/** The tasks, customers, contracts or orders that a figure counts, fifty at a time; of a stage also what stands in it now. */
export function Rows({
  of,
  unit,
  standing,
}: {
  readonly of: Key | Stage;
  readonly unit: Unit;
  readonly standing?: boolean;
}) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const format = useFormat();
  const { id } = useWorkspace();
  const write = useShow()(unit === 'share' ? 'money' : unit);
  const { query: asked } = useAsked();
  const [hit, setHit] = useState('all');
  const only: 'yes' | 'no' | null = hit === 'yes' || hit === 'no' ? hit : null;
  const query = {
    ...asked,
    key: of,
    ...(only ? { hit: only } : {}),
    ...(standing ? { standing: '1' as const } : {}),
  };
  const pages = usePages(listIndicatorRows, { query }, (page) => page.rows);
  return (
    <BehindRows
      pages={pages}
      choices={
        unit === 'share'
          ? [
              {
                label: t('rows'),
                value: hit,
                choose: setHit,
                options: HITS.map((key) => ({ key, label: t(`hit.${key}`) })),
              },
            ]
          : []
      }
      extra={
        <Button
          size="small"
          icon="download"
          onClick={() => location.assign(addressOf(downloadIndicators, { query: { ...query, what: 'rows' } }, id))}
        >
          {t('exports.rows')}
        </Button>
      }
      row={(row) => ({
        key: row.id,
        to: to(`customers/${row.customerId}`),
        name: row.name ?? row.externalId,
        marks: (
          <>
            {row.kind === 'task' ? <Link to={to(`tasks/${row.id}`)}>{t('toTask')}</Link> : null}
            {row.value === null ? null : <span>{write(row.value)}</span>}
            {row.hit === null ? null : <Tag>{row.hit ? t('isHit') : t('isMiss')}</Tag>}
          </>
        ),
        facts: [format.when(row.at), row.person, row.note ? say(row.note) : null]
          .filter((one) => one !== null)
          .join(' · '),
      })}
    />
  );
}
