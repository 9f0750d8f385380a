import { useState } from 'react';
import { FormQuestions, type GivenAnswers } from '../../../console/questions/FormQuestions.tsx';
import { useWords } from '../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../console/query.ts';
import { Sheet } from '../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../console/ui/States.tsx';
import { correctResponse, listCorrections } from '../contract-corrections.ts';
import { getResponse, listCustomerResponses, listResponses, type ResponseItem } from '../contract-responses.ts';
import { getForm } from '../contract.ts';
import { words } from './words.ts';

/** The form as it was answered; what is changed is sent with a reason, and nothing else. */
export function CorrectSheet({ item, close }: { item: ResponseItem; close: () => void }) {
  const t = useWords(words);
  const [changes, setChanges] = useState<GivenAnswers>({});
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
            <FormQuestions
              form={definition}
              given={{ ...item.answers, ...changes }}
              change={change}
              noteOf={(id) => (id in changes ? t('correctChanged') : null)}
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
