import { useNavigate } from 'react-router';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useCan, useFormat, usePath } from '../../../console/lib/session.tsx';
import { Facts } from '../../../console/ui/Card.tsx';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Tag } from '../../../console/ui/Tag.tsx';
import type { ResponseItem } from '../contract-responses.ts';
import { useVia } from './show.ts';
import { words } from './words.ts';

/** One response, every answer in words. */
export default function ResponseSheet({ item, close }: { item: ResponseItem; close: () => void }) {
  const t = useWords(words);
  const say = useSay();
  const can = useCan();
  const to = usePath();
  const go = useNavigate();
  const format = useFormat();
  const via = useVia();
  const name = item.customerName ?? item.customerId;
  const primary = {
    label: t('openCustomer', { name }),
    onClick: () => void go(to(`customers/${encodeURIComponent(item.customerId)}`)),
  };
  return (
    <Sheet open title={name} close={close} {...(can('customers:read') ? { primary } : {})}>
      <div style={{ display: 'grid', gap: 16 }}>
        <p className="t2 cjk">
          {t('answered', { when: format.when(item.updatedAt), via: via(item.via) })}
          {item.complete ? null : ` · ${t('partial')}`} · {t('ofVersion', { version: item.version })}
        </p>
        {item.signals.length > 0 ? (
          <div className="row g8">
            {item.signals.map((signal) => (
              <Tag key={signal.key} tone="warn">
                {say(signal)}
              </Tag>
            ))}
          </div>
        ) : null}
        <div className="hx-form-said">
          <Facts
            rows={item.said.map((each) => [say(each.title), <span key={each.question}>{say(each.value)}</span>])}
          />
        </div>
      </div>
    </Sheet>
  );
}
