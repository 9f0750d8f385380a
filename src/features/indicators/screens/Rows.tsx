import { useState } from 'react';
import { Link } from 'react-router';
import { addressOf } from '../../../console/lib/address.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat, usePath, useWorkspace } from '../../../console/lib/session.tsx';
import { usePages } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
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
  const [hit, setHit] = useState<(typeof HITS)[number]>('all');
  const query = {
    ...asked,
    key: of,
    ...(hit === 'all' ? {} : { hit }),
    ...(standing ? { standing: '1' as const } : {}),
  };
  const { rows, error, hasMore, more, loadingMore } = usePages(listIndicatorRows, { query }, (page) => page.rows);
  return (
    <>
      <div className="hx-indicator-chips">
        {unit === 'share'
          ? HITS.map((one) => (
              <button key={one} type="button" aria-pressed={one === hit} onClick={() => setHit(one)}>
                {t(`hit.${one}`)}
              </button>
            ))
          : null}
        <span className="grow" />
        <Button
          size="small"
          icon="download"
          onClick={() => location.assign(addressOf(downloadIndicators, { query: { ...query, what: 'rows' } }, id))}
        >
          {t('exports.rows')}
        </Button>
      </div>
      <ErrorNote error={error} />
      {rows === undefined && !error ? <Skeleton lines={4} /> : null}
      {rows?.length === 0 ? <p className="t3">{t('none')}</p> : null}
      <ul className="rows">
        {rows?.map((row) => (
          <li key={row.id}>
            <Link to={to(`customers/${row.customerId}`)}>{row.name ?? row.externalId}</Link>
            <span className="row g4">
              {row.kind === 'task' ? <Link to={to(`tasks/${row.id}`)}>{t('toTask')}</Link> : null}
              {row.value === null ? null : <span>{write(row.value)}</span>}
              {row.hit === null ? null : <Tag>{row.hit ? t('isHit') : t('isMiss')}</Tag>}
            </span>
            <span className="facts">
              {[format.when(row.at), row.person, row.note ? say(row.note) : null]
                .filter((one) => one !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {hasMore ? (
        <Button block loading={loadingMore} onClick={more}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
