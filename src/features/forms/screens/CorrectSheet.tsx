import { useMemo, useState } from 'react';
import { QuestionInput } from '../../../console/questions/QuestionInput.tsx';
import { useSay, useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
import { compileForm, type Form, whyOf, whyTitle } from '../../../engine/forms/index.ts';
import { correctResponse, listCorrections } from '../contract-corrections.ts';
import { getResponse, listCustomerResponses, listResponses, type ResponseItem } from '../contract-responses.ts';
import { getForm } from '../contract.ts';
import { words } from './words.ts';

type Changes = Readonly<Record<string, unknown>>;

/** The form as it was answered; what is changed is sent with a reason, and nothing else. */
export function CorrectSheet({ item, close }: { item: ResponseItem; close: () => void }) {
  const t = useWords(words);
  const [changes, setChanges] = useState<Changes>({});
  const [reason, setReason] = useState('');
  const { playbook, form, version } = item;
  const query = useEndpoint(getForm, { params: { playbook, form }, query: { version } });
  const correct = useAction(correctResponse, {
    changes: [getResponse, listResponses, listCustomerResponses, listCorrections],
    onDone: close,
  });
  const changed = Object.keys(changes).length;
  const ready = changed > 0 && reason.trim() !== '';
  const change = (id: string, value: unknown) => {
    const { [id]: _old, ...others } = changes;
    const same = JSON.stringify(value ?? null) === JSON.stringify(item.answers[id] ?? null);
    setChanges(same ? others : { ...others, [id]: value ?? null });
  };
  return (
    <Sheet
      open
      width={480}
      title={t('correctTitle', { name: item.customerName ?? item.customerId })}
      close={close}
      note={changed === 0 ? t('correctNothing') : ready ? null : t('correctWhy')}
      primary={{
        label: changed === 0 ? t('correct') : t('correctGo', { count: changed }),
        disabled: !ready,
        loading: correct.isPending,
        onClick: () =>
          correct.mutate({
            params: { response: item.responseId },
            body: { changes: { ...changes }, reason: reason.trim(), revision: item.revision },
          }),
      }}
    >
      <Answered query={query} skeleton={<Skeleton lines={6} />}>
        {({ definition }) => (
          <div className="hx-correct">
            <p className="t2 cjk">{t('correctNote')}</p>
            <Questions
              form={definition}
              given={item.answers}
              changes={changes}
              change={change}
              flawOf={(id) => correct.error?.of(id)}
            />
            <label className="fl">
              <span className="lb">{t('correctReason')}</span>
              <input
                className="hx-input"
                maxLength={500}
                value={reason}
                placeholder={t('correctReasonPlaceholder')}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            <ErrorNote error={correct.error} />
          </div>
        )}
      </Answered>
    </Sheet>
  );
}

function Questions({
  form,
  given,
  changes,
  change,
  flawOf,
}: {
  form: Form;
  given: Changes;
  changes: Changes;
  change: (id: string, value: unknown) => void;
  flawOf: (id: string) => string | undefined;
}) {
  const t = useWords(words);
  const say = useSay();
  const compiled = useMemo(() => compileForm(form), [form]);
  const now = Object.fromEntries(Object.entries({ ...given, ...changes }).filter(([, value]) => value !== null));
  const hidden = compiled.hidden(compiled.validate(now, { partial: true }).answers);
  return form.questions
    .filter(({ id }) => !hidden.has(id))
    .map((question) => {
      const { id } = question;
      const flaw = flawOf(id);
      const said = now[whyOf(id)];
      const why = question.kind === 'nps' && now[id] !== undefined ? whyTitle(question, now[id]) : null;
      return (
        <div key={id} className="fl" data-question={id}>
          <div className="lb">
            <span>{say(question.title)}</span>
            {question.required ? <span className="bad">*</span> : null}
            {id in changes ? <span className="f12 warn">{t('correctChanged')}</span> : null}
          </div>
          <QuestionInput question={question} value={now[id]} set={(value) => change(id, value)} />
          {why ? (
            <textarea
              className="hx-area why"
              rows={2}
              maxLength={2000}
              aria-label={say(why)}
              placeholder={say(why)}
              value={typeof said === 'string' ? said : ''}
              onChange={(event) => change(whyOf(id), event.target.value === '' ? null : event.target.value)}
            />
          ) : null}
          {flaw ? (
            <p className="f12 bad" role="alert">
              {flaw}
            </p>
          ) : null}
        </div>
      );
    });
}
