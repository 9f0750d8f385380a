import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Facts } from '../../../console/ui/Card.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, Skeleton } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { getResponse, type ResponseItem } from '../contract-responses.ts';
import { Corrections } from './Corrections.tsx';
import { CorrectSheet } from './CorrectSheet.tsx';
import { useVia } from './show.ts';
import { words } from './words.ts';

/** One response, every answer in words, what was corrected of it; from here it is corrected. */
export default function ResponseSheet({ responseId, close }: { responseId: string; close: () => void }) {
  const t = useWords(words);
  const can = useCan();
  const to = usePath();
  const go = useNavigate();
  const query = useEndpoint(getResponse, { params: { response: responseId } });
  const [correcting, setCorrecting] = useState(false);
  const item = query.data;
  if (item && correcting) return <CorrectSheet item={item} close={() => setCorrecting(false)} />;
  const name = item ? (item.customerName ?? item.customerId) : '…';
  const primary = item
    ? {
        label: t('openCustomer', { name }),
        onClick: () => void go(to(`customers/${encodeURIComponent(item.customerId)}`)),
      }
    : undefined;
  return (
    <Sheet open title={name} close={close} {...(primary && can('customers:read') ? { primary } : {})}>
      <Answered query={query} skeleton={<Skeleton lines={6} />}>
        {(now) => <Content item={now} correct={() => setCorrecting(true)} />}
      </Answered>
    </Sheet>
  );
}

function Content({ item, correct }: { item: ResponseItem; correct: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const via = useVia();
  return (
    <div className="hx-response">
      <p className="t2 cjk">
        {t('answered', { when: format.when(item.updatedAt), via: via(item.via) })}
        {item.complete ? null : ` · ${t('partial')}`} · {t('ofVersion', { version: item.version })}
      </p>
      {item.signals.length > 0 || item.revision > 0 ? (
        <div className="row g8 wrap">
          {item.revision > 0 ? <Tag>{t('corrected')}</Tag> : null}
          {item.signals.map((signal) => (
            <Tag key={signal.key} tone="warn">
              {say(signal)}
            </Tag>
          ))}
        </div>
      ) : null}
      <div className="hx-form-said">
        <Facts rows={item.said.map((each) => [say(each.title), <span key={each.question}>{say(each.value)}</span>])} />
      </div>
      {item.revision > 0 ? <Corrections responseId={item.responseId} revision={item.revision} /> : null}
      {item.complete && can('forms:correct') ? (
        <div className="correct">
          <Button onClick={correct}>{t('correct')}</Button>
          <p className="f12 t3 cjk">{t('correctHint')}</p>
        </div>
      ) : null}
    </div>
  );
}
