import { Input } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { partsOf } from '../../../engine/sms/parts.ts';
import type { Locale } from '../../../engine/words.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { ApprovedTemplate } from '../../../console/message/ApprovedTemplate.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { PlanEditor } from '../../../console/plan/PlanEditor.tsx';
import { LanguageChoice } from '../../../console/playbook/LanguageChoice.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Field } from '../../../console/ui/Field.tsx';
import { CHANNEL_WORDS, ChannelKind, TEXT_PLACES } from '../../messages/contract-definition.ts';
import { listTextVariables } from '../../messages/contract-records.ts';
import { type Held, type Said, saidOn, writtenIn, only } from './draft.ts';
import { words } from './words.ts';

interface StepsProps {
  readonly held: Held;
  readonly set: (part: Partial<Held>) => void;
  readonly error: (path: string) => string | undefined;
}

/** The channels with what makes the next one needed, then what is said on each. */
export function Steps({ held, set, error }: StepsProps) {
  const t = useWords(words);
  const say = useSay();
  const { plan, preferred } = held;
  // It begins with the one that is written, or that of the writer.
  const own = useLocale();
  const [language, setLanguage] = useState<Locale>(() => writtenIn(held)[0] ?? own);
  const change = (channel: ChannelKind, part: Partial<Said>) =>
    set({ said: { ...held.said, [channel]: { ...saidOn(held, channel), ...part } } });
  return (
    <>
      <h2>{t('editor.what')}</h2>
      <PlanEditor
        plan={plan}
        setPlan={(next) => set({ plan: next })}
        preferred={preferred}
        setPreferred={(first) => set({ preferred: first })}
        channels={ChannelKind.options}
        may
        error={(at) => error(`plan.${at}.channel`)}
      />
      <header className="hx-broadcast-what">
        <LanguageChoice value={language} choose={setLanguage} />
        <p className="f12 t3 cjk">{t(writtenIn(held).length > 1 ? 'editor.twoLanguages' : 'editor.oneLanguage')}</p>
      </header>
      <ol className="hx-broadcast-steps">
        {plan.map(({ channel: key }) => {
          const step = { said: saidOn(held, key), change: (part: Partial<Said>) => change(key, part) };
          return (
            <li key={key}>
              <Words
                // The caret is of one text.
                key={language}
                {...step}
                kind={key}
                language={language}
                channel={say(CHANNEL_WORDS[key])}
                error={error}
              />
              {key === 'sms' ? (
                <ApprovedTemplate
                  bound={step.said.template}
                  bind={(template, text) =>
                    step.change(text === null ? { template } : { template, text: only(language, text) })
                  }
                  error={(name) => error(`channels.sms.template.values.${name}`)}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
    </>
  );
}

interface WordsProps {
  readonly said: Said;
  readonly change: (part: Partial<Said>) => void;
  readonly kind: ChannelKind;
  readonly language: Locale;
  readonly channel: string;
  readonly error: StepsProps['error'];
}

function Words({ said: step, kind, language, channel, change, error }: WordsProps) {
  const t = useWords(words);
  const format = useFormat();
  const text = step.text[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const wrong = (place: string) =>
    error(`channels.${kind}.${place}`) ??
    error(`channels.${kind}.${place}.${language}`) ??
    error(`channels.${kind}.${place}.${other}`);
  const unwritten = step.text[other] ? t('editor.unwritten', { language: t(`language.${other}`) }) : '';
  const count =
    kind === 'sms' && text
      ? ` · ${t('editor.parts', { count: partsOf(text.replace(/\{\{[^}]*\}\}/g, '××××'), { gsm: false }).parts })}`
      : '';
  // A variable goes where the caret is, and one goes on typing behind it.
  const area = useRef<HTMLTextAreaElement | null>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const say = (written: string) => change({ text: { ...step.text, [language]: written } });
  const insert = (name: string) => {
    const written = `{{${name}}}`;
    const from = area.current?.selectionStart ?? text.length;
    caret.current = from + written.length;
    say(text.slice(0, from) + written + text.slice(area.current?.selectionEnd ?? from));
  };
  return (
    <>
      {kind === 'email' ? (
        <Field label={t('editor.subject')} error={wrong('subject')}>
          {(field) => (
            <Input
              {...field}
              maxLength={200}
              value={step.subject[language]}
              placeholder={unwritten}
              onChange={(event) => change({ subject: { ...step.subject, [language]: event.target.value } })}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={t('editor.text', { channel })}
        error={wrong('text')}
        hint={`${t('editor.letters', { count: format.number(text.length) })}${count}`}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            ref={(input) => {
              area.current = input?.resizableTextArea?.textArea ?? null;
            }}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={TEXT_PLACES[kind]?.most ?? 500}
            value={text}
            placeholder={unwritten}
            onChange={(event) => say(event.target.value)}
          />
        )}
      </Field>
      <Variables
        insert={(name) => insert(name === 'customer.name' ? `${name}|${t(`editor.you.${language}`)}` : name)}
      />
    </>
  );
}

/** What stands in a text for each customer; a broadcast has no form and belongs to no playbook. */
function Variables({ insert }: { insert: (name: string) => void }) {
  const t = useWords(words);
  const say = useSay();
  const known = useEndpoint(listTextVariables, {}, { staleTime: 600_000 });
  const items = (known.data?.items ?? []).filter(
    (each) => each.in.includes('message') && !/^(survey\.|playbook\.)/.test(each.name),
  );
  if (items.length === 0) return null;
  return (
    <div className="hx-broadcast-variables" role="group" aria-label={t('editor.variables')}>
      <span className="f12 t3">{t('editor.variables')}</span>
      {items.map((each) => (
        <button key={each.name} type="button" onClick={() => insert(each.name)}>
          {say(each.words)}
        </button>
      ))}
    </div>
  );
}
