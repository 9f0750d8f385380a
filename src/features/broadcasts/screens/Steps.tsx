import { Input, InputNumber, Select } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { partsOf } from '../../../engine/sms/parts.ts';
import type { Locale } from '../../../engine/words.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useLocale } from '../../../console/lib/settings.ts';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Choices } from '../../../console/ui/Choices.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { CHANNEL_WORDS, ChannelKind, TEXT_PLACES } from '../../messages/contract-definition.ts';
import { listTextVariables } from '../../messages/contract-records.ts';
import { arranged, emptyStep, type Held, LANGUAGES, type Step, writtenIn } from './draft.ts';
import { Template } from './Template.tsx';
import { words } from './words.ts';

interface StepsProps {
  readonly held: Held;
  readonly set: (part: Partial<Held>) => void;
  readonly error: (path: string) => string | undefined;
}

/** The channels in their order, with their words, and what makes the next one unnecessary. */
export function Steps({ held, set, error }: StepsProps) {
  const t = useWords(words);
  const say = useSay();
  const { steps } = held;
  // It begins with the one that is written, or that of the writer.
  const own = useLocale();
  const [language, setLanguage] = useState<Locale>(() => writtenIn(steps)[0] ?? own);
  const left = ChannelKind.options.filter((channel) => !steps.some((step) => step.channel === channel));
  const change = (at: number, part: Partial<Step>) =>
    set({ steps: steps.map((step, n) => (n === at ? { ...step, ...part } : step)) });
  const up = (at: number) => {
    const moved = steps.toSpliced(at, 1);
    const step = steps[at];
    if (step) set({ steps: arranged(moved.toSpliced(at - 1, 0, step)) });
  };
  return (
    <>
      <header className="hx-broadcast-what">
        <h2>{t('editor.what')}</h2>
        <Choices
          label={t('editor.language')}
          value={language}
          options={LANGUAGES.map((key) => ({ key, label: t(`language.${key}`) }))}
          choose={setLanguage}
        />
        <p className="f12 t3 cjk">{t(writtenIn(steps).length > 1 ? 'editor.twoLanguages' : 'editor.oneLanguage')}</p>
      </header>
      <ol className="hx-broadcast-steps" aria-label={t('editor.channels')}>
        {steps.map((step, at) => {
          const channel = say(CHANNEL_WORDS[step.channel]);
          return (
            <li key={step.channel}>
              <header>
                <h3>
                  {at + 1} {channel}
                </h3>
                <span className="grow" />
                {at > 0 ? (
                  <Button
                    size="small"
                    type="text"
                    icon="arrowUp"
                    label={t('editor.up', { channel })}
                    onClick={() => up(at)}
                  />
                ) : null}
                {steps.length > 1 ? (
                  <Button
                    size="small"
                    type="text"
                    icon="close"
                    label={t('editor.removeChannel', { channel })}
                    onClick={() => set({ steps: arranged(steps.toSpliced(at, 1)) })}
                  />
                ) : null}
              </header>
              <Said
                // The caret is of one text.
                key={language}
                step={step}
                language={language}
                channel={channel}
                change={(part) => change(at, part)}
                error={error}
              />
              {step.channel === 'sms' ? (
                <Template step={step} language={language} change={(part) => change(at, part)} error={error} />
              ) : null}
              {step.tried.wait && at < steps.length - 1 ? (
                <Wait step={step} change={(part) => change(at, part)} />
              ) : null}
            </li>
          );
        })}
      </ol>
      {left.length > 0 && steps.length < 5 ? (
        <Select
          className="hx-broadcast-add"
          aria-label={t('editor.addChannel')}
          placeholder={t('editor.addChannel')}
          value={null}
          options={left.map((channel) => ({ value: channel, label: say(CHANNEL_WORDS[channel]) }))}
          onChange={(channel: ChannelKind) => set({ steps: arranged([...steps, emptyStep(channel)]) })}
        />
      ) : null}
    </>
  );
}

interface Part {
  readonly step: Step;
  readonly change: (part: Partial<Step>) => void;
}

interface SaidProps extends Part {
  readonly language: Locale;
  readonly channel: string;
  readonly error: StepsProps['error'];
}

function Said({ step, language, channel, change, error }: SaidProps) {
  const t = useWords(words);
  const format = useFormat();
  const text = step.text[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const wrong = (place: string) =>
    error(`channels.${step.channel}.${place}`) ??
    error(`channels.${step.channel}.${place}.${language}`) ??
    error(`channels.${step.channel}.${place}.${other}`);
  const unwritten = step.text[other] ? t('editor.unwritten', { language: t(`language.${other}`) }) : '';
  const count =
    step.channel === 'sms' && text
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
      {step.channel === 'email' ? (
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
            maxLength={TEXT_PLACES[step.channel]?.most ?? 500}
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

function Wait({ step: { tried }, change }: Part) {
  const t = useWords(words);
  const { wait = { n: 4, unit: 'hour' as const }, until = 'delivered' } = tried;
  const set = (part: Partial<Step['tried']>) => change({ tried: { ...tried, ...part } });
  return (
    <div className="hx-broadcast-wait">
      <Field label={t('editor.wait')}>
        {(field) => (
          <InputNumber
            {...field}
            min={1}
            max={3650}
            value={wait.n}
            suffix={t(`unit.${wait.unit}`)}
            onChange={(n) => set({ wait: { ...wait, n: n ?? 1 } })}
          />
        )}
      </Field>
      <Field label={t('editor.until')}>
        {(field) => (
          <Select
            {...field}
            value={until}
            options={(['delivered', 'read', 'responded'] as const).map((value) => ({
              value,
              label: t(`until.${value}`),
            }))}
            onChange={(value) => set({ until: value })}
          />
        )}
      </Field>
      <p className="f12 t3 cjk">
        {t('editor.fallback', { wait: `${wait.n} ${t(`unit.${wait.unit}`)}`, until: t(`until.${until}`) })}
      </p>
    </div>
  );
}
