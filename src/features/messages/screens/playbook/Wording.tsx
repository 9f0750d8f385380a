import { Link } from 'react-router';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { usePath } from '../../../../console/lib/session.tsx';
import { words as fieldWords } from '../../../../console/message/words.ts';
import { ApprovedTemplate } from '../../../../console/message/ApprovedTemplate.tsx';
import { useSpokenVariables, useVariables, writtenAs } from '../../../../console/message/variables.ts';
import { WordsField } from '../../../../console/message/WordsField.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Said } from '../../../../console/ui/Said.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import { partsOf } from '../../../../engine/sms/parts.ts';
import { CHANNEL_WORDS, type ChannelKind, TEXT_PLACES } from '../../contract-definition.ts';
import { Bound } from './Bound.tsx';
import { changedMessage, channelsOf, onlyOn, removeChannel, saidOn, withTemplate, withWords } from './draft.ts';
import { sendsOf } from './errors.ts';
import type { Part } from './part.ts';
import { words } from './words.ts';

/** A variable is as long as most names. */
const SAMPLE = '××××';

/** What is said on one channel. */
export function Wording(part: Part & { channel: ChannelKind }) {
  const { playbook, written, message, locale, may, set, error, channel } = part;
  const t = useWords(words);
  const counted = useWords(fieldWords);
  const say = useSay();
  const to = usePath();
  const spoken = useSpokenVariables();
  const all = useVariables(message.form === undefined ? ['survey.'] : []);
  const variables = channel === 'voice' ? spoken : all;
  const said = saidOn(message, channel);
  if (!said) return null;
  const { key } = message;
  const name = say(CHANNEL_WORDS[channel]);
  const sends = sendsOf(written, key);
  const isUsed = sends.some((id) => written.sends[id]?.plan.some((step) => step.channel === channel));
  const stays =
    channelsOf(message).length === 1
      ? t('removeLast')
      : onlyOn(written, key, channel).length > 0
        ? t('removeOnly')
        : undefined;
  const write = (place: 'text' | 'subject', text: string) =>
    set(
      changedMessage(written, key, (each) =>
        withWords(each, channel, { [place]: { zh: '', en: '', ...said[place], [locale]: text } }),
      ),
      `m/${key}/channels.${channel}.${place}.${locale}`,
    );
  const parts = partsOf(said.text[locale].replace(/\{\{[^}]*\}\}/g, SAMPLE), { gsm: false }).parts;
  const common = { variables, written: (variable: string) => writtenAs(variable, locale) };
  return (
    <li>
      <header>
        <h3>{name}</h3>
        {isUsed || sends.length === 0 ? null : <Tag tone="warn">{t('unused')}</Tag>}
        <span className="grow" />
        {may ? (
          <Button
            size="small"
            type="text"
            icon="trash"
            label={stays ?? t('remove', { channel: name })}
            disabled={stays !== undefined}
            onClick={() => set(removeChannel(written, key, channel))}
          />
        ) : null}
      </header>
      {may ? (
        <>
          {said.subject ? (
            <WordsField
              {...common}
              oneLine
              label={t('subject')}
              value={said.subject[locale]}
              most={TEXT_PLACES['email.subject']?.most ?? 200}
              error={error(`m/${key}/channels.${channel}.subject`)}
              onChange={(text) => write('subject', text)}
            />
          ) : null}
          <WordsField
            {...common}
            label={said.subject ? t('body') : <span className="sr">{t('said', { channel: name })}</span>}
            value={said.text[locale]}
            most={TEXT_PLACES[channel]?.most ?? 500}
            note={channel === 'sms' && said.text[locale] ? counted('parts', { count: parts }) : undefined}
            error={error(`m/${key}/channels.${channel}.text`)}
            onChange={(text) => write('text', text)}
          />
        </>
      ) : (
        <>
          {said.subject ? (
            <p className="fw5">
              <Said text={said.subject[locale]} />
            </p>
          ) : null}
          <p className="text">
            <Said text={said.text[locale]} />
          </p>
        </>
      )}
      {channel === 'voice' ? (
        <p className="f12 t3 cjk">
          {t('phoneFlow')} <Link to={to(`playbooks/${playbook.key}/calls`)}>{t('toFlow')}</Link>
        </p>
      ) : null}
      {channel === 'sms' ? <Approved {...part} /> : null}
    </li>
  );
}

/** The template a provider has approved: chosen where one may, shown where not. */
function Approved({ written, message, locale, may, set, error }: Part) {
  const bound = message.channels.sms?.template ?? null;
  const field = `m/${message.key}/channels.sms.template`;
  if (!may) return bound && <Bound bound={bound} />;
  return (
    <ApprovedTemplate
      bound={bound}
      bind={(next, text) =>
        set(
          changedMessage(written, message.key, (each) => withTemplate(each, next, text, locale)),
          field,
        )
      }
      error={(name) => error(`${field}.values.${name}`)}
    />
  );
}
