import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { useAction } from '../../../../console/query.ts';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import {
  CONSENT_CHANNELS,
  type CustomerDetail,
  getCustomer,
  listConsents,
  PURPOSES,
  withdrawConsents,
} from '../../contract.ts';
import type { ConsentDraft } from './ConsentSheet.tsx';
import { words } from './words.ts';
import './contactable.css';

const ConsentSheet = lazy(() => import('./ConsentSheet.tsx'));
const LedgerSheet = lazy(() => import('./LedgerSheet.tsx'));

/** What she agreed to, by channel and purpose. A cell opens the form with its channel and the other answer. */
export function Consents({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const format = useFormat();
  const [draft, setDraft] = useState<ConsentDraft | null>(null);
  const [ledger, setLedger] = useState(false);
  const mayChange = can('customers:write');
  const params = { id: customer.customerId };
  const withdraw = useAction(withdrawConsents, { changes: [getCustomer, listConsents] });
  return (
    <Section
      title={t('consents')}
      extra={
        <span className="row g8">
          {customer.consents.length > 0 ? (
            <button type="button" className="hx-link f12" onClick={() => setLedger(true)}>
              {t('ledger')}
            </button>
          ) : null}
          {mayChange ? (
            <Button size="small" onClick={() => setDraft({ purpose: 'marketing', channels: [], granted: true })}>
              {t('record')}
            </Button>
          ) : null}
        </span>
      }
    >
      <table className="consents">
        <thead>
          <tr>
            <td />
            {PURPOSES.map((purpose) => (
              <th key={purpose} scope="col">
                {t(`purpose.${purpose}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CONSENT_CHANNELS.map((channel) => (
            <tr key={channel}>
              <th scope="row">{t(`channels.${channel}`)}</th>
              {PURPOSES.map((purpose) => {
                const latest = customer.consents.find((one) => one.purpose === purpose && one.channel === channel);
                const text = latest ? (
                  <>
                    <span className={latest.granted ? 'ok' : 'bad'}>{t(latest.granted ? 'granted' : 'withdrawn')}</span>
                    <span className="f12 t3"> {format.day(format.isoDay(latest.at))}</span>
                  </>
                ) : (
                  <span className="t3">{t('unknown')}</span>
                );
                return (
                  <td key={purpose}>
                    {mayChange ? (
                      <button
                        type="button"
                        onClick={() => setDraft({ purpose, channels: [channel], granted: !latest?.granted })}
                      >
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {mayChange ? (
        <div className="row g8 wrap withdraw">
          <Button
            size="small"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params, body: { scope: 'purpose', purpose: 'marketing' } })}
          >
            {t('withdrawMarketing')}
          </Button>
          <Button
            size="small"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params, body: { scope: 'all' } })}
          >
            {t('withdrawAll')}
          </Button>
        </div>
      ) : null}
      <ErrorNote error={withdraw.error} />
      <p className="f12 t3 cjk">{t('consentNote')}</p>
      <Suspense fallback={null}>
        {draft ? <ConsentSheet customer={customer} start={draft} close={() => setDraft(null)} /> : null}
        {ledger ? <LedgerSheet customer={customer} close={() => setLedger(false)} /> : null}
      </Suspense>
    </Section>
  );
}
