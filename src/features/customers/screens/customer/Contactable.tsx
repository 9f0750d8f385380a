import { useState } from 'react';
import { useLocale } from '../../../../console/lib/settings.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Section } from '../../../../console/ui/Card.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { CHANNEL_WORDS } from '../../../messages/contract-definition.ts';
import type { Decision } from '../../../messages/contract-policy.ts';
import { judgeContact } from '../../../messages/contract-judge.ts';
import { checkWords } from '../../../messages/contract-policy-words.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './said-words.ts';
import './contactable.css';

const PURPOSES = ['service', 'marketing'] as const;

/** May she be contacted now, on which channel, and why not: asked when somebody wants to know. */
export function Contactable({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number] | null>(null);
  if (!can('messages:read')) return null;
  return (
    <Section
      title={t('contactable')}
      extra={
        <span className="row g8">
          {PURPOSES.map((one) => (
            <Button
              key={one}
              size="small"
              type={one === purpose ? 'primary' : 'default'}
              onClick={() => setPurpose(one)}
            >
              {t(`contactPurpose.${one}`)}
            </Button>
          ))}
        </span>
      }
    >
      {purpose ? (
        <Verdicts customerId={customer.customerId} purpose={purpose} />
      ) : (
        <p className="t3">{t('contactAsk')}</p>
      )}
    </Section>
  );
}

/** What decided it. Who has opted out is not told besides that she lacks consent, and what never goes out is not told when it could. */
function whyNot({ result, checks }: Decision): Decision['checks'] {
  const failed = checks.filter((check) => !check.ok && (result === 'defer' || check.until === undefined));
  const out = failed.some(({ rule }) => rule === 'optOut');
  return failed.filter(({ rule }) => !(out && rule === 'consent'));
}

function Verdicts({ customerId, purpose }: { customerId: string; purpose: (typeof PURPOSES)[number] }) {
  const t = useWords(words);
  const locale = useLocale();
  const format = useFormat();
  const query = useEndpoint(judgeContact, { params: { customer: customerId }, query: { purpose } });
  return (
    <Answered query={query} skeleton={<Skeleton lines={6} />}>
      {({ channels }) => (
        <ul className="contactable">
          {channels.map(({ channel, decision }) => {
            const { result, until } = decision;
            const stopped = whyNot(decision);
            return (
              <li key={channel}>
                <span className={result === 'send' ? 'ok' : result === 'defer' ? 'warn' : 'bad'}>
                  <Icon name={result === 'send' ? 'check' : result === 'defer' ? 'clock' : 'close'} size={14} />
                </span>
                <b>{CHANNEL_WORDS[channel][locale]}</b>
                <span className="t2">
                  {result === 'send'
                    ? t('contactNow')
                    : stopped
                        .map((check) => checkWords(check, locale, { when: format.when, day: format.isoDay }))
                        // What it waits for stands once, at the end.
                        .map(({ name, beside }) =>
                          result === 'defer' ? name : [name, beside].filter(Boolean).join(' '),
                        )
                        .join(locale === 'zh' ? '；' : '; ')}
                  {result === 'defer' && until ? ` · ${t('contactFrom', { time: format.when(until) })}` : ''}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Answered>
  );
}
