import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { writtenAs } from '../../../../console/message/variables.ts';
import { WordsField } from '../../../../console/message/WordsField.tsx';
import { Button } from '../../../../console/ui/Button.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { ErrorNote } from '../../../../console/ui/States.tsx';
import type { Form } from '../../../../engine/forms/form.ts';
import { draftOf, questionOf } from '../../../../engine/callflow/index.ts';
import type { Words } from '../../../../engine/words.ts';
import type { TextVariable } from '../../../messages/contract-records.ts';
import type { CallStep } from '../../contract-definition.ts';
import type { RecordedSound } from '../../contract-sounds.ts';
import { AskFields } from './AskFields.tsx';
import { change, heard, messagesOf } from './draft.ts';
import { useLeads } from './leads.ts';
import { useReader } from './useReader.ts';
import { words } from './words.ts';

export const MOST_SPOKEN = 600;

export interface StepFieldsProps {
  readonly step: CallStep;
  readonly steps: readonly CallStep[];
  readonly form: Form | null;
  readonly locale: 'zh' | 'en';
  readonly sounds: readonly RecordedSound[];
  readonly variables: readonly TextVariable[];
  readonly examples: Readonly<Record<string, string>>;
  readonly set: (step: CallStep) => void;
}

export function StepFields(props: StepFieldsProps) {
  const { step, steps, form, locale, set } = props;
  const t = useWords(words);
  const leads = useLeads(steps, form, locale).filter(({ value }) => value !== step.id);
  const say = useSay();
  return (
    <div className="fields">
      {step.kind === 'record' ? (
        <Field label={t('question')}>
          {(control) => (
            <Select
              {...control}
              value={step.question || undefined}
              options={messagesOf(form).map(({ question, title }) => ({ value: question, label: say(title) }))}
              onChange={(question: string) => set(change(step, { question }))}
            />
          )}
        </Field>
      ) : null}
      {step.kind === 'ask' ? <AskFields {...props} step={step} leads={leads} /> : null}
      <WordsFields {...props} />
      {step.kind === 'say' ? (
        <Checkbox
          checked={step.bargeIn ?? false}
          onChange={(event) => set(change(step, { bargeIn: event.target.checked || undefined }))}
        >
          {t('bargeIn')}
        </Checkbox>
      ) : null}
      {step.kind === 'transfer' ? (
        <Field label={t('target')} hint={t('targetHint')}>
          {(control) => (
            <Input
              {...control}
              value={step.target ?? ''}
              maxLength={40}
              onChange={(event) => set(change(step, { target: event.target.value.trim() || undefined }))}
            />
          )}
        </Field>
      ) : null}
      {step.kind === 'transfer' || step.kind === 'record' ? (
        <Field label={t(step.kind === 'record' ? 'most' : 'ring')}>
          {(control) => (
            <InputNumber
              {...control}
              min={5}
              max={step.kind === 'record' ? 300 : 60}
              placeholder={step.kind === 'record' ? '60' : '25'}
              value={step.seconds ?? null}
              onChange={(value) => set(change(step, { seconds: value ?? undefined }))}
            />
          )}
        </Field>
      ) : null}
      {step.kind === 'end' ? null : (
        <Field label={t('next')}>
          {(control) => (
            <Select
              {...control}
              allowClear
              placeholder={t('following')}
              value={step.next}
              options={leads}
              onChange={(next?: string) => set(change(step, { next }))}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** What is said, or the recording that says it. */
function WordsFields({ step, form, locale, sounds, variables, examples, set }: StepFieldsProps) {
  const t = useWords(words);
  const reader = useReader();
  const text = step.words?.[locale] ?? '';
  const ofForm = useOfForm(step, form)?.[locale];
  const write = (next: string) => {
    const both = { zh: '', en: '', ...step.words, [locale]: next };
    set(change(step, { words: both.zh === '' && both.en === '' && step.kind !== 'say' ? undefined : both }));
  };
  const aloud = heard(text, examples) || ofForm || '';
  return (
    <>
      <WordsField
        label={t('words')}
        hint={ofForm && text === '' ? t('wordsOfForm', { words: ofForm }) : undefined}
        value={text}
        most={MOST_SPOKEN}
        variables={variables}
        written={(name) => writtenAs(name, locale)}
        onChange={write}
      />
      <div>
        <Button
          size="small"
          icon="play"
          loading={reader.reading}
          disabled={aloud === '' && step.recorded === undefined}
          onClick={() => void reader.read([{ text: aloud, locale, recorded: step.recorded }])}
        >
          {t('listen')}
        </Button>
      </div>
      <ErrorNote error={reader.error} />
      {sounds.length > 0 ? (
        <Field label={t('sound')} hint={step.recorded ? t('soundHint') : undefined}>
          {(control) => (
            <Select
              {...control}
              allowClear
              placeholder={t('noSound')}
              value={step.recorded}
              options={sounds
                .filter(({ archived, soundId }) => !archived || soundId === step.recorded)
                .map(({ soundId, name, seconds }) => ({ value: soundId, label: `${name} · ${Math.round(seconds)}s` }))}
              onChange={(recorded?: string) => set(change(step, { recorded }))}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}

function useOfForm(step: CallStep, form: Form | null): Words | undefined {
  if (step.kind === 'ask') return draftOf(form, step.question, step.row)?.prompt.words;
  return step.kind === 'record' ? questionOf(form, step.question)?.title : undefined;
}
