import { Input } from 'antd';
import { useState } from 'react';
import { callOfSteps, checkSteps } from '../../../../engine/callflow/index.ts';
import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { currentLocale } from '../../../../console/lib/settings.ts';
import { useCan, usePath, useWorkspace } from '../../../../console/lib/session.tsx';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Choices } from '../../../../console/ui/Choices.tsx';
import { Field } from '../../../../console/ui/Field.tsx';
import { ErrorNote, Note } from '../../../../console/ui/States.tsx';
import { listTextVariables } from '../../../messages/contract-records.ts';
import { getPlaybook, importPlaybook, listPlaybooks, type PlaybookDetail } from '../../../playbooks/contract.ts';
import { asSteps, type CallStep } from '../../contract-definition.ts';
import { listRecordedSounds } from '../../contract-sounds.ts';
import { heard, newStep, type Spoken, type StepKind, stepsIn, stepsOfForm, withDraft } from './draft.ts';
import { StepCard } from './StepCard.tsx';
import { Walk, walkable } from './Walk.tsx';
import { words } from './words.ts';

const KINDS: readonly StepKind[] = ['say', 'ask', 'record', 'transfer', 'end'];

/** The steps of one message, and a telephone beside them to walk through what stands there now. */
export function Editor({ playbook, message }: { playbook: PlaybookDetail; message: Spoken }) {
  const t = useWords(words);
  const say = useSay();
  const to = usePath();
  const workspace = useWorkspace();
  const can = useCan();
  const may = can('playbooks:write') && workspace.kind !== 'scratch';
  const [locale, setLocale] = useState<'zh' | 'en'>(currentLocale());
  const [lead, setLead] = useState(message.lead);
  const [steps, setSteps] = useState(stepsIn(playbook.definition, message.key));
  const [open, setOpen] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  // The version one began with: should somebody else save meanwhile, she is told before hers goes over it.
  const [began, setBegan] = useState(playbook.version);
  const { variables, examples, sounds } = useAround(locale);
  const save = useAction(importPlaybook, {
    changes: [getPlaybook, listPlaybooks],
    onDone: ({ version }) => {
      setTouched(false);
      setBegan(version);
    },
  });
  const flaws = steps ? checkSteps(asSteps(steps), message.form) : [];
  const shown = steps ?? stepsOfForm(message.form);
  const set = (next: readonly CallStep[] | null) => {
    setSteps(next);
    setTouched(true);
    save.reset();
  };
  const spoken = asSteps(shown).map((step) => spokenStep(step, examples));
  const caller = { zh: workspace.name, en: workspace.name };
  const flow =
    flaws.length === 0 && checkSteps(spoken, message.form).length === 0
      ? walkable(callOfSteps(spoken, { caller, lead: filled(lead, examples), form: message.form, person: '0' }))
      : null;
  const store = () =>
    save.mutate({
      body: {
        definition: withDraft(playbook.definition, message.key, lead, steps),
        note: `${t('title')}：${say(message.name)}`,
      },
    });
  return (
    <div className="hx-call-flow-page">
      <div className="col g12">
        <Choices
          label={t('language')}
          options={(['zh', 'en'] as const).map((key) => ({ key, label: t(key) }))}
          value={locale}
          choose={setLocale}
        />
        {playbook.version > began && touched ? (
          <Note tone="warn">{t('newer', { version: playbook.version })}</Note>
        ) : null}
        {message.form ? null : <Note tone="warn">{t('noForm')}</Note>}
        <Field label={t('first')} hint={t('firstHint')}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={600}
              disabled={!may}
              value={lead[locale]}
              onChange={(event) => {
                setLead({ ...lead, [locale]: event.target.value });
                setTouched(true);
              }}
            />
          )}
        </Field>
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
              set={(next) => set(shown.map((each) => (each.id === step.id ? next : each)))}
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
            <Button type="primary" disabled={!touched || flaws.length > 0} loading={save.isPending} onClick={store}>
              {t('save')}
            </Button>
            {steps ? <Button onClick={() => set(null)}>{t('drop')}</Button> : null}
            <Button to={to('calls/sounds')}>{t('sounds')}</Button>
            <span className={flaws.length > 0 ? 'f12 bad' : 'f12 t3'} role="status">
              {flaws.length > 0 ? t('flaws', { n: flaws.length }) : touched ? t('unsaved') : ''}
            </span>
          </div>
        ) : null}
        <ErrorNote error={save.error} />
        {save.data ? <Note tone="ok">{t('saved', { version: save.data.version })}</Note> : null}
      </div>
      <Walk flow={flow} locale={locale} />
    </div>
  );
}

/** What texts may take here, what stands there for some customer, and the recordings there are. */
function useAround(locale: 'zh' | 'en') {
  const can = useCan();
  const known = useEndpoint(listTextVariables, {}, { enabled: can('messages:read'), staleTime: 600_000 });
  const recorded = useEndpoint(listRecordedSounds, {}, { enabled: can('calls:read') });
  const variables = (known.data?.items ?? []).filter(
    ({ name, in: places }) => places.includes('message') && !/^(survey|optout)\./.test(name),
  );
  const examples = Object.fromEntries(
    variables.map(({ name, words: each, example }) => [name, (example ?? each)[locale]]),
  );
  return { variables, examples, sounds: recorded.data?.items ?? [] };
}

const filled = (said: Spoken['lead'], examples: Readonly<Record<string, string>>) => ({
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
