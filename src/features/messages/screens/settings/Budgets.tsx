import { Input, InputNumber, Select } from 'antd';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ChannelKind } from '../../contract-definition.ts';
import type { Budget, ContactPolicy } from '../../contract-policy.ts';
import { words as room } from '../words.ts';
import { words } from './policy-words.ts';

/** Money for contacts, and what one costs. */
export function Budgets({ draft, change }: { draft: ContactPolicy; change: (part: Partial<ContactPolicy>) => void }) {
  const t = useWords(words);
  const name = useWords(room);
  const set = (at: number, part: Partial<Budget>) =>
    change({ budgets: draft.budgets.map((budget, index) => (index === at ? { ...budget, ...part } : budget)) });
  const setPrice = (channel: ChannelKind, price: number | null) => {
    const { [channel]: _gone, ...rest } = draft.prices;
    change({ prices: price === null ? rest : { ...rest, [channel]: price } });
  };
  const fresh: Budget = { channel: 'any', playbook: null, per: 'month', amount: 1000, then: 'defer' };
  return (
    <section>
      <h2>{t('budgets')}</h2>
      <p>{t('budgetsHint')}</p>
      <ul className="hx-budgets">
        {draft.budgets.map((budget, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- budgets have no name of their own
          <li key={at}>
            <Select
              aria-label={name('policy.of')}
              value={budget.channel}
              options={[
                { value: 'any', label: `${name('policy.of')} ${name('policy.any')}` },
                ...ChannelKind.options.map((channel) => ({ value: channel, label: name(`channel.${channel}`) })),
              ]}
              onChange={(channel: Budget['channel']) => set(at, { channel })}
            />
            <Input
              aria-label={t('playbook')}
              placeholder={t('playbook')}
              value={budget.playbook ?? ''}
              maxLength={60}
              onChange={(event) => set(at, { playbook: event.target.value.trim() || null })}
            />
            <Select
              aria-label={t('budgets')}
              value={budget.per}
              options={(['day', 'month'] as const).map((per) => ({ value: per, label: t(`per.${per}`) }))}
              onChange={(per: Budget['per']) => set(at, { per })}
            />
            <InputNumber
              aria-label={t('amount')}
              min={0}
              precision={2}
              value={budget.amount}
              onChange={(amount) => set(at, { amount: amount ?? 0 })}
            />
            <Select
              aria-label={t('budgetsHint')}
              value={budget.then}
              options={(['defer', 'refuse'] as const).map((then) => ({ value: then, label: t(`then.${then}`) }))}
              onChange={(then: Budget['then']) => set(at, { then })}
            />
            <Button
              size="small"
              type="text"
              icon="trash"
              label={t('removeBudget')}
              onClick={() => change({ budgets: draft.budgets.filter((_, index) => index !== at) })}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        disabled={draft.budgets.length >= 30}
        onClick={() => change({ budgets: [...draft.budgets, fresh] })}
      >
        {t('addBudget')}
      </Button>
      <h3>{t('prices')}</h3>
      <p>{t('pricesHint')}</p>
      <ul className="hx-per-channel">
        {ChannelKind.options.map((channel) => (
          <li key={channel}>
            <span>{name(`channel.${channel}`)}</span>
            <InputNumber
              aria-label={`${name(`channel.${channel}`)} ${t('prices')}`}
              min={0}
              step={0.01}
              placeholder="–"
              value={draft.prices[channel] ?? null}
              onChange={(price) => setPrice(channel, price)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
