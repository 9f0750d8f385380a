import { useState } from 'react';
import { callOfSteps, checkSteps, type StepFlaw } from '../../../../engine/callflow/index.ts';
import type { Locale, Words } from '../../../../engine/words.ts';
import { useWords } from '../../../../console/lib/i18n.ts';
import { currentLocale } from '../../../../console/lib/settings.ts';
import { useCan, usePath, useWorkspace } from '../../../../console/lib/session.tsx';
import { useSpokenVariables, writtenAs } from '../../../../console/message/variables.ts';
import { WordsField } from '../../../../console/message/WordsField.tsx';
import { LanguageChoice } from '../../../../console/playbook/LanguageChoice.tsx';
import { useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Note } from '../../../../console/ui/States.tsx';
import { asSteps, type CallStep } from '../../contract-definition.ts';
import { listRecordedSounds } from '../../contract-sounds.ts';
import { heard, newStep, type Spoken, type StepKind, stepsOfForm, type Written } from './draft.ts';
import { MOST_SPOKEN } from './StepFields.tsx';
import { StepCard } from './StepCard.tsx';
import { Walk, walkable } from './Walk.tsx';
import { words } from './words.ts';

const KINDS: readonly StepKind[] = ['say', 'ask', 'record', 'transfer', 'end'];

interface EditorProps {
  readonly message: Spoken;
  readonly written: Written;
  readonly flaws: readonly StepFlaw[];
  readonly may: boolean;
  /** `field`: typing on in it is one step to take back. */
  readonly set: (written: Written, field?: string) => void;
}

/** The steps of one message, and a telephone beside them to walk through what stands there now. */
export function Editor({ message, written, flaws, may, set: write }: EditorProps) {
  const t = useWords(words);
  const to = usePath();
  const workspace = useWorkspace();
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const [open, setOpen] = useState<string | null>(null);
  const { lead, steps } = written;
  const { variables, examples, sounds } = useAround(locale);
  const shown = steps ?? stepsOfForm(message.form);
  const set = (next: readonly CallStep[] | null, field?: string) => write({ lead, steps: next }, field);
  const spoken = asSteps(shown).map((step) => spokenStep(step, examples));
  const caller = { zh: workspace.name, en: workspace.name };
  const flow =
    flaws.length === 0 && checkSteps(spoken, message.form).length === 0
      ? walkable(callOfSteps(spoken, { caller, lead: filled(lead, examples), form: message.form, person: '0' }))
      : null;
  return (
    <div className="hx-call-flow-page">
      <div className="col g12">
        <LanguageChoice value={locale} choose={setLocale} />
        {message.form ? null : <Note tone="warn">{t('noForm')}</Note>}
        <WordsField
          label={t('first')}
          hint={t('firstHint')}
          disabled={!may}
          value={lead[locale]}
          most={MOST_SPOKEN}
          variables={variables}
          written={(name) => writtenAs(name, locale)}
          onChange={(text) => write({ lead: { ...lead, [locale]: text }, steps }, `lead.${locale}`)}
        />
        {steps === null ? (
          <Note>
            {t('asForm')}{' '}
            {may ? (
              <Button size="small" onClick={() => set(stepsOfForm(message.form))}>
                {t('begin')}
              </Button>
            ) : null}
          </Note>
        ) : null}
        <ol className="hx-call-steps">
          {shown.map((step, at) => (
            <StepCard
              key={step.id}
              step={step}
              steps={shown}
              at={at}
              last={at === shown.length - 1}
              open={open === step.id}
              flaws={flaws.filter((flaw) => flaw.step === at)}
              form={message.form}
              locale={locale}
              sounds={sounds}
              variables={variables}
              examples={examples}
              readOnly={!may || steps === null}
              toggle={() => setOpen(open === step.id ? null : step.id)}
              set={(next) =>
                set(
                  shown.map((each) => (each.id === step.id ? next : each)),
                  `${step.id}.${locale}`,
                )
              }
              move={(by) => set(moved(shown, at, by))}
              remove={() => set(shown.filter((each) => each.id !== step.id))}
            />
          ))}
        </ol>
        {may && steps ? (
          <div className="row g8 wrap">
            {KINDS.filter((kind) => message.form || (kind !== 'ask' && kind !== 'record')).map((kind) => (
              <Button
                key={kind}
                size="small"
                icon="plus"
                onClick={() => {
                  const step = newStep(kind, steps, message.form);
                  set([...steps, step]);
                  setOpen(step.id);
                }}
              >
                {t(`add.${kind}`)}
              </Button>
            ))}
          </div>
        ) : null}
        {may ? (
          <div className="row g8 wrap">
            {steps ? <Button onClick={() => set(null)}>{t('drop')}</Button> : null}
            <Button to={to('calls/sounds')}>{t('sounds')}</Button>
          </div>
        ) : null}
      </div>
      <Walk flow={flow} locale={locale} />
    </div>
  );
}

/** What texts may take here, what stands there for some customer, and the recordings there are. */
function useAround(locale: 'zh' | 'en') {
  const can = useCan();
  const recorded = useEndpoint(listRecordedSounds, {}, { enabled: can('calls:read') });
  const variables = useSpokenVariables();
  const examples = Object.fromEntries(
    variables.map(({ name, words: each, example }) => [name, (example ?? each)[locale]]),
  );
  return { variables, examples, sounds: recorded.data?.items ?? [] };
}

const filled = (said: Words, examples: Readonly<Record<string, string>>) => ({
  zh: heard(said.zh || said.en, examples),
  en: heard(said.en || said.zh, examples),
});

const spokenStep = (step: ReturnType<typeof asSteps>[number], examples: Readonly<Record<string, string>>) =>
  step.words && (step.words.zh || step.words.en) ? { ...step, words: filled(step.words, examples) } : step;

function moved(steps: readonly CallStep[], at: number, by: -1 | 1): CallStep[] {
  const next = [...steps];
  const [step] = next.splice(at, 1);
  if (step) next.splice(at + by, 0, step);
  return next;
}
