import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat, usePath } from '../../../../console/lib/session.tsx';
import { usePages } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { Scorecard } from '../../contract.ts';
import { listMatured } from '../../contract-behind.ts';
import { words } from './words.ts';

const ARMS = ['all', 'treatment', 'control'] as const;
const CONVERTED = ['all', 'yes', 'no'] as const;

/** Customers the figures count, fifty at a time; numbers and addresses are not shown here. */
export function Behind({ card, asOf }: { card: Scorecard; asOf: string | undefined }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const [arm, setArm] = useState<(typeof ARMS)[number]>('all');
  const [converted, setConverted] = useState<(typeof CONVERTED)[number]>('all');
  const { rows, error, hasMore, more, loadingMore } = usePages(
    listMatured,
    {
      params: { playbook: card.playbook },
      query: {
        epoch: card.epoch,
        as_of: asOf,
        ...(arm === 'all' ? {} : { arm }),
        ...(converted === 'all' ? {} : { converted }),
      },
    },
    (page) => page.customers,
  );
  return (
    <>
      <p className="t3 f12">{t('behindNote')}</p>
      <div className="dimensions">
        {ARMS.map((one) => (
          <button key={one} type="button" aria-pressed={one === arm} onClick={() => setArm(one)}>
            {t(`arm.${one}`)}
          </button>
        ))}
        <span />
        {CONVERTED.map((one) => (
          <button key={one} type="button" aria-pressed={one === converted} onClick={() => setConverted(one)}>
            {t(`converted.${one}`)}
          </button>
        ))}
      </div>
      <ErrorNote error={error} />
      {rows === undefined && !error ? <Skeleton lines={4} /> : null}
      {rows?.length === 0 ? <p className="t3">{t('none')}</p> : null}
      <ul className="customers">
        {rows?.map((row) => (
          <li key={row.customerId}>
            <Link to={to(`customers/${row.customerId}`)}>{row.name ?? row.externalId ?? row.customerId}</Link>
            <span className="row g4">
              <Tag>{t(`arm.${row.arm}`)}</Tag>
              {row.converted ? <Tag tone="ok">{t('reached')}</Tag> : null}
            </span>
            <span className="facts">
              {t('facts', {
                date: format.isoDay(row.enteredAt),
                net: format.money(row.net),
                contacts: format.number(row.contacts),
              })}
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
