import { Select } from 'antd';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useCan, useFormat } from '../../../../console/lib/session.tsx';
import { useLocale } from '../../../../console/lib/settings.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Section } from '../../../../console/ui/Card.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { Answered, Skeleton } from '../../../../console/ui/States.tsx';
import { type CustomerChannels, getCustomerChannels, setCustomerChannel } from '../../../messages/contract-choice.ts';
import { CHANNEL_WORDS, ChannelKind } from '../../../messages/contract-definition.ts';
import type { CustomerDetail } from '../../contract.ts';
import { words } from './said-words.ts';
import './contactable.css';

const FREE = 'none';

/** On which channel she is best reached: what she asked for, what she answers on, and why. */
export function Suits({ customer }: { customer: CustomerDetail }) {
  const t = useWords(words);
  const can = useCan();
  const { customerId } = customer;
  const query = useEndpoint(
    getCustomerChannels,
    { params: { customer: customerId } },
    { enabled: can('messages:read') },
  );
  if (!can('messages:read')) return null;
  return (
    <Section title={t('suits')}>
      <Answered query={query} skeleton={<Skeleton lines={2} />}>
        {(channels) => <Known customerId={customerId} channels={channels} />}
      </Answered>
    </Section>
  );
}

function Known({ customerId, channels: { wish, channels, why } }: { customerId: string; channels: CustomerChannels }) {
  const t = useWords(words);
  const can = useCan();
  const locale = useLocale();
  const format = useFormat();
  const set = useAction(setCustomerChannel, { changes: [getCustomerChannels] });
  const name = (channel: ChannelKind): string => CHANNEL_WORDS[channel][locale];
  const known = channels.filter((each) => each.timesReached > 0 || each.timesAnswered > 0);
  return (
    <div className="col g12">
      <p className={why ? undefined : 't3'}>
        {why?.by === 'wish'
          ? t('suitsWish', { channel: name(why.channel) })
          : why
            ? t(why.reached ? 'suitsAnswers' : 'suitsWrites', {
                channel: name(why.channel),
                reached: why.reached ?? 0,
                answered: why.answered ?? 0,
              })
            : t('suitsNone')}
      </p>
      {known.length > 0 ? (
        <ul className="suits">
          {known.map(({ channel, timesReached: reached, timesAnswered: answered }) => (
            <li key={channel}>
              <b>{name(channel)}</b>
              <span className="t2">{t('suitsLine', { count: reached, answered })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {can('messages:write') ? (
        <Field
          label={t('suitsAsk')}
          hint={wish ? t('suitsAsked', { by: wish.setBy, when: format.when(wish.setAt) }) : undefined}
          error={set.error?.message}
        >
          {(props) => (
            <Select
              {...props}
              value={wish?.channel ?? FREE}
              loading={set.isPending}
              options={[
                { value: FREE, label: t('suitsFree') },
                ...ChannelKind.options.map((channel) => ({ value: channel, label: name(channel) })),
              ]}
              onChange={(next) =>
                set.mutate({
                  params: { customer: customerId },
                  body: { channel: next === FREE ? null : (next as ChannelKind), note: '' },
                })
              }
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
