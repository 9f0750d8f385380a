import { Input, Select } from 'antd';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useFormat } from '../../../../console/lib/session.tsx';
import { Card, Facts } from '../../../../console/ui/Card.tsx';
import { Choices } from '../../../../console/ui/Choices.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { CHANNEL_WORDS, tracksLinks } from '../../contract-definition.ts';
import { changedMessage, channelsOf, type Message } from './draft.ts';
import type { Part } from './part.ts';
import { words } from './words.ts';

const MODES = ['auto', 'yes', 'no'] as const;
const modeOf = ({ trackLinks }: Message) => (trackLinks === undefined ? 'auto' : trackLinks ? 'yes' : 'no');

/** What it is for, which form it asks, and whether its links are counted. */
export function About(part: Part) {
  const { playbook, written, message, locale, may, set, error } = part;
  const t = useWords(words);
  const say = useSay();
  const { key, purpose } = message;
  const forms = playbook.definition.forms;
  const form = forms.find((each) => each.key === message.form);
  const mode = modeOf(message);
  const change = (changed: Partial<Message>, field: string) =>
    set(
      changedMessage(written, key, (each) => ({ ...each, ...changed })),
      `m/${key}/${field}`,
    );
  const without = (field: 'form' | 'trackLinks') =>
    set(
      changedMessage(written, key, ({ [field]: _gone, ...rest }) => rest),
      `m/${key}/${field}`,
    );
  if (!may)
    return (
      <Card title={t('about')}>
        <Facts
          rows={[
            [t('purpose'), t(purpose)],
            [t('form'), form ? say(form.title) : t('noForm')],
            [t('track'), <Counted key="track" message={message} />],
          ]}
        />
      </Card>
    );
  return (
    <Card title={t('about')}>
      <div className="hx-messages-about">
        <Field label={t('name')} hint={t('nameHint')} error={error(`m/${key}/name`)}>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              value={message.name[locale]}
              onChange={(event) =>
                change({ name: { ...message.name, [locale]: event.target.value } }, `name.${locale}`)
              }
            />
          )}
        </Field>
        <Field label={t('form')} hint={t('formHint')} error={error(`m/${key}/form`)}>
          {(control) => (
            <Select
              {...control}
              value={message.form ?? ''}
              options={[
                { value: '', label: t('noForm') },
                ...forms.map((each) => ({ value: each.key, label: say(each.title) })),
              ]}
              onChange={(value) => (value ? change({ form: value }, 'form') : without('form'))}
            />
          )}
        </Field>
        <Field label={t('purpose')} hint={t(`${purpose}Hint`)}>
          {() => (
            <Choices
              label={t('purpose')}
              options={(['service', 'marketing'] as const).map((each) => ({ key: each, label: t(each) }))}
              value={purpose}
              choose={(next) => change({ purpose: next }, 'purpose')}
            />
          )}
        </Field>
        <Field label={t('track')} hint={<Counted message={message} />}>
          {() => (
            <Choices
              label={t('track')}
              options={MODES.map((each) => ({ key: each, label: t(each) }))}
              value={mode}
              choose={(next) =>
                next === 'auto' ? without('trackLinks') : change({ trackLinks: next === 'yes' }, 'trackLinks')
              }
            />
          )}
        </Field>
      </div>
    </Card>
  );
}

/** What holds for each channel of this message. */
function Counted({ message }: { message: Message }) {
  const t = useWords(words);
  const say = useSay();
  const format = useFormat();
  const mode = modeOf(message);
  const channels = channelsOf(message).filter((channel) => channel !== 'voice');
  const named = (is: boolean) =>
    format.list(channels.filter((each) => tracksLinks(message, each) === is).map((each) => say(CHANNEL_WORDS[each])));
  const [counted, not] = [named(true), named(false)];
  return (
    <>
      {t('tracked', { channels: counted || t('nothing') })}
      {not ? ` · ${t('untracked', { channels: not })}` : ''}
      {mode === 'auto' ? <span className="hx-messages-aside">{t('autoHint')}</span> : null}
      {mode === 'yes' && channels.includes('wecom') ? <span className="hx-messages-aside">{t('yesWecom')}</span> : null}
    </>
  );
}
