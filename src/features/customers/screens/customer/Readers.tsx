import { useState } from 'react';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Answered } from '../../../../console/ui/States.tsx';
import type { CustomerDetail } from '../../contract.ts';
import { listReaders } from '../../contract-reads.ts';
import { words } from './words.ts';

const FIRST = 4;

/** Who looked at her data, revealed a number, or changed something. */
export function Readers({ customer }: { customer: CustomerDetail }) {
  const can = useCan();
  return can('customers:reveal') ? <List customer={customer} /> : null;
}

function List({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const query = useEndpoint(listReaders, { params: { id: customer.customerId } });
  return (
    <Section title={t('readers')}>
      <Answered query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? <p className="t3">{t('readersNone')}</p> : null}
            <ul className="readers">
              {(all ? items : items.slice(0, FIRST)).map((one) => (
                <li key={`${one.kind} ${one.name} ${one.action}`}>
                  <span className="el">
                    {one.name}
                    {one.kind === 'key' ? <span className="f12 t3"> {t('byKey')}</span> : null}
                  </span>
                  <span className="t2">{t(`did.${one.action}`)}</span>
                  <span className="f12 t3">
                    {one.times > 1 ? `${t('times', { count: one.times })} · ` : ''}
                    {format.when(one.lastAt)}
                  </span>
                </li>
              ))}
            </ul>
            {!all && items.length > FIRST ? (
              <button type="button" className="hx-link f12" onClick={() => setAll(true)}>
                {t('readersMore', { count: items.length - FIRST })}
              </button>
            ) : null}
            {items.length > 0 ? <p className="f12 t3 cjk">{t('readersNote')}</p> : null}
          </>
        )}
      </Answered>
    </Section>
  );
}
