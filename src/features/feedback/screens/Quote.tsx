import { Link } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useAction } from '../../../console/query.ts';
import { Menu } from '../../../console/ui/Menu.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { correctReason, type FoundReason, getReasons, type Insight, listInsights } from '../contract.ts';
import { QuoteText } from './QuoteText.tsx';
import { words } from './words.ts';

/** One text: who, when, her words with their marks, and what was understood; each reason can be put right. */
export function Quote({ insight }: { insight: Insight }) {
  const t = useWords(words);
  const to = usePath();
  const format = useFormat();
  const { customerId, customerName, sentiment, urgency, alarms, source, saidAt, reasons } = insight;
  const can = useCan();
  const correct = useAction(correctReason, { changes: [listInsights, getReasons] });
  return (
    <li>
      <div className="who">
        <Link to={to(`customers/${customerId}`)} className="fw5">
          {customerName}
        </Link>
        <span className="t3 f12">{t(`quotes.source.${source}`)}</span>
        <span className="grow" />
        {can('tasks:write') ? (
          <Link className="hx-link f12" to={to(`tasks/new?customer=${encodeURIComponent(customerId)}`)}>
            {t('quotes.task')}
          </Link>
        ) : null}
        {urgency === 'high' ? <Tag tone="bad">{t('quotes.urgency.high')}</Tag> : null}
        <time className="t3 f12" dateTime={saidAt}>
          {format.when(saidAt)}
        </time>
      </div>
      <QuoteText insight={insight} />
      <div className="understood">
        {reasons.map((reason) => (
          <ReasonTag
            key={`${reason.code} ${reason.polarity}`}
            reason={reason}
            correct={(polarity) => {
              const { code, start, end } = reason;
              correct.mutate({ params: { insight: insight.insightId }, body: { code, start, end, polarity } });
            }}
          />
        ))}
        {reasons.length === 0 ? (
          <Tag tone={sentiment === 'negative' ? 'bad' : sentiment === 'positive' ? 'ok' : 'neutral'}>
            {t(`quotes.sentiment.${sentiment}`)}
          </Tag>
        ) : null}
        <span className="t3 f12" title={t('quotes.by', { provider: insight.provider, version: insight.version })}>
          {insight.opinion ? t('quotes.score', { score: format.signed(insight.score) }) : t('quotes.neutralBecause')}
          {alarms.length > 0 ? ` · ${t('quotes.because', { words: format.list(alarms) })}` : ''}
        </span>
      </div>
      <ErrorNote error={correct.error} />
    </li>
  );
}

interface ReasonTagProps {
  readonly reason: FoundReason;
  readonly correct: (polarity: FoundReason['polarity'] | null) => void;
}

function ReasonTag({ reason, correct }: ReasonTagProps) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const name = say(reason.label);
  const isBad = reason.polarity === 'negative';
  const shown = (
    <Tag tone={isBad ? 'bad' : 'ok'}>
      {t(`quotes.sentiment.${reason.polarity}`)} · {name}
    </Tag>
  );
  if (!can('feedback:write')) return shown;
  return (
    <Menu
      width={240}
      groups={[
        {
          title: t('correct.note'),
          items: [
            { key: 'not', label: t('correct.not', { reason: name }), onSelect: () => correct(null) },
            {
              key: 'other',
              label: t(isBad ? 'correct.positive' : 'correct.negative'),
              onSelect: () => correct(isBad ? 'positive' : 'negative'),
            },
          ],
        },
      ]}
      trigger={(props) => (
        <button type="button" className="reason" aria-label={t('correct.open', { reason: name })} {...props}>
          {shown}
        </button>
      )}
    />
  );
}
