import { Input, InputNumber, Select } from 'antd';
import { useLayoutEffect, useRef } from 'react';
import { partsOf } from '../../../engine/sms/parts.ts';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useFormat } from '../../../console/lib/session.tsx';
import { useEndpoint } from '../../../console/query.ts';
import { Button } from '../../../console/ui/Button.tsx';
import { Field } from '../../../console/ui/Field.tsx';
import { CHANNEL_WORDS, ChannelKind, TEXT_PLACES } from '../../messages/contract-definition.ts';
import { listTextVariables } from '../../messages/contract-records.ts';
import { emptyStep, type Held, type Step } from './draft.ts';
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
  const left = ChannelKind.options.filter((channel) => !steps.some((step) => step.channel === channel));
  const change = (at: number, part: Partial<Step>) =>
    set({ steps: steps.map((step, n) => (n === at ? { ...step, ...part } : step)) });
  const up = (at: number) => {
    const moved = steps.toSpliced(at, 1);
    const step = steps[at];
    if (step) set({ steps: moved.toSpliced(at - 1, 0, step) });
  };
  return (
    <>
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
                    onClick={() => set({ steps: steps.toSpliced(at, 1) })}
                  />
                ) : null}
              </header>
              <Said step={step} channel={channel} change={(part) => change(at, part)} error={error} />
              {step.channel === 'sms' ? (
                <Template step={step} change={(part) => change(at, part)} error={error} />
              ) : null}
              {at < steps.length - 1 ? <Wait step={step} change={(part) => change(at, part)} /> : null}
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
          onChange={(channel: ChannelKind) => set({ steps: [...steps, emptyStep(channel)] })}
        />
      ) : null}
    </>
  );
}

interface Part {
  readonly step: Step;
  readonly change: (part: Partial<Step>) => void;
}

function Said({ step, channel, change, error }: Part & { channel: string; error: StepsProps['error'] }) {
  const t = useWords(words);
  const format = useFormat();
  const wrong = (place: string) =>
    error(`channels.${step.channel}.${place}.zh`) ?? error(`channels.${step.channel}.${place}.en`);
  const count =
    step.channel === 'sms' && step.text
      ? ` · ${t('editor.parts', { count: partsOf(step.text.replace(/\{\{[^}]*\}\}/g, '××××'), { gsm: false }).parts })}`
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
  const insert = (name: string) => {
    const written = `{{${name}}}`;
    const from = area.current?.selectionStart ?? step.text.length;
    caret.current = from + written.length;
    change({ text: step.text.slice(0, from) + written + step.text.slice(area.current?.selectionEnd ?? from) });
  };
  return (
    <>
      {step.channel === 'email' ? (
        <Field label={t('editor.subject')} error={wrong('subject')}>
          {(field) => (
            <Input
              {...field}
              maxLength={200}
              value={step.subject}
              onChange={(event) => change({ subject: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field
        label={t('editor.text', { channel })}
        error={wrong('text')}
        hint={`${t('editor.letters', { count: format.number(step.text.length) })}${count}`}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            ref={(input) => {
              area.current = input?.resizableTextArea?.textArea ?? null;
            }}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={TEXT_PLACES[step.channel]?.most ?? 500}
            value={step.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Variables insert={insert} />
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
        <button
          key={each.name}
          type="button"
          onClick={() => insert(each.name === 'customer.name' ? 'customer.name|您' : each.name)}
        >
          {say(each.words)}
        </button>
      ))}
    </div>
  );
}

function Wait({ step, change }: Part) {
  const t = useWords(words);
  return (
    <div className="hx-broadcast-wait">
      <Field label={t('editor.wait')}>
        {(field) => (
          <InputNumber
            {...field}
            min={1}
            max={720}
            value={step.hours}
            onChange={(hours) => change({ hours: hours ?? 1 })}
          />
        )}
      </Field>
      <Field label={t('editor.until')}>
        {(field) => (
          <Select
            {...field}
            value={step.until}
            options={(['delivered', 'read', 'responded'] as const).map((value) => ({
              value,
              label: t(`until.${value}`),
            }))}
            onChange={(until) => change({ until })}
          />
        )}
      </Field>
      <p className="f12 t3 cjk">{t('editor.fallback', { hours: step.hours, until: t(`until.${step.until}`) })}</p>
    </div>
  );
}
