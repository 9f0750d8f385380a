import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useEndpoint } from '../../../../console/query.ts';
import { Field } from '../../../../console/ui/Field.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { analyseTexts } from '../../contract.ts';
import { words } from '../words.ts';

/** A sentence, and what is understood of it, as she types. */
export function Try() {
  const t = useWords(words);
  const say = useSay();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const answer = useEndpoint(analyseTexts, { body: { texts: [asked] } }, { enabled: asked !== '' });
  const found = asked === '' ? undefined : answer.data?.items[0];
  return (
    <div className="hx-tax-try">
      <Field label={t('taxonomy.try')} hint={t('taxonomy.tryHint')}>
        {(field) => <Input {...field} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {found ? (
        <p aria-live="polite">
          {found.reasons.map(({ code, polarity, label }) => (
            <Tag key={`${code} ${polarity}`} tone={polarity === 'negative' ? 'bad' : 'ok'}>
              {t(`quotes.sentiment.${polarity}`)} · {say(label)}
            </Tag>
          ))}
          {found.reasons.length === 0 ? <span className="t3">{t('taxonomy.nothing')}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
