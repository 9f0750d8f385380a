import { InputNumber, Segmented, Select } from 'antd';
import { useWords } from '../../../../console/lib/i18n.ts';
import { ChannelKind } from '../../contract-definition.ts';
import { B2B_DAYS, type ContactPolicy, DayRule, DEFAULT_POLICY } from '../../contract-policy.ts';
import { words as room } from '../words.ts';
import { words } from './policy-words.ts';

interface Props {
  readonly draft: ContactPolicy;
  readonly change: (part: Partial<ContactPolicy>) => void;
}

/** On which days each channel may be used. */
export function Days({ draft, change }: Props) {
  const t = useWords(words);
  const name = useWords(room);
  return (
    <section>
      <h2>{t('days')}</h2>
      <p>{t('daysHint')}</p>
      <div className="row g12 wrap">
        <span className="t2">{t('customersAre')}</span>
        <Segmented<ContactPolicy['customersAre']>
          value={draft.customersAre}
          options={[
            { value: 'people', label: t('people') },
            { value: 'companies', label: t('companies') },
          ]}
          onChange={(customersAre) =>
            change({ customersAre, days: customersAre === 'companies' ? B2B_DAYS : DEFAULT_POLICY.days })
          }
        />
        <span className="f12 t3">{t('customersHint')}</span>
      </div>
      <ul className="hx-per-channel">
        {ChannelKind.options.map((channel) => (
          <li key={channel}>
            <span>{name(`channel.${channel}`)}</span>
            <Select
              aria-label={`${name(`channel.${channel}`)} ${t('days')}`}
              value={draft.days[channel]}
              options={DayRule.options.map((rule) => ({ value: rule, label: t(`day.${rule}`) }))}
              onChange={(rule: DayRule) => change({ days: { ...draft.days, [channel]: rule } })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The pause between two contacts, and how long the same is not said again. */
export function Pauses({ draft, change }: Props) {
  const t = useWords(words);
  const name = useWords(room);
  const setGap = (channel: ChannelKind, minutes: number | null) => {
    const { [channel]: _gone, ...rest } = draft.gaps;
    change({ gaps: minutes ? { ...rest, [channel]: minutes } : rest });
  };
  return (
    <>
      <section>
        <h2>{t('gaps')}</h2>
        <p>{t('gapsHint')}</p>
        <ul className="hx-per-channel">
          {ChannelKind.options.map((channel) => (
            <li key={channel}>
              <span>{name(`channel.${channel}`)}</span>
              <InputNumber
                aria-label={`${name(`channel.${channel}`)} ${t('gaps')}`}
                min={1}
                max={10_080}
                placeholder="–"
                value={draft.gaps[channel] ?? null}
                onChange={(minutes) => setGap(channel, minutes)}
              />
              <span className="t3">{t('minutes')}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('duplicate')}</h2>
        <p>{t('duplicateHint')}</p>
        <span className="row g8">
          <InputNumber
            aria-label={t('duplicate')}
            min={0}
            max={720}
            value={draft.duplicateHours}
            onChange={(duplicateHours) => change({ duplicateHours: duplicateHours ?? 0 })}
          />
          <span className="t3">{t('hours')}</span>
        </span>
      </section>
    </>
  );
}
