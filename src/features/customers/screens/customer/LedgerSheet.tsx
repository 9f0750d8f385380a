import { useActorName } from '../../../../console/lib/actor.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Answered, Note, Skeleton } from '../../../../console/ui/States.tsx';
import { CONSENT_CHANNELS, type CustomerDetail, listConsents } from '../../contract.ts';
import { words } from './words.ts';

/** Every consent and withdrawal, newest first. */
export default function LedgerSheet({ customer, close }: { customer: CustomerDetail; close: () => void }) {
  const t = useWords(words);
  const actor = useActorName();
  const format = useFormat();
  const ledger = useEndpoint(listConsents, { params: { id: customer.customerId } });
  const channelName = (channel: string) => {
    const known = CONSENT_CHANNELS.find((one) => one === channel);
    return known ? t(`channels.${known}`) : channel;
  };
  return (
    <Sheet open title={t('ledgerTitle')} close={close}>
      <Answered query={ledger} skeleton={<Skeleton lines={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="t3">{t('ledgerNone')}</p>
          ) : (
            <>
              <ol className="hx-ledger">
                {items.map((line) => (
                  <li key={`${line.at}${line.channel}${line.purpose}${line.granted}`}>
                    <div className="row g8 wrap">
                      <span className={line.granted ? 'ok fw5' : 'bad fw5'}>
                        {t(line.granted ? 'granted' : 'withdrawn')}
                      </span>
                      <span>
                        {channelName(line.channel)} · {t(`purpose.${line.purpose}`)}
                      </span>
                      <span className="grow" />
                      <span className="f12 t3">{format.when(line.at)}</span>
                    </div>
                    {line.wording ? <p className="t2">“{line.wording}”</p> : null}
                    <p className="f12 t3">
                      {[line.wordingVersion, line.evidence, t('ledgerBy', { name: actor(line.by) })]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </li>
                ))}
              </ol>
              <Note>{t('ledgerHint')}</Note>
            </>
          )
        }
      </Answered>
    </Sheet>
  );
}
