import { useEffect, useRef } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { FindBox } from '../../../../console/ui/FindBox.tsx';
import { Bone, EmptyState, ErrorState, Skeleton } from '../../../../console/ui/States.tsx';
import type { TaskItem } from '../../contract.ts';
import { useFormatAt } from '../../../../console/lib/clock.ts';
import { words } from '../words.ts';
import { type AnyResult, groupsOf } from './order.ts';
import { QueueItem } from './QueueItem.tsx';
import { Results } from './Results.tsx';
import type { QueueTab, useQueue } from './useQueue.ts';

export interface QueueProps {
  readonly queue: ReturnType<typeof useQueue>;
  readonly tab: QueueTab;
  readonly setTab: (tab: QueueTab) => void;
  readonly items: readonly TaskItem[] | undefined;
  readonly pool: readonly TaskItem[];
  /** What ended today, before it is narrowed by its result. */
  readonly ended: readonly TaskItem[];
  readonly result: AnyResult | null;
  readonly setResult: (result: AnyResult | null) => void;
  readonly q: string;
  readonly setQ: (q: string) => void;
  readonly chosen: string | undefined;
  readonly choose: (taskId: string) => void;
  readonly me: string | null | undefined;
  readonly search: React.RefObject<HTMLInputElement | null>;
}

const TABS: readonly QueueTab[] = ['waiting', 'snoozed', 'done'];

export function Queue(props: QueueProps) {
  const { queue, tab, setTab, items, pool, q, setQ, search } = props;
  const t = useWords(words);
  const { counts } = queue;
  const of = { waiting: counts?.waiting, snoozed: counts?.snoozed, done: counts?.doneToday };
  return (
    <section className="hx-queue" aria-label={t('title')}>
      <header className="hd">
        <h1>{t('title')}</h1>
        <span className="grow" />
        <FindBox box={search} value={q} change={setQ} placeholder={t('searchShort')} label={t('search')} />
      </header>
      <div className="tb" role="tablist">
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            className={tab === each ? 'on' : undefined}
            onClick={() => setTab(each)}
          >
            {t(`tabs.${each}`)} <span className="t3">{of[each] ?? ''}</span>
          </button>
        ))}
      </div>
      {tab === 'done' ? <Results items={props.ended} chosen={props.result} choose={props.setResult} /> : null}
      <div className="list">
        {items === undefined ? (
          queue.error ? (
            <ErrorState error={queue.error} retry={queue.retry} />
          ) : (
            <QueueSkeleton />
          )
        ) : (
          <Groups {...props} items={items} />
        )}
        {items !== undefined && items.length === 0 && (tab !== 'waiting' || pool.length === 0) ? (
          q === '' && props.result === null ? (
            <EmptyState
              icon={tab === 'done' ? 'task' : 'check'}
              title={t(`empty.${tab}`)}
              hint={t(`empty.${tab}Hint`)}
            />
          ) : (
            <EmptyState
              icon="search"
              title={t('noMatch')}
              action={
                <Button
                  onClick={() => {
                    setQ('');
                    props.setResult(null);
                  }}
                >
                  {t('clear')}
                </Button>
              }
            />
          )
        ) : null}
      </div>
    </section>
  );
}

function Groups({ queue, tab, items, pool, chosen, choose, me }: QueueProps & { items: readonly TaskItem[] }) {
  const t = useWords(words);
  const format = useFormatAt(queue.at);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) list.current?.querySelector(`[data-task="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const row = (item: TaskItem) => (
    <QueueItem
      key={item.taskId}
      item={item}
      at={queue.at}
      format={format}
      me={me}
      chosen={item.taskId === chosen}
      choose={choose}
    />
  );
  const groups = tab === 'waiting' ? groupsOf(items) : items.length > 0 ? [{ key: null, items }] : [];
  return (
    <div ref={list}>
      {groups.map((group, at) => (
        <section key={group.key ?? 'all'}>
          {group.key ? (
            <h3 className="grp">
              <span>
                {t(`groups.${group.key}`)} {group.items.length}
              </span>
              {at === 0 ? <span>{t('order')}</span> : null}
            </h3>
          ) : (
            <div style={{ height: 8 }} />
          )}
          <ul>{group.items.map(row)}</ul>
        </section>
      ))}
      {tab === 'waiting' && pool.length > 0 ? (
        <section>
          <h3 className="grp">
            <span>
              {t('groups.pool')} {pool.length}
            </span>
          </h3>
          <ul>{pool.map(row)}</ul>
        </section>
      ) : null}
    </div>
  );
}

function QueueSkeleton() {
  return (
    <Skeleton>
      {[0, 1, 2, 3, 4, 5].map((at) => (
        <div key={at} style={{ padding: '8px 16px', display: 'grid', gap: 8 }}>
          <Bone width={`${[34, 28, 40, 30, 36, 26][at]}%`} height={14} />
          <Bone width={`${[64, 72, 58, 70, 62, 54][at]}%`} />
        </div>
      ))}
    </Skeleton>
  );
}
