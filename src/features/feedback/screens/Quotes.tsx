import { Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useEndpoint, usePages } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { Icon } from '../../../console/ui/Icon.tsx';
import { Dimmed, EmptyState, ErrorState, Skeleton } from '../../../console/ui/States.tsx';
import { getDrivers, listInsights, type ReasonSummary } from '../contract.ts';
import type { Filters } from './filters.ts';
import { Quote } from './Quote.tsx';
import { words } from './words.ts';

/** What was said, newest first, narrowed by what was chosen at the left. */
export function Quotes({ summary, filters }: { summary: ReasonSummary; filters: Filters }) {
  const t = useWords(words);
  const pages = usePages(listInsights, { query: filters.query }, (page) => page.items);
  return (
    <Card flush title={t('quotes.title')} className="hx-quotes">
      <Bar summary={summary} filters={filters} />
      {pages.error ? <ErrorState error={pages.error} retry={pages.retry} /> : null}
      {!pages.rows && !pages.error ? (
        <div className="wait">
          <Skeleton lines={5} />
        </div>
      ) : null}
      {pages.rows?.length === 0 ? (
        <EmptyState
          icon="search"
          title={t('quotes.none')}
          hint={t('quotes.noneHint')}
          action={filters.narrowed ? <Button onClick={filters.clear}>{t('quotes.clear')}</Button> : null}
        />
      ) : null}
      <Dimmed when={pages.stale}>
        <ul>
          {pages.rows?.map((insight) => (
            <Quote key={insight.insightId} insight={insight} />
          ))}
        </ul>
      </Dimmed>
      {pages.hasMore ? (
        <div className="more">
          <Button onClick={pages.more} loading={pages.loadingMore}>
            {t('quotes.more')}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

const ALL = 'all';

function Bar({ summary, filters }: { summary: ReasonSummary; filters: Filters }) {
  const t = useWords(words);
  const say = useSay();
  const { reason, polarity, sentiment, urgency, q, metric, group } = filters.query;
  const { days, playbook } = filters.query;
  // The same question that the card of drivers asks.
  const drivers = useEndpoint(
    getDrivers,
    { query: { days, playbook, metric: metric ?? 'nps' } },
    { enabled: metric !== undefined },
  );
  const scored = drivers.data?.metrics.find((one) => one.metric === metric);
  const label = summary.reasons.find(({ code }) => code === reason)?.label;
  const chips = [
    reason || polarity
      ? {
          key: 'reason',
          text: [polarity ? t(`quotes.sentiment.${polarity}`) : '', label ? say(label) : (reason ?? '')]
            .filter(Boolean)
            .join(' · '),
          off: { reason: undefined, polarity: undefined },
        }
      : null,
    metric && group
      ? {
          key: 'group',
          text: t(`quotes.group.${group}`, { metric: scored && scored.own ? say(scored.name) : metric.toUpperCase() }),
          off: { metric: undefined, group: undefined },
        }
      : null,
    urgency ? { key: 'urgency', text: t(`quotes.urgency.${urgency}`), off: { urgency: undefined } } : null,
  ].filter((chip) => chip !== null);
  return (
    <div className="bar">
      <Segmented
        size="small"
        value={sentiment ?? ALL}
        options={[
          { value: ALL, label: t('quotes.all') },
          ...(['negative', 'positive', 'neutral'] as const).map((each) => ({
            value: each,
            label: t(`quotes.sentiment.${each}`),
          })),
        ]}
        onChange={(each) => filters.set({ sentiment: each === ALL ? undefined : each })}
      />
      {chips.map((chip) => (
        <button key={chip.key} type="button" className="chip" onClick={() => filters.set(chip.off)}>
          {chip.text}
          <Icon name="close" size={14} />
        </button>
      ))}
      <span className="grow" />
      <Search key={q ?? ''} q={q ?? ''} set={(text) => filters.set({ q: text || undefined })} />
    </div>
  );
}

/** Asks a moment after the last key. */
function Search({ q, set }: { q: string; set: (q: string) => void }) {
  const t = useWords(words);
  const [text, setText] = useState(q);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(() => set(text.trim()), 400);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      size="small"
      allowClear
      className="search"
      aria-label={t('quotes.search')}
      placeholder={t('quotes.search')}
      prefix={<Icon name="search" size={14} />}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
