import { useSay, useWords } from '../../../../console/lib/i18n.ts';
import { Button } from '../../../../console/ui/Button.tsx';
import { Icon, type IconName } from '../../../../console/ui/Icon.tsx';
import { questionOf, type StepFlaw } from '../../../../engine/callflow/index.ts';
import { type StepKind } from './draft.ts';
import { StepFields, type StepFieldsProps } from './StepFields.tsx';
import { words } from './words.ts';

const ICONS: Readonly<Record<StepKind, IconName>> = {
  say: 'chat',
  ask: 'form',
  record: 'send',
  transfer: 'person',
  end: 'close',
};

interface StepCardProps extends StepFieldsProps {
  readonly at: number;
  readonly last: boolean;
  readonly open: boolean;
  readonly flaws: readonly StepFlaw[];
  readonly readOnly: boolean;
  readonly toggle: () => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
}

/** One step: a line that says what it does; opened, all there is to set. */
export function StepCard(props: StepCardProps) {
  const { step, at, last, open, flaws, readOnly, toggle, move, remove } = props;
  const t = useWords(words);
  const say = useSay();
  const title = useTitle(props);
  return (
    <li className={`hx-call-step${open ? ' open' : ''}${flaws.length > 0 ? ' wrong' : ''}`}>
      <div className="head">
        <button type="button" className="what" aria-expanded={open} onClick={toggle}>
          <Icon name={ICONS[step.kind]} size={16} />
          <span className="f12 t3 nw">{t('step', { n: at + 1, what: t(`kind.${step.kind}`) })}</span>
          <span className="title cjk">{title}</span>
        </button>
        {readOnly ? null : (
          <span className="row g4">
            <Button
              size="small"
              type="text"
              icon="arrowUp"
              label={t('up')}
              disabled={at === 0}
              onClick={() => move(-1)}
            />
            <Button
              size="small"
              type="text"
              icon="arrowDown"
              label={t('down')}
              disabled={last}
              onClick={() => move(1)}
            />
            <Button size="small" type="text" icon="trash" label={t('remove')} onClick={remove} />
          </span>
        )}
      </div>
      {flaws.map((flaw) => (
        <p key={`${flaw.field}${flaw.words.en}`} className="flaw" role="alert">
          {say(flaw.words)}
        </p>
      ))}
      {open && !readOnly ? <StepFields {...props} /> : null}
    </li>
  );
}

function useTitle({ step, form, locale }: StepFieldsProps): string {
  const say = useSay();
  const written = step.words?.[locale] || step.words?.zh;
  if (step.kind === 'ask' || step.kind === 'record') {
    const question = questionOf(form, step.question);
    if (!question) return step.question;
    const row =
      step.kind === 'ask' && question.kind === 'stars' ? question.rows?.find(({ id }) => id === step.row) : undefined;
    return [say(question.title), row ? say(row.label) : ''].filter(Boolean).join(' · ');
  }
  if (step.kind === 'transfer' && step.target) return [written, step.target].filter(Boolean).join(' → ');
  return written ?? '';
}
