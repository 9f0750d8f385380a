import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Facts, Section } from '../../../../console/ui/Card.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { listCustomerResponses, type ResponseItem } from '../../../forms/contract-responses.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './words.ts';

/** How many are shown in full; the others are one line each. */
const OPEN = 1;

/** What she answered, the latest in full. Nothing is said where she was never asked. */
export function Said({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const params = { customer: customer.customerId };
  const { data } = useEndpoint(listCustomerResponses, { params }, { enabled: can('forms:read') });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('said')}>
      {items.map((item, at) => (
        <One key={item.responseId} item={item} open={at < OPEN} />
      ))}
    </Section>
  );
}

function One({ item, open }: { item: ResponseItem; open: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  return (
    <details open={open} style={{ paddingBlock: 6 }}>
      <summary>
        <span className="fw5">{say(item.formTitle)}</span>{' '}
        <span className="f12 t3">
          {format.when(item.updatedAt)}
          {item.complete ? '' : ` · ${t('saidPartly')}`}
        </span>{' '}
        {item.signals.map((signal) => (
          <Tag key={signal.key} tone="warn">
            {say(signal)}
          </Tag>
        ))}
      </summary>
      <Facts rows={item.said.map((each) => [say(each.title), <span key={each.question}>{say(each.value)}</span>])} />
    </details>
  );
}
