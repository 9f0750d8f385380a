import { useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint, usePages } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import { Timeline, type TimelineItem } from '../../../../console/ui/Timeline.tsx';
import { ORDER_TYPES, listEventTypes, type TimelineEvent } from '../../../events/contract.ts';
import { type CustomerDetail, customerTimeline } from '../../contract.ts';
import { factsOf } from './facts.ts';
import { iconOf } from './icons.ts';
import { words } from './words.ts';

/** The timeline by days, of all types or of one. */
export function Events({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const [type, setType] = useState('');
  const { nameOf, isReady } = useTypeNames();
  const pages = usePages(
    customerTimeline,
    { params: { id: customer.customerId }, query: { limit: 50, ...(type ? { type } : {}) } },
    (page) => page.items,
  );
  const counts = Object.entries(customer.eventCounts).sort(([, a], [, b]) => b - a);
  const rows = isReady ? pages.rows : undefined;
  return (
    <>
      {isReady && counts.length > 1 ? (
        <div className="types">
          <TypePill on={type === ''} name={t('all')} onClick={() => setType('')} />
          {counts.map(([one, n]) => (
            <TypePill
              key={one}
              on={type === one}
              name={nameOf(one)}
              count={format.number(n)}
              onClick={() => setType(type === one ? '' : one)}
            />
          ))}
        </div>
      ) : null}
      {rows === undefined ? (
        pages.error ? (
          <ErrorState error={pages.error} retry={pages.retry} />
        ) : (
          <Skeleton lines={5} />
        )
      ) : rows.length === 0 ? (
        <EmptyState
          icon="clock"
          title={type ? t('noEventsOfType') : t('noEvents')}
          hint={type ? undefined : t('noEventsHint')}
        />
      ) : (
        <Timeline items={byDay(rows, format, (row) => lineOf(row, format, nameOf, say))} />
      )}
      {pages.hasMore ? (
        <div className="more">
          <Button type="text" loading={pages.loadingMore} onClick={pages.more}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function TypePill({ on, name, count, onClick }: { on: boolean; name: string; count?: string; onClick: () => void }) {
  return (
    <button type="button" className={on ? 'hx-pill on' : 'hx-pill'} aria-pressed={on} onClick={onClick}>
      {name}
      {count ? <span className="t3">{count}</span> : null}
    </button>
  );
}

/** Names of event types: those of the workspace, else those every workspace knows, else the type itself. */
function useTypeNames(): { readonly nameOf: (type: string) => string; readonly isReady: boolean } {
  const say = useSay();
  const can = useCan();
  const types = useEndpoint(listEventTypes, {}, { enabled: can('events:read'), staleTime: 60_000 });
  const nameOf = (type: string) => {
    const known =
      types.data?.items.find((row) => row.type === type)?.words ??
      (Object.hasOwn(ORDER_TYPES, type) ? ORDER_TYPES[type] : undefined);
    if (known) return say(known);
    return types.isLoading ? '…' : type;
  };
  return { nameOf, isReady: !types.isLoading };
}

type Format = ReturnType<typeof useFormat>;
type Say = ReturnType<typeof useSay>;

function byDay(rows: readonly TimelineEvent[], format: Format, line: (row: TimelineEvent) => TimelineItem) {
  return rows.flatMap((row, at) => {
    const day = format.isoDay(row.at);
    const isNew = at === 0 || format.isoDay(rows[at - 1]?.at ?? row.at) !== day;
    return isNew ? [{ key: `day ${day}`, heading: format.date(row.at) }, line(row)] : [line(row)];
  });
}

function lineOf(row: TimelineEvent, format: Format, nameOf: (type: string) => string, say: Say): TimelineItem {
  const facts = factsOf(row.properties, say);
  return {
    key: row.eventId,
    when: format.time(row.at),
    icon: iconOf(row.type),
    text: nameOf(row.type),
    detail: facts.length > 0 ? facts.join(' · ') : undefined,
    right:
      row.amount === null ? null : (
        <span className={row.amount < 0 ? 'warn' : 'fw5 strong'}>{format.money(row.amount)}</span>
      ),
  };
}
