import { InputNumber, Select } from 'antd';
import { useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { ChannelKind } from '../../contract-definition.ts';
import type { Cap } from '../../contract-policy.ts';
import { words } from '../words.ts';
import { words as policyWords } from './policy-words.ts';

/** How often at most: one line per limit. */
export function Caps({ caps, change }: { caps: readonly Cap[]; change: (caps: readonly Cap[]) => void }) {
  const t = useWords(words);
  const more = useWords(policyWords);
  const set = (at: number, part: Partial<Cap>) =>
    change(caps.map((cap, index) => (index === at ? { ...cap, ...part } : cap)));
  return (
    <>
      <ul className="hx-caps">
        {caps.map((cap, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- limits have no name of their own
          <li key={at}>
            <Select
              aria-label={t('policy.of')}
              value={cap.channel}
              options={[
                { value: 'any', label: `${t('policy.of')} ${t('policy.any')}` },
                ...ChannelKind.options.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
              ]}
              onChange={(channel: Cap['channel']) => set(at, { channel })}
            />
            <Select
              aria-label={t('policy.for')}
              value={cap.purpose}
              options={[
                { value: 'any', label: `${t('policy.for')} ${t('policy.any')}` },
                { value: 'service', label: t('purpose.service') },
                { value: 'marketing', label: t('purpose.marketing') },
              ]}
              onChange={(purpose: Cap['purpose']) => set(at, { purpose })}
            />
            <Select
              aria-label={more('counted')}
              value={cap.what ?? 'all'}
              options={(['all', 'survey', 'answered', 'unanswered'] as const).map((what) => ({
                value: what,
                label: more(`what.${what}`),
              }))}
              onChange={(what: NonNullable<Cap['what']> | 'all') => {
                const { what: _was, ...rest } = cap;
                change(
                  caps.map((each, index) => (index === at ? { ...rest, ...(what === 'all' ? {} : { what }) } : each)),
                );
              }}
            />
            <InputNumber
              aria-label={t('policy.days')}
              min={1}
              max={366}
              value={cap.days}
              onChange={(days) => set(at, { days: days ?? 1 })}
            />
            <span className="t2">{t('policy.cap')}</span>
            <InputNumber
              aria-label={t('policy.most')}
              min={1}
              max={100}
              value={cap.most}
              onChange={(most) => set(at, { most: most ?? 1 })}
            />
            <Button
              size="small"
              type="text"
              icon="trash"
              label={t('policy.removeCap')}
              onClick={() => change(caps.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        icon="plus"
        disabled={caps.length >= 30}
        onClick={() => change([...caps, { channel: 'any', purpose: 'any', most: 1, days: 1 }])}
      >
        {t('policy.addCap')}
      </Button>
    </>
  );
}
