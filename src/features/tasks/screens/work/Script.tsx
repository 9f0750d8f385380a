import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { useLocale } from '../../../../console/lib/settings.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon } from '../../../../console/ui/Icon.tsx';
import { Tag } from '../../../../console/ui/Tag.tsx';
import type { Question } from '../../../../engine/forms/form.ts';
import type { Followed, PlacedStep } from '../../../scripts/contract-follow.ts';
import type { TaskDetail } from '../../contract.ts';
import { answerWords, isPartial } from '../../../../console/questions/answers.ts';
import { Heard } from '../record/Heard.tsx';
import { QuestionInput } from '../../../../console/questions/QuestionInput.tsx';
import { words } from '../words.ts';
import { useSpeech } from './useSpeech.ts';
import type { Work } from './useWork.ts';

/** The words to say: the current step large, what was said one line with its answer, what comes grey. Branches open under the answers. */
export function Script({ detail, work, disabled }: { detail: TaskDetail; work: Work; disabled: boolean }) {
  const t = useWords(words);
  const say = useSay();
  const { script } = detail;
  if (!script || !work.followed)
    return (
      <section className="hx-script">
        <h2>{t('script.none')}</h2>
        <p className="t3">{t('script.noneHint')}</p>
      </section>
    );
  const { steps, current, must } = work.followed;
  return (
    <section className="hx-script">
      <div className="row between head">
        <h2>
          {t('script.title')}{' '}
          <span className="t3 plain">
            {script.number} {say(script.name)}
          </span>
        </h2>
        {must.all > 0 ? (
          <span className="f12 t3">{t('script.mustDone', { done: must.done, all: must.all })}</span>
        ) : null}
      </div>
      <ol>
        {steps.map((placed, at) => (
          <Step
            key={placed.step.id}
            placed={placed}
            last={at === steps.length - 1 && current !== null}
            detail={detail}
            work={work}
            disabled={disabled}
          />
        ))}
        {current === null ? (
          <li className="st done last">
            <span className="no">
              <Icon name="check" size={14} />
            </span>
            <div>
              <b>{t('script.over')}</b>
              <div className="say">{t('script.overHint')}</div>
            </div>
          </li>
        ) : null}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly placed: PlacedStep;
  readonly last: boolean;
  readonly detail: TaskDetail;
  readonly work: Work;
  readonly disabled: boolean;
}

const questionOf = (detail: TaskDetail, id: string | undefined): Question | undefined =>
  detail.form?.questions.find((question) => question.id === id);

function Step({ placed, last, detail, work, disabled }: StepProps) {
  const t = useWords(words);
  const say = useSay();
  const locale = useLocale();
  const speech = useSpeech(detail);
  const { step, state, place, open } = placed;
  if (state === 'current')
    return <Current placed={placed} last={last} detail={detail} work={work} disabled={disabled} />;
  const question = questionOf(detail, step.question);
  const answer = question ? answerWords(question, work.answers[question.id], locale) : null;
  const done = state === 'past' && !open;
  return (
    <li className={`st ${done ? 'done' : state === 'past' ? 'skipped' : 'fut'}${last ? ' last' : ''}`}>
      <span className="no">{done ? <Icon name="check" size={14} /> : place}</span>
      <button
        type="button"
        className="line"
        title={t('script.back')}
        onClick={() => work.goTo(step.id)}
        disabled={disabled}
      >
        <span className="hd2">
          {say(step.title)}
          {step.must ? <Tag>{t('script.must')}</Tag> : null}
          {answer ? <span className="ans">{answer}</span> : null}
        </span>
        <span className={state === 'past' ? 'say el' : 'say'}>{speech(step.say)}</span>
      </button>
    </li>
  );
}

/** Under the answer, advice that is not said. */
function Hint({ text }: { text: string }) {
  return (
    <p className="hint">
      <Icon name="insight" size={14} />
      {text}
    </p>
  );
}

export function Current({ placed, last, detail, work, disabled }: StepProps) {
  const t = useWords(words);
  const say = useSay();
  const speech = useSpeech(detail);
  const { step, place } = placed;
  const question = questionOf(detail, step.question);
  return (
    <li className={last ? 'st cur last' : 'st cur'} aria-current="step">
      <span className="no">{place}</span>
      <div className="box">
        <div className="hd2">
          <span className="ac fw5">
            <span className="place">{place} </span>
            {say(step.title)}
          </span>
          {step.must ? <Tag>{t('script.must')}</Tag> : null}
          <span className="grow" />
          {step.because ? (
            <span className="row g4">
              <Icon name="branch" size={14} />
              {say(step.because)}
            </span>
          ) : null}
        </div>
        <p className="say cjk">{speech(step.say)}</p>
        {question ? (
          <QuestionInput
            question={question}
            value={work.content.answers[question.id]}
            set={(value) => work.answer(question.id, value, isPartial(question, value) ? step.id : null)}
            big
            disabled={disabled}
          />
        ) : disabled ? null : (
          <Button keys="Enter" onClick={() => work.say(step.id)}>
            {t('act.said')}
          </Button>
        )}
        {question?.kind === 'text' && !disabled ? <Heard text={work.content.answers[question.id]} /> : null}
        {question && isPartial(question, work.content.answers[question.id]) && !disabled ? (
          <div className="go-on">
            <Button size="small" keys="Enter" onClick={() => work.goTo(null)}>
              {t('keys.forward')}
            </Button>
          </div>
        ) : null}
        {step.hint ? <Hint text={speech(step.hint)} /> : null}
      </div>
    </li>
  );
}

/** Which step comes after the current one: the words of the phone's button. */
export function nextTitle(
  followed: Followed | null,
  say: (words: { zh: string; en: string }) => string,
): string | null {
  if (!followed?.current) return null;
  const at = followed.steps.indexOf(followed.current);
  const next = followed.steps[at + 1];
  return next ? say(next.step.title) : null;
}
