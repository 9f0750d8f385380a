import { useState } from 'react';
import { FormQuestions, type GivenAnswers } from '../../../../console/questions/FormQuestions.tsx';
import { useWords } from '../../../../console/lib/i18n.ts';
import { useAction, useEndpoint } from '../../../../console/query.ts';
import { Sheet } from '../../../../console/ui/Sheet.tsx';
import { Answered, ErrorNote, Skeleton } from '../../../../console/ui/States.tsx';
import { getForm } from '../../../forms/contract.ts';
import { listCustomerResponses } from '../../../forms/contract-responses.ts';
import { answerLink, listLinks, type SurveyLink } from '../../../surveys/contract.ts';
import { words } from './survey-words.ts';

/** What she says, written down by a colleague: the one response of her link. */
export default function AnswerSheet({ link, title, close }: { link: SurveyLink; title: string; close: () => void }) {
  const t = useWords(words);
  const [given, setGiven] = useState<GivenAnswers>({});
  const { playbook, form, version } = link;
  const query = useEndpoint(getForm, { params: { playbook, form }, query: { version } });
  const answer = useAction(answerLink, { changes: [listLinks, listCustomerResponses], onDone: close });
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return (
    <Sheet
      open
      width={480}
      title={title}
      close={close}
      note={t('answerNote')}
      primary={{
        label: t('answerGo'),
        disabled: Object.keys(said).length === 0,
        loading: answer.isPending,
        onClick: () => answer.mutate({ params: { link: link.linkId }, body: { answers: said } }),
      }}
    >
      <Answered query={query} skeleton={<Skeleton lines={6} />}>
        {({ definition }) => (
          <div className="col g16">
            <FormQuestions
              form={definition}
              given={given}
              change={(id, value) => setGiven((now) => ({ ...now, [id]: value ?? null }))}
              flawOf={(id) => answer.error?.of(id)}
            />
            <ErrorNote error={answer.error} />
          </div>
        )}
      </Answered>
    </Sheet>
  );
}
