import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { useCan, usePath } from '../../../../console/lib/session.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Bone, EmptyState, ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { dialTask, listPeople, type TaskItem } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { filterItems, groupsOf, ofResult, type PhoneFilter } from '../queue/order.ts';
import { Due, useMarks, useTaskLine } from '../queue/QueueItem.tsx';
import { Results } from '../queue/Results.tsx';
import { useQueue } from '../queue/useQueue.ts';
import { useQueueAddress } from '../queue/useQueueAddress.ts';
import { Held } from '../work/Held.tsx';
import { words } from '../words.ts';
import './phone.css';

/** The list of a phone: cards by lateness, the first late one with its call button. */
export function PhoneQueue() {
  const t = useWords(words);
  const { tab, q, result, setTab, setQ, setResult } = useQueueAddress();
  const queue = useQueue(tab);
  const me = useEndpoint(listPeople, {}, { staleTime: 300_000 });
  const [filter, setFilter] = useState<PhoneFilter>('all');
  const [searching, setSearching] = useState(q !== '');
  const found = queue.shown ? filterItems(queue.shown, tab === 'waiting' ? filter : 'all', q) : undefined;
  const items = found && tab === 'done' ? ofResult(found, result) : found;
  const pool = tab === 'waiting' && filter === 'all' ? filterItems(queue.pool, 'all', q) : [];
  const count = (wanted: PhoneFilter) => (queue.waiting ? filterItems(queue.waiting, wanted, '').length : undefined);
  const chip = (key: string, label: string, n: number | undefined, on: boolean, choose: () => void) => (
    <button key={key} type="button" className={on ? 'on' : undefined} aria-pressed={on} onClick={choose}>
      {label} {n ?? ''}
    </button>
  );
  const choose = (next: PhoneFilter) => {
    setFilter(next);
    setTab('waiting');
  };
  return (
    <div className="hx-ptasks">
      <header>
        <h1>{t('phoneTitle')}</h1>
        <button type="button" className="ib" aria-label={t('keys.search')} onClick={() => setSearching(!searching)}>
          <Icon name="search" size={20} />
        </button>
      </header>
      {searching ? (
        <div className="find">
          <input
            type="search"
            className="hx-input"
            value={q}
            placeholder={t('search')}
            aria-label={t('search')}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the button just pressed
            autoFocus
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
      ) : null}
      <div className="chips">
        {(['all', 'late', 'phone', 'wecom'] as const).map((key) =>
          chip(key, t(`chips.${key}`), count(key), tab === 'waiting' && filter === key, () => choose(key)),
        )}
        {chip('snoozed', t('chips.snoozed'), queue.counts?.snoozed, tab === 'snoozed', () => setTab('snoozed'))}
        {chip('done', t('chips.done'), queue.counts?.doneToday, tab === 'done', () => setTab('done'))}
      </div>
      {tab === 'done' ? <Results items={found ?? []} chosen={result} choose={setResult} /> : null}
      {items === undefined ? (
        queue.error ? (
          <ErrorState error={queue.error} retry={queue.retry} />
        ) : (
          <CardSkeleton />
        )
      ) : (
        <Cards
          items={items}
          pool={pool}
          at={queue.at}
          grouped={tab === 'waiting'}
          me={me.data?.me}
          doneToday={queue.counts?.doneToday}
        />
      )}
      {items?.length === 0 && pool.length === 0 ? (
        q === '' && filter === 'all' && result === null ? (
          <EmptyState icon="check" title={t(`empty.${tab}`)} hint={t(`empty.${tab}Hint`)} />
        ) : (
          <EmptyState
            icon="search"
            title={t('noMatch')}
            action={
              <Button
                onClick={() => {
                  setQ('');
                  setFilter('all');
                  setResult(null);
                }}
              >
                {t('clear')}
              </Button>
            }
          />
        )
      ) : null}
      <Held />
    </div>
  );
}

interface CardsProps {
  readonly items: readonly TaskItem[];
  readonly pool: readonly TaskItem[];
  readonly at: string | undefined;
  readonly grouped: boolean;
  readonly me: string | null | undefined;
  readonly doneToday: number | undefined;
}

function Cards({ items, pool, at, grouped, me, doneToday }: CardsProps) {
  const t = useWords(words);
  const groups = grouped ? groupsOf(items) : items.length > 0 ? [{ key: null, items }] : [];
  return (
    <>
      {groups.map((group, place) => (
        <section key={group.key ?? 'all'}>
          {group.key ? (
            <h2 className="gp">
              <span>{t(`groups.${group.key}`)}</span>
              <span>
                {place === 0 && doneToday
                  ? `${t('chips.done')} ${doneToday}`
                  : t('count', { count: group.items.length })}
              </span>
            </h2>
          ) : null}
          {group.items.map((item, index) => (
            <Card key={item.taskId} item={item} at={at} me={me} acts={group.key === 'late' && index === 0} />
          ))}
        </section>
      ))}
      {pool.length > 0 ? (
        <section>
          <h2 className="gp">
            <span>{t('groups.pool')}</span>
            <span>{t('count', { count: pool.length })}</span>
          </h2>
          {pool.map((item) => (
            <Card key={item.taskId} item={item} at={at} me={me} acts={false} />
          ))}
        </section>
      ) : null}
    </>
  );
}

function Card({
  item,
  at,
  me,
  acts,
}: {
  item: TaskItem;
  at: string | undefined;
  me: string | null | undefined;
  acts: boolean;
}) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const can = useCan();
  const navigate = useNavigate();
  const format = useFormatAt(at);
  const line = useTaskLine();
  const mark = useMarks()(item, me);
  const reason = item.because.find(({ code }) => code === 'unanswered' || code === 'low_score');
  const open = () => void navigate(to(`tasks/${item.taskId}`));
  const dial = useAction(dialTask, {
    onDone: ({ phone }) => {
      if (phone) location.href = `tel:${phone}`;
      open();
    },
  });
  const may = (can('customers:contact') || can('customers:reveal')) && item.customer.phone !== null;
  return (
    <article className="tk">
      <button type="button" className="body" onClick={open}>
        <span className="a">
          <b className="el">{item.customer.name ?? '—'}</b>
          {item.customer.tags.slice(0, 1).map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          <span className="grow" />
          <Due item={item} at={at} format={format} />
        </span>
        <span className="s el">{line(item)}</span>
        {(mark ?? reason) ? (
          <span className={item.escalated ? 'w bad' : 'w'}>{mark ?? (reason ? say(reason.words) : '')}</span>
        ) : null}
        {item.endedAt && item.result ? <span className="w">{t(`results.${item.result as 'done'}`)}</span> : null}
      </button>
      {acts ? (
        <div className="acts">
          {may ? (
            <Button
              type="primary"
              icon="phone"
              loading={dial.isPending}
              onClick={() => dial.mutate({ params: { task: item.taskId } })}
            >
              {t('act.call')}
            </Button>
          ) : null}
          <Button onClick={open}>{t('act.open')}</Button>
        </div>
      ) : null}
    </article>
  );
}

function CardSkeleton() {
  return (
    <Skeleton>
      {[0, 1, 2, 3].map((at) => (
        <div key={at} className="tk" style={{ padding: 16, display: 'grid', gap: 10 }}>
          <Bone width="34%" height={16} />
          <Bone width="72%" />
        </div>
      ))}
    </Skeleton>
  );
}
