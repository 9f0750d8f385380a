import { Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../../console/api.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../console/lib/session.tsx';
import { LanguageChoice } from '../../../console/playbook/LanguageChoice.tsx';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Card } from '../../../console/ui/Card.tsx';
import { ErrorNote } from '../../../console/ui/States.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import { listCustomers } from '../../customers/contract.ts';
import { CHANNEL_WORDS } from '../../messages/contract-definition.ts';
import type { Broadcast } from '../contract.ts';
import { previewBroadcast } from '../contract-recipients.ts';
import { reasonWords } from '../contract-words.ts';
import { words } from './words.ts';

const TestSheet = lazy(() => import('./TestSheet.tsx'));

/** What one customer would get on each channel, and whether the rules would let it through now. */
export function PreviewCard({ one }: { one: Broadcast }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const format = useFormat();
  const [text, setText] = useState('');
  const [customer, setCustomer] = useState<string | null>(null);
  const [testing, setTesting] = useState(false);
  const found = useEndpoint(
    listCustomers,
    { query: { q: text, limit: 8 } },
    { enabled: can('customers:read') && text.trim() !== '' },
  );
  const preview = useAction(previewBroadcast, {});
  const params = { broadcast: one.broadcastId };
  const inTwo = Object.values(one.channels).some(
    ({ text: { zh, en } }) => zh !== undefined && en !== undefined && zh !== en,
  );
  const language = inTwo ? preview.data?.language : undefined;
  const choose = (who: Answer<typeof listCustomers>['items'][number]) => {
    setCustomer(who.customerId);
    setText(who.name ?? who.externalId);
    preview.mutate({ params, body: { customer: who.customerId } });
  };
  return (
    <Card
      title={t('preview.title')}
      extra={
        can('broadcasts:write') && customer ? (
          <Button size="small" icon="send" onClick={() => setTesting(true)}>
            {t('test.open')}
          </Button>
        ) : null
      }
    >
      <div className="col g16">
        <Input
          aria-label={t('preview.customer')}
          className="hx-broadcast-pick"
          allowClear
          placeholder={t('preview.pick')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCustomer(null);
          }}
        />
        {customer !== null && language ? (
          <LanguageChoice
            value={language}
            choose={(next) => preview.mutate({ params, body: { customer, language: next } })}
          />
        ) : null}
        {customer === null && text.trim() !== '' && found.data ? (
          <div className="row g8 wrap">
            {found.data.items.map((each) => (
              <Button key={each.customerId} size="small" onClick={() => choose(each)}>
                {each.name ?? each.externalId}
              </Button>
            ))}
            {found.data.items.length === 0 ? <span className="t3">{t('preview.nobody')}</span> : null}
          </div>
        ) : null}
        <ErrorNote error={preview.error} />
        {customer !== null && preview.data ? (
          <ol className="hx-broadcast-previews">
            {preview.data.channels.map((each) => {
              const { result, reason } = each.decision;
              const why = reason ? say(reasonWords(reason)) : '';
              return (
                <li key={each.channel}>
                  <header>
                    <h3>{say(CHANNEL_WORDS[each.channel])}</h3>
                    <Tag tone={result === 'send' ? 'ok' : result === 'defer' ? 'warn' : 'bad'}>
                      {result === 'send' ? t('preview.send') : t(`preview.${result}`, { reason: why })}
                    </Tag>
                    <span className="grow" />
                    {each.parts === null ? null : (
                      <span className="f12 t3">{t('preview.parts', { count: each.parts })}</span>
                    )}
                  </header>
                  {each.subject ? <p className="fw5">{each.subject}</p> : null}
                  <p className="bubble cjk">{each.text}</p>
                  {each.missing.length > 0 ? (
                    <p className="f12 bad">{t('preview.missing', { names: format.list(each.missing) })}</p>
                  ) : null}
                </li>
              );
            })}
          </ol>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {testing && customer ? (
          <TestSheet one={one} customer={customer} language={language} close={() => setTesting(false)} />
        ) : null}
      </Suspense>
    </Card>
  );
}
