import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import type { Question } from '../../../../engine/forms/form.ts';
import { whyOf } from '../../../../engine/forms/index.ts';
import { Icon } from '../../../../console/ui/Icon.tsx';
import type { TaskDetail } from '../../contract.ts';
import { words } from '../words.ts';
import type { Work } from '../work/useWork.ts';
import { Heard } from './Heard.tsx';
import { NextStep } from './NextStep.tsx';
import { QuestionInput } from '../../../../console/questions/QuestionInput.tsx';

export interface RecordProps {
  readonly detail: TaskDetail;
  readonly work: Work;
  readonly disabled: boolean;
  /** What the last try to finish found wrong, by question. */
  readonly flaws: ReadonlyMap<string, string>;
  readonly first?: React.RefObject<HTMLDivElement | null>;
}

/** The record of the talk: the form's questions as the answers so far show them, a note, the next step, a reason for what stays open. */
export function Record({ detail, work, disabled, flaws, first }: RecordProps) {
  const t = useWords(words);
  const bound = new Set(detail.script?.steps.flatMap((step) => (step.question ? [step.question] : [])) ?? []);
  const open = work.followed?.must.all ? work.followed.must.all - work.followed.must.done : 0;
  return (
    <div className="hx-record" ref={first}>
      {detail.form ? (
        detail.form.questions
          .filter(({ id }) => !work.hidden.has(id))
          .map((question) => (
            <Asked
              key={question.id}
              question={question}
              work={work}
              disabled={disabled || detail.answersKept}
              byScript={bound.has(question.id)}
              flaws={flaws}
            />
          ))
      ) : (
        <p className="f12 t3">{t('record.none')}</p>
      )}
      <label className="fl">
        <span className="lb">{t('record.note')}</span>
        <textarea
          className="hx-area"
          rows={2}
          maxLength={4000}
          value={work.content.note}
          placeholder={t('record.notePlaceholder')}
          disabled={disabled}
          onChange={(event) => work.change({ note: event.target.value })}
        />
      </label>
      <NextStep detail={detail} work={work} disabled={disabled} />
      {open > 0 && !disabled ? (
        <label className="fl">
          <span className="lb">
            <Icon name="info" size={14} />
            <span className="warn">{t('record.mustOpen', { n: open })}</span>
          </span>
          <input
            className="hx-input"
            value={work.content.openReason}
            placeholder={t('record.reasonPlaceholder')}
            aria-label={t('record.reason')}
            aria-invalid={flaws.has('openReason') || undefined}
            onChange={(event) => work.change({ openReason: event.target.value })}
          />
        </label>
      ) : null}
    </div>
  );
}

function Asked({
  question,
  work,
  disabled,
  byScript,
  flaws,
}: {
  question: Question;
  work: Work;
  disabled: boolean;
  byScript: boolean;
  flaws: ReadonlyMap<string, string>;
}) {
  const t = useWords(words);
  const say = useSay();
  const value = work.content.answers[question.id];
  const said = work.content.answers[whyOf(question.id)];
  const wrong = flaws.get(question.id);
  const why = question.kind === 'nps' && typeof value === 'number' ? question.why : undefined;
  const follow =
    why && (value as number) >= 9 ? why.promoter : why && (value as number) >= 7 ? why.passive : why?.detractor;
  return (
    <div className="fl" data-question={question.id}>
      <div className="lb">
        <span>{say(question.title)}</span>
        {question.required ? <span className="bad">*</span> : null}
        {byScript ? <span className="f12 t3">{t('record.fromScript')}</span> : null}
      </div>
      {question.help ? <p className="f12 t3 help">{say(question.help)}</p> : null}
      <QuestionInput
        question={question}
        value={value}
        disabled={disabled}
        set={(next) => work.answer(question.id, next)}
      />
      {question.kind === 'text' && !disabled ? <Heard text={value} /> : null}
      {follow ? (
        <div className="follow">
          <div className="lb">{say(follow)}</div>
          <textarea
            className="hx-area"
            rows={2}
            maxLength={2000}
            aria-label={say(follow)}
            disabled={disabled}
            value={typeof said === 'string' ? said : ''}
            onChange={(event) => work.answer(whyOf(question.id), event.target.value)}
          />
          {disabled ? null : <Heard text={said} />}
        </div>
      ) : null}
      {wrong ? (
        <p className="f12 bad" role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  );
}
