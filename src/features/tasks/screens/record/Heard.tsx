import { useEffect, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { analyseTexts } from '../../../feedback/contract.ts';
import { words } from '../words.ts';
import './heard.css';

/** Typing rests so long before it is asked; a question that was overtaken is cancelled. */
const PAUSE_MS = 400;
/** Less says nothing. */
const LEAST = 2;

/** What will be understood of the customer's words, as they are typed: reasons with their quote, what she feels, how urgent. A hint: no answer, no hint. */
export function Heard({ text }: { text: unknown }) {
  const can = useCan();
  if (typeof text !== 'string' || !can('feedback:read')) return null;
  return <Hint text={text.trim()} />;
}

function Hint({ text }: { text: string }) {
  const t = useWords(words);
  const say = useSay();
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const known = text.length >= LEAST && asked.length >= LEAST;
  const { data } = useEndpoint(
    analyseTexts,
    { body: { texts: [asked] } },
    { enabled: known, staleTime: Number.POSITIVE_INFINITY },
  );
  const found = known ? data?.items[0] : undefined;
  const plain = found?.sentiment === 'neutral' && found.reasons.length === 0 && found.urgency === 'low';
  return (
    <p className="hx-heard" aria-live="polite">
      {found && !plain ? (
        <>
          <span className="t3">{t('heard.found')}</span>
          {found.reasons.map(({ code, polarity, label, quote }, at) => (
            <span key={`${at} ${code}`} className="one">
              <Tag tone={polarity === 'negative' ? 'bad' : 'ok'}>
                {t(`heard.${polarity}`)}-{say(label)}
              </Tag>
              <q>{quote}</q>
            </span>
          ))}
          {found.reasons.length === 0 ? <Tag>{t('heard.noReason')}</Tag> : null}
          <span className="t2">{t('heard.feels', { sentiment: t(`heard.${found.sentiment}`) })}</span>
          {found.urgency === 'low' ? null : (
            <span className={found.urgency === 'high' ? 'bad' : 'warn'}>
              {t(`heard.${found.urgency}`)}
              {found.alarms.length > 0 ? t('heard.because', { words: found.alarms.join('、') }) : ''}
            </span>
          )}
        </>
      ) : null}
    </p>
  );
}
