import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import { Page } from '../../../../console/ui/Page.tsx';
import { Answered, EmptyState } from '../../../../console/ui/States.tsx';
import { Choices } from '../../../../console/ui/Choices.tsx';
import { listCauses } from '../../contract-undelivered.ts';
import { CauseCard } from './CauseCard.tsx';
import { words } from './words.ts';
import './undelivered.css';

const SPANS = [7, 30, 90] as const;

/** 没送到的消息: by cause, what to do about each, and doing it. */
export default function Undelivered() {
  const t = useWords(words);
  const [days, setDays] = useState<number>(30);
  const query = useEndpoint(listCauses, { query: { days } });
  return (
    <Page title={t('title')} tone="work">
      <div className="hx-undelivered-lead">
        <p className="t2 cjk">{t('lead', { days })}</p>
        <Choices
          label={t('title')}
          value={String(days)}
          options={SPANS.map((each) => ({ key: String(each), label: t('days', { days: each }) }))}
          choose={(next) => setDays(Number(next))}
        />
      </div>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="check" title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <ul className="hx-causes">
              {items.map((cause) => (
                <CauseCard key={cause.key} cause={cause} days={days} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}
