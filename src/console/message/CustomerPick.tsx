import { Input } from 'antd';
import { useState } from 'react';
import { listCustomers } from '../../features/customers/contract.ts';
import { useWords } from '../lib/i18n.ts';
import { useCan } from '../lib/session.tsx';
import { useEndpoint } from '../query.ts';
import { Button } from '../ui/Button.tsx';
import { words } from './words.ts';

/** A customer by what one knows of her, to look at words with her data in them. */
export function CustomerPick({
  label,
  choose,
}: {
  readonly label: string;
  /** null: another one is being looked for. */
  readonly choose: (customerId: string | null) => void;
}) {
  const t = useWords(words);
  const can = useCan();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(false);
  const isAsking = can('customers:read') && !chosen && text.trim() !== '';
  const found = useEndpoint(listCustomers, { query: { q: text, limit: 6 } }, { enabled: isAsking });
  return (
    <div className="col g8">
      <Input
        aria-label={label}
        allowClear
        placeholder={t('pick')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(false);
          if (chosen) choose(null);
        }}
      />
      {isAsking && found.data ? (
        <div className="row g8 wrap">
          {found.data.items.map((each) => (
            <Button
              key={each.customerId}
              size="small"
              onClick={() => {
                setText(each.name ?? each.externalId);
                setChosen(true);
                choose(each.customerId);
              }}
            >
              {each.name ?? each.externalId}
            </Button>
          ))}
          {found.data.items.length === 0 ? <span className="t3">{t('nobody')}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
